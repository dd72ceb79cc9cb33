import { ConfigError, type OriginalRefusal } from "../config-error.js";
import type { ConfigValue } from "../config-value.js";

/** How Go's JSON decoder reads values of one Go type. */
export interface GoType<T> {
  /** As Go's errors name it: `uint16`, `[]json.RawMessage`, `conf.DokodemoConfig`. */
  readonly name: string;
  /** Go's zero value, which stands where nothing is written. */
  zero(): T;
  /** Reads a value over the one that is there already; null leaves most of them as they are. */
  decode(value: ConfigValue, before: T, run: GoDecoding): T;
}

/** What a type reads. */
export type Read<G> = G extends GoType<infer T> ? T : never;

/**
 * Puts the original's words for a place before a text. `offset` counts bytes from the beginning of
 * what is decoded, where the innermost of Go's errors has one.
 */
export type Failure = (text: string, offset?: number) => OriginalRefusal;

/** Keys that another type reads: they are not unknown. "any": none is. */
export type OtherKeys = readonly string[] | "any";

/** Where a decoding stands, as Go's messages tell. */
interface Place {
  /** The innermost struct that has a name, without its package; "" outside of any. */
  readonly struct: string;
  /** Fields from the root, as Go spells them; elements of lists and maps are left out. */
  readonly fields: readonly string[];
}

const outside: Place = { struct: "", fields: [] };

/**
 * One call of Go's json.Unmarshal: where it stands, and the first value of a wrong type. The original
 * goes on behind such a value and reports it at the end, so that an error of its own comes first.
 */
export class GoDecoding {
  #place: Place;
  #first: ConfigError | undefined;

  constructor(
    readonly failure: Failure,
    /** Where offsets count from; undefined for the whole text. */
    private readonly start: ConfigValue | undefined,
    /** Counts at the top only. */
    private readonly others: OtherKeys = [],
    place: Place = outside,
  ) {
    this.#place = place;
  }

  /** Keys that are not unknown here though no struct has them. */
  get otherKeys(): OtherKeys {
    return this.#place.fields.length === 0 ? this.others : [];
  }

  /** Reads the value that is decoded. Throws the first of what is wrong, as Go finds it. */
  whole<T>(type: GoType<T>, value: ConfigValue): T {
    const read = type.decode(value, type.zero(), this);
    if (this.#first !== undefined) throw this.#first;
    return read;
  }

  /** Reads a member of a struct; `struct` is its name without the package, undefined where it has none. */
  within<T>(struct: string | undefined, field: string, read: () => T): T {
    const outer = this.#place;
    this.#place = { struct: struct ?? outer.struct, fields: [...outer.fields, field] };
    const result = read();
    this.#place = outer;
    return result;
  }

  /**
   * Reads the text of a value as a type of its own does that calls json.Unmarshal. `words` is what
   * it makes of an error.
   */
  apart<T>(type: GoType<T>, value: ConfigValue, words: (text: string) => string): T {
    const failure: Failure = (text, offset) => this.failure(words(text), offset);
    return new GoDecoding(failure, value).whole(type, value);
  }

  /** The same for a type that hands on the error: Go puts the outer place into it. */
  apartInPlace<T>(type: GoType<T>, value: ConfigValue): T {
    return new GoDecoding(this.failure, value, [], this.#place).whole(type, value);
  }

  /** Notes a value of a wrong type. `type` is Go's name, `wanted` ours, as "a string". */
  mismatch(value: ConfigValue, type: string, wanted: string, found = kindOf(value)): void {
    this.mismatchAt(value, value.byteOffset + readLength(value), type, wanted, found);
  }

  /** The same where Go counts to another place; `end` is in bytes of the whole text. */
  mismatchAt(value: ConfigValue, end: number, type: string, wanted: string, found: string): void {
    const { struct, fields } = this.#place;
    const place =
      fields.length === 0 ? "Go value" : `Go struct field ${struct}.${fields.join(".")}`;
    const text = `json: cannot unmarshal ${found} into ${place} of type ${type}`;
    this.note(value, wanted, text, end - (this.start?.byteOffset ?? 0));
  }

  /** Notes an error that the original reports at the end. */
  note(value: ConfigValue, wanted: string, text: string, offset?: number): void {
    this.#first ??= this.error(value, wanted, text, offset);
  }

  /** An error that the original reports at once. */
  error(value: ConfigValue, wanted: string, text: string, offset?: number): ConfigError {
    return value.refused(`is ${value.shown}`, `write ${wanted}`, this.failure(text, offset));
  }
}

/** Go's word for what a JSON value is. */
function kindOf(value: ConfigValue): string {
  return value.node.type === "boolean" ? "bool" : value.node.type;
}

/** How far Go has read into a value when it finds that it does not fit, in bytes. */
function readLength(value: ConfigValue): number {
  // It notices a wrong list or object at its bracket, anything else at its end.
  const isOpen = value.node.type === "array" || value.node.type === "object";
  return isOpen ? 1 : value.byteLength;
}

/** Reads a whole document. Throws a ConfigError. */
export function decodeDocument<T>(type: GoType<T>, root: ConfigValue): T {
  const failure: Failure = (text, offset) => root.source.decodeFailure(text, offset);
  return new GoDecoding(failure, undefined).whole(type, root);
}

/** Reads a value that the original decodes on its own, from what it kept as text. Throws a ConfigError. */
export function decodeGo<T>(
  type: GoType<T>,
  value: ConfigValue,
  failure: Failure,
  otherKeys?: OtherKeys,
): T {
  return new GoDecoding(failure, value, otherKeys).whole(type, value);
}

/** Reads a value where the original tries one type after another; undefined where this one does not fit. */
export function tryGo<T>(type: GoType<T>, value: ConfigValue): { readonly read: T } | undefined {
  const { warnings } = value.source;
  const before = warnings.length;
  try {
    return { read: decodeGo(type, value, () => ({ exit: 23 })) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    warnings.length = before;
    return undefined;
  }
}
