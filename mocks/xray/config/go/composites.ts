import { nearest } from "../../../../scenarios/nearest.js";
import { formatPlace } from "../config-error.js";
import type { ConfigValue } from "../config-value.js";
import type { GoDecoding, GoType } from "./go-type.js";

/** Go's `json.RawMessage`: a value that is read later; undefined where nothing is written. Null is a value. */
export const goRaw: GoType<ConfigValue | undefined> = {
  name: "json.RawMessage",
  zero: () => undefined,
  decode: (value) => value,
};

/** A Go pointer: null and nothing written are undefined. */
export function goPointer<T>(type: GoType<T>): GoType<T | undefined> {
  return {
    name: type.name,
    zero: () => undefined,
    decode: (value, before, run) =>
      value.isNull ? undefined : type.decode(value, before ?? type.zero(), run),
  };
}

/** A Go slice: undefined is nil. `element` is the name of its elements where that is not the type's. */
export function goList<T>(type: GoType<T>, element = type.name): GoType<readonly T[] | undefined> {
  const name = `[]${element}`;
  return {
    name,
    zero: () => undefined,
    decode(value, before, run) {
      if (value.isNull) return undefined;
      if (value.node.type !== "array") {
        run.mismatch(value, name, "a list");
        return before;
      }
      // Written twice, a list is read over the elements of the first.
      return value.asList().map((item, i) => type.decode(item, before?.[i] ?? type.zero(), run));
    },
  };
}

/** A Go slice of pointers to structs, where null is an element too. */
export function goPointers<T>(type: GoType<T>): GoType<readonly (T | undefined)[] | undefined> {
  return goList(goPointer(type), `*${type.name}`);
}

/** Go's `map[string]string`; undefined is nil. */
export const goTexts: GoType<ReadonlyMap<string, string> | undefined> = {
  name: "map[string]string",
  zero: () => undefined,
  decode(value, before, run) {
    if (value.isNull) return undefined;
    if (value.node.type !== "object") {
      run.mismatch(value, "map[string]string", "an object");
      return before;
    }
    const texts = new Map(before);
    for (const [name, item] of value.asMap()) {
      const isText = item.isNull || item.node.type === "string";
      if (!isText) run.mismatch(item, "string", "a string");
      texts.set(name, isText ? item.asString() : "");
    }
    return texts;
  },
};

/** Members of a Go struct by their names in JSON. */
export type Shape = Readonly<Record<string, GoType<unknown>>>;

/** What a struct of a shape is read as. */
export type Struct<S extends Shape> = {
  readonly [K in keyof S]: S[K] extends GoType<infer T> ? T : never;
};

/** A Go struct. */
export interface GoStruct<S extends Shape> extends GoType<Struct<S>> {
  readonly keys: readonly string[];
}

interface Places {
  readonly self: ConfigValue;
  readonly members: ReadonlyMap<string, ConfigValue>;
}

const places = new WeakMap<object, Places>();

/**
 * A Go struct, by its name with the package, as `conf.TunConfig`. Keys are found in any case; one
 * that the struct does not have is named in a warning.
 */
export function goStruct<S extends Shape>(name: string, shape: S): GoStruct<S> {
  const keys = Object.keys(shape);
  const folded = new Map(keys.map((key) => [fold(key), key]));
  const bare = name.slice(name.indexOf(".") + 1);
  const zero = () => Object.fromEntries(keys.map((key) => [key, shape[key]?.zero()])) as Struct<S>;
  const decode = (value: ConfigValue, before: Struct<S>, run: GoDecoding): Struct<S> => {
    const read: Record<string, unknown> = { ...before };
    const members = new Map(places.get(before)?.members);
    const isObject = value.node.type === "object";
    if (!isObject && !value.isNull) run.mismatch(value, name, "an object");
    for (const [written, member] of isObject ? value.asMap() : []) {
      const key = Object.hasOwn(shape, written) ? written : folded.get(fold(written));
      const type = key === undefined ? undefined : shape[key];
      if (key === undefined || type === undefined) {
        warnUnknown(member, written, keys, run);
        continue;
      }
      read[key] = run.within(bare, key, () => type.decode(member, read[key], run));
      members.set(key, member);
    }
    places.set(read, { self: value, members });
    return read as Struct<S>;
  };
  return { name, keys, zero, decode };
}

/** Where a member of a struct is written, or the struct; for messages. */
export function at(struct: object, key?: string): ConfigValue {
  const found = places.get(struct);
  const value = (key === undefined ? undefined : found?.members.get(key)) ?? found?.self;
  if (value === undefined) throw new TypeError("this struct was not read from a configuration");
  return value;
}

/** The keys that a struct was written with. */
export function writtenKeys(struct: object): readonly string[] {
  return [...(places.get(struct)?.members.keys() ?? [])];
}

/** As the decoder compares keys: in any case, with the long s and the Kelvin sign as letters. */
function fold(key: string): string {
  return key.replaceAll("\u017F", "s").toLowerCase();
}

function warnUnknown(
  member: ConfigValue,
  written: string,
  keys: readonly string[],
  run: GoDecoding,
): void {
  const others = run.isTop ? run.otherKeys : [];
  if (others === "any" || others.some((key) => fold(key) === fold(written))) return;
  const meant = nearest(written, [...keys, ...others]);
  const hint = meant === undefined ? "" : `; did you mean "${meant}"?`;
  warn(member, `is unknown to Xray, which ignores it${hint}`);
}

/** A warning about a value, behind its place and path. */
export function warn(value: ConfigValue, message: string): void {
  const place = value.source.at(value.node.offset, value.path);
  value.source.warnings.push(`${formatPlace(place)}: ${value.path} ${message}`);
}
