import type { ConfigValue } from "../config-value.js";
import { scanJson } from "./scan.js";
import { typeName, type GoFault, type GoStruct, type GoType } from "./type.js";

/**
 * Reads `value` as Go's `encoding/json` would decode it into `type`, and says where it fails.
 *
 * A value of another type does not end Go's decoding: the first one is reported at the end. A
 * failure of a type that reads itself does, and is what is reported. Offsets count from the
 * beginning of the value where the original decodes it on its own, as it does with what it kept as
 * json.RawMessage, else (`within: "document"`) from the beginning of the text.
 */
export function findFault(
  value: ConfigValue,
  type: GoType,
  within: "value" | "document" = "value",
): GoFault | undefined {
  const decoding = new Decoding(within === "document" ? undefined : value);
  return decoding.read(value, type) ?? decoding.saved;
}

class Decoding {
  saved: GoFault | undefined;
  private struct: string | undefined;
  private readonly path: string[] = [];

  /** `outer` is the value that offsets count from; undefined for the whole text. */
  constructor(private readonly outer: ConfigValue | undefined) {}

  read(value: ConfigValue, type: GoType): GoFault | undefined {
    if (type.kind === "pointer") return value.isNull ? undefined : this.read(value, type.of);
    if (type.kind === "custom") {
      const fault = type.check(value);
      return fault && { ...fault, at: value };
    }
    if (type.kind === "any" || value.isNull) return undefined;
    switch (value.node.type) {
      case "array":
        if (type.kind !== "slice") return this.save(value, type, "array");
        return firstOf(value.asList(), (item) => this.read(item, type.of));
      case "object":
        if (type.kind === "struct") return this.readStruct(value, type);
        if (type.kind === "map") return this.readMap(value, type);
        return this.save(value, type, "object");
      case "string":
        return type.kind === "string" ? undefined : this.save(value, type, "string");
      case "boolean":
        return type.kind === "bool" ? undefined : this.save(value, type, "bool");
      default:
        return this.readNumber(value, type);
    }
  }

  private readStruct(value: ConfigValue, type: GoStruct): GoFault | undefined {
    const outer = this.struct;
    const names = Object.keys(type.fields);
    const fault = firstOf(value.asMap(), ([key, member]) => {
      const name = Object.hasOwn(type.fields, key)
        ? key
        : names.find((n) => n.toLowerCase() === key.toLowerCase());
      const field = name === undefined ? undefined : type.fields[name];
      if (name === undefined || field === undefined) return undefined;
      this.struct = type.name;
      this.path.push(name);
      const found = this.read(member, field);
      this.path.pop();
      this.struct = outer;
      return found;
    });
    return fault;
  }

  private readMap(
    value: ConfigValue,
    type: Extract<GoType, { readonly kind: "map" }>,
  ): GoFault | undefined {
    return firstOf(value.asMap(), ([key, member]) => {
      const fault = this.read(member, type.of);
      if (fault === undefined && type.key === "uint32" && !isUint32(key)) {
        this.keep({
          what: `number ${key}`,
          into: "uint32",
          offset: value.source.byteOffset(member.keyOffset) + 1,
          at: member,
          wanted: "a whole number as key",
        });
      }
      return fault;
    });
  }

  private readNumber(value: ConfigValue, type: GoType): undefined {
    const text = value.text;
    if (type.kind !== "int" && type.kind !== "uint" && type.kind !== "float") {
      return this.save(value, type, "number");
    }
    const fits =
      type.kind === "float"
        ? Math.abs(type.bits === 32 ? Math.fround(Number(text)) : Number(text)) !== Infinity
        : fitsInteger(text, type.kind, type.bits);
    return fits ? undefined : this.save(value, type, `number ${text}`);
  }

  private save(value: ConfigValue, type: GoType, what: string): undefined {
    // Go counts up to the opening bracket, and to the end of what has none.
    const isOpen = value.node.type === "array" || value.node.type === "object";
    const length = isOpen ? 1 : value.byteLength;
    this.keep({
      what,
      into: typeName(type),
      offset: value.byteOffset + length,
      at: value,
      wanted: wantedOf(type),
    });
  }

  private keep(fault: {
    readonly what: string;
    readonly into: string;
    readonly offset: number;
    readonly at: ConfigValue;
    readonly wanted: string;
  }): void {
    if (this.saved !== undefined) return;
    const struct = this.struct?.slice(this.struct.indexOf(".") + 1);
    const target = struct === undefined ? "value" : `struct field ${struct}.${this.path.join(".")}`;
    this.saved = {
      texts: [`json: cannot unmarshal ${fault.what} into Go ${target} of type ${fault.into}`],
      offset: fault.offset - (this.outer?.byteOffset ?? 0),
      at: fault.at,
      wanted: fault.wanted,
    };
  }
}

/** What `json.Unmarshal` says of a text of its own that should be a 32-bit number. */
export function unmarshalUint32(
  text: string,
): { readonly value: number } | { readonly problem: string; readonly offset: number } {
  const end = scanJson(text, true);
  if (typeof end !== "number") {
    return { problem: end.text, offset: end.offset ?? Buffer.byteLength(text) };
  }
  const bare = text.trim();
  if (bare === "null") return { value: 0 };
  if (fitsInteger(bare, "uint", 32)) return { value: Number(bare) };
  const first = bare[0] ?? "";
  const what =
    { "[": "array", "{": "object", '"': "string", t: "bool", f: "bool" }[first] ?? `number ${bare}`;
  const length = what === "array" || what === "object" ? 1 : Buffer.byteLength(bare);
  return {
    problem: `json: cannot unmarshal ${what} into Go value of type uint32`,
    offset: text.indexOf(bare) + length,
  };
}

function fitsInteger(text: string, kind: "int" | "uint", bits: number): boolean {
  if (!(kind === "int" ? /^-?\d+$/ : /^\d+$/).test(text)) return false;
  const number = BigInt(text);
  const most = 1n << BigInt(kind === "int" ? bits - 1 : bits);
  return number < most && number >= (kind === "int" ? -most : 0n);
}

function isUint32(text: string): boolean {
  return fitsInteger(text, "uint", 32);
}

function firstOf<T>(
  items: readonly T[],
  check: (item: T) => GoFault | undefined,
): GoFault | undefined {
  for (const item of items) {
    const fault = check(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function wantedOf(type: GoType): string {
  switch (type.kind) {
    case "string":
      return "a string";
    case "bool":
      return "true or false";
    case "float":
      return "a number";
    case "int":
      return `a whole number of ${type.bits} bits`;
    case "uint": {
      const most = (1n << BigInt(type.bits)) - 1n;
      return `a whole number from 0 to ${most}`;
    }
    case "slice":
      return "a list";
    default:
      return "an object";
  }
}
