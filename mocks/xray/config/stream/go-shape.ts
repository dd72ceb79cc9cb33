import type { OriginalRefusal } from "../config-error.js";
import type { ConfigObject, ConfigValue } from "../config-value.js";
import { emptyObject } from "../empty-object.js";
import type { KeyTable } from "../known-keys.js";
import { mismatch } from "./go-mismatch.js";

/** Where Go's JSON decoder stands, as far as its messages tell. */
export interface GoPlace {
  /** The innermost Go struct; "" outside of any. */
  readonly struct: string;
  /** Names of its fields from the root, lists and maps left out. */
  readonly fields: readonly string[];
  /** Where the text that is being decoded begins, in characters of the source. */
  readonly from: number;
  /** The original's words for a failure to decode; `bytes` is how far it had read, where it says so. */
  readonly words: (text: string, bytes?: number) => OriginalRefusal;
}

/** How one Go type is read from JSON. Throws ConfigErrors with the words of Go's decoder. */
export interface Shape<T> {
  /** Go's name of the type. */
  readonly type: string;
  /** Reads a value that is written, null too. */
  read(value: ConfigValue, at: GoPlace): T;
  /** What stands where `parent` has no such member. */
  absent(parent: ConfigValue): T;
}

/** Shapes of a struct's fields by their JSON names as Go spells them. */
export type Fields = Readonly<Record<string, Shape<unknown>>>;

/** A struct, read: its fields, and the places of what was written. */
export type Decoded<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Shape<infer T> ? T : never;
} & {
  /** The value of a field; the struct itself where the field is absent, or where none is named. */
  readonly where: (field?: keyof F & string) => ConfigValue;
};

/** Names of the fields of a struct that was read. */
export type FieldOf<D> = Exclude<keyof D & string, "where">;

/** What a shape reads. */
export type Read<S> = S extends Shape<infer T> ? T : never;

/** A struct. `keys` are rules for keys that have no effect or need another than reading. */
export function struct<F extends Fields>(
  name: string,
  fields: F,
  keys: KeyTable = {},
): Shape<Decoded<F>> {
  return structOf(`conf.${name}`, name, fields, keys);
}

/** A struct that Go's messages do not name: the enclosing one stays. */
export function anonymous<F extends Fields>(type: string, fields: F): Shape<Decoded<F>> {
  return structOf(type, undefined, fields, {});
}

function structOf<F extends Fields>(
  type: string,
  name: string | undefined,
  fields: F,
  rules: KeyTable,
): Shape<Decoded<F>> {
  const names = Object.keys(fields);
  const keys: KeyTable = {
    ...Object.fromEntries(names.map((field) => [field.toLowerCase(), "read" as const])),
    ...rules,
  };
  const read = (value: ConfigValue, at: GoPlace): Decoded<F> => {
    if (!value.isNull && value.node.type !== "object") throw mismatch(value, at, type);
    const object = value.asObject(keys);
    const members = names.map((field) => {
      const shape = fields[field] as Shape<unknown>;
      const member = memberOf(object, field);
      const inner = { ...at, struct: name ?? at.struct, fields: [...at.fields, field] };
      return [
        field,
        member === undefined ? shape.absent(value) : shape.read(member, inner),
      ] as const;
    });
    const where = (field?: string): ConfigValue =>
      (field === undefined ? undefined : memberOf(object, field)) ?? value;
    // Object.fromEntries cannot tell the types of the members, which `fields` states.
    return { ...Object.fromEntries(members), where } as Decoded<F>;
  };
  return {
    type,
    read,
    absent: (parent) => read(emptyObject(parent), nowhere(parent)),
  };
}

function memberOf(object: ConfigObject, field: string): ConfigValue | undefined {
  return object.written(field.toLowerCase() as Lowercase<string>);
}

/** A place for what is not written and can therefore not fail. */
function nowhere(value: ConfigValue): GoPlace {
  return { struct: "", fields: [], from: value.node.offset, words: () => ({ exit: 23 }) };
}

/** A pointer: null is as good as absent. */
export function pointer<T>(shape: Shape<T>): Shape<T | undefined> {
  return {
    type: `*${shape.type}`,
    read: (value, at) => (value.isNull ? undefined : shape.read(value, at)),
    absent: () => undefined,
  };
}

/** A list; null reads as an empty one. */
export function list<T>(shape: Shape<T>): Shape<readonly T[]> {
  const type = `[]${shape.type}`;
  return {
    type,
    read: (value, at) => {
      if (!value.isNull && value.node.type !== "array") throw mismatch(value, at, type);
      return value.asList().map((item) => shape.read(item, at));
    },
    absent: () => [],
  };
}

/** A map; a repeated name replaces. */
export function map<T>(shape: Shape<T>): Shape<ReadonlyMap<string, T>> {
  const type = `map[string]${shape.type}`;
  return {
    type,
    read: (value, at) => {
      if (!value.isNull && value.node.type !== "object") throw mismatch(value, at, type);
      return new Map(value.asMap().map(([name, item]) => [name, shape.read(item, at)]));
    },
    absent: () => new Map(),
  };
}

/** A shape that is known only once all files are loaded: for types that contain themselves. */
export function later<T>(type: string, shape: () => Shape<T>): Shape<T> {
  return {
    type,
    read: (value, at) => shape().read(value, at),
    absent: (parent) => shape().absent(parent),
  };
}
