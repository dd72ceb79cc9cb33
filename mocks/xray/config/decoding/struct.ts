import { nearest } from "../../../../scenarios/nearest.js";
import { goFold } from "../../go/text.js";
import type { ConfigValue } from "../config-value.js";
import type { GoDecoding, GoType } from "./go-type.js";

/** Members of a Go struct by their names in JSON, as Go spells them. */
export type Shape = Readonly<Record<string, GoType<unknown>>>;

/** What a struct of a shape is read as. */
export type Struct<S extends Shape> = {
  readonly [K in keyof S]: S[K] extends GoType<infer T> ? T : never;
};

/** A Go struct. */
export interface GoStruct<S extends Shape> extends GoType<Struct<S>> {
  readonly keys: readonly string[];
}

/** What is to be said of keys besides reading them. */
export interface KeyNotes<S extends Shape> {
  /** Fields that change nothing, and why; null is not worth a warning. */
  readonly inert?: { readonly [K in keyof S]?: string };
  /** Keys that no field has and that are still not unknown. */
  readonly others?: readonly string[];
}

interface Places {
  readonly self: ConfigValue;
  readonly members: ReadonlyMap<string, ConfigValue>;
}

const places = new WeakMap<object, Places>();

/**
 * A Go struct, by its name with the package, as `conf.TunConfig`. Keys are found in any case; one
 * that the struct does not have is named in a warning. A key that is written twice is read over
 * what was read before.
 */
export function goStruct<S extends Shape>(
  name: string,
  shape: S,
  notes: KeyNotes<S> = {},
): GoStruct<S> {
  return structOf(name, name.slice(name.indexOf(".") + 1), shape, notes);
}

/** A Go struct without a name, whose type is spelt out: messages name the one around it. */
export function goAnonymous<S extends Shape>(type: string, shape: S): GoStruct<S> {
  return structOf(type, undefined, shape, {});
}

function structOf<S extends Shape>(
  name: string,
  bare: string | undefined,
  shape: S,
  notes: KeyNotes<S>,
): GoStruct<S> {
  const keys = Object.keys(shape);
  const folded = new Map(keys.map((key) => [goFold(key), key]));
  // Object.fromEntries cannot tell the types of the members, which `shape` states.
  const zero = () => Object.fromEntries(keys.map((key) => [key, shape[key]?.zero()])) as Struct<S>;
  const decode = (value: ConfigValue, before: Struct<S>, run: GoDecoding): Struct<S> => {
    const read: Record<string, unknown> = { ...before };
    const members = new Map(places.get(before)?.members);
    const isObject = value.node.type === "object";
    if (!isObject && !value.isNull) run.mismatch(value, name, "an object");
    for (const [written, member] of isObject ? value.asMap() : []) {
      const key = Object.hasOwn(shape, written) ? written : folded.get(goFold(written));
      const type = key === undefined ? undefined : shape[key];
      if (key === undefined || type === undefined) {
        warnUnknown(member, written, keys, [run.otherKeys, notes.others ?? []]);
        continue;
      }
      const inert = notes.inert?.[key];
      if (inert !== undefined && !member.isNull) member.note(`has no effect here: ${inert}`);
      read[key] = run.within(bare, key, () => type.decode(member, read[key], run));
      members.set(key, member);
    }
    place(read, { self: value, members });
    return read as Struct<S>;
  };
  return { name, keys, zero, decode };
}

/** Where a member of a struct is written, or the struct that it would stand in; for messages. */
export function at<T extends object>(struct: T, key?: keyof T & string): ConfigValue {
  const found = places.get(struct);
  const value = (key === undefined ? undefined : found?.members.get(key)) ?? found?.self;
  if (value === undefined) throw new TypeError("this struct was not read from a configuration");
  return value;
}

/** The keys that a struct was written with. */
export function writtenKeys(struct: object): readonly string[] {
  return [...(places.get(struct)?.members.keys() ?? [])];
}

/** A struct with other members, for a type that fills them in its own way from `self`. */
export function changed<T extends object>(struct: T, members: Partial<T>, self: ConfigValue): T {
  const copy = { ...struct, ...members };
  places.set(copy, { self, members: places.get(struct)?.members ?? new Map() });
  return copy;
}

/** Structs that are not written stand where the one around them does. */
function place(struct: Readonly<Record<string, unknown>>, where: Places): void {
  places.set(struct, where);
  for (const inner of Object.values(struct)) {
    const isPlain = typeof inner === "object" && Object.getPrototypeOf(inner) === Object.prototype;
    if (isPlain && !places.has(inner as object))
      place(inner as Record<string, unknown>, { self: where.self, members: new Map() });
  }
}

function warnUnknown(
  member: ConfigValue,
  written: string,
  keys: readonly string[],
  others: readonly (readonly string[] | "any")[],
): void {
  const known = others.flatMap((some) => (some === "any" ? [written] : some));
  if (known.some((key) => goFold(key) === goFold(written))) return;
  const meant = nearest(written, [...keys, ...known]);
  const hint = meant === undefined ? "" : `; did you mean "${meant}"?`;
  member.note(`is unknown to Xray, which ignores it${hint}`);
}
