import type { ConfigValue } from "../config-value.js";
import type { KeyTable } from "../known-keys.js";

/**
 * What the original's decoder says of a value that does not fit.
 *
 * `texts` go on with ` > `. `offset` (bytes) is there where the innermost of Go's errors has one: the
 * original then names a line and a column by it.
 */
export interface GoFault {
  readonly texts: readonly string[];
  readonly offset?: number;
  readonly at: ConfigValue;
  /** What should stand there, for people. */
  readonly wanted: string;
}

/** A type of the original's configuration, as far as decoding JSON into it can fail. */
export type GoType =
  | { readonly kind: "string" | "bool" | "any" }
  | { readonly kind: "int" | "uint" | "float"; readonly bits: number; readonly name?: string }
  | { readonly kind: "slice" | "pointer"; readonly of: GoType }
  | { readonly kind: "map"; readonly key: "string" | "uint32"; readonly of: GoType }
  | GoStruct
  | {
      readonly kind: "custom";
      readonly name: string;
      /** Reads a value by a method of its own; its failure ends the reading at once. */
      readonly check: (value: ConfigValue) => Omit<GoFault, "at"> | undefined;
    };

/** A struct: its name with package, and its fields by the key as the original spells it. */
export interface GoStruct {
  readonly kind: "struct";
  readonly name: string;
  readonly fields: Readonly<Record<string, GoType>>;
}

export const goString: GoType = { kind: "string" };
export const goBool: GoType = { kind: "bool" };
/** Anything at all (json.RawMessage), or what is not described here. */
export const goAny: GoType = { kind: "any" };
export const goUint32: GoType = { kind: "uint", bits: 32 };

/** A list of `of`. */
export function slice(of: GoType): GoType {
  return { kind: "slice", of };
}

/** A pointer: null leaves it out. */
export function pointer(of: GoType): GoType {
  return { kind: "pointer", of };
}

/** A map to `of`. */
export function mapOf(key: "string" | "uint32", of: GoType): GoType {
  return { kind: "map", key, of };
}

/** A struct of the original; `name` with its package, as `conf.LogConfig`. */
export function struct(name: string, fields: Readonly<Record<string, GoType>>): GoStruct {
  return { kind: "struct", name, fields };
}

/** The keys of a struct as a table for `ConfigValue.asObject`: all read, but for `others`. */
export function keysOf(type: GoStruct, others: KeyTable = {}): KeyTable {
  const read = Object.keys(type.fields).map((key) => [key.toLowerCase(), "read"] as const);
  return { ...Object.fromEntries(read), ...others };
}

/** The type as Go prints it. */
export function typeName(type: GoType): string {
  switch (type.kind) {
    case "string":
    case "bool":
      return type.kind;
    case "any":
      return "json.RawMessage";
    case "int":
    case "uint":
    case "float":
      return type.name ?? `${type.kind}${type.bits}`;
    case "slice":
      return `[]${typeName(type.of)}`;
    case "pointer":
      return `*${typeName(type.of)}`;
    case "map":
      return `map[${type.key}]${typeName(type.of)}`;
    default:
      return type.name;
  }
}
