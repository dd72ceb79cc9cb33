import { stripComments } from "../blank-comments.js";
import type { ConfigError, OriginalRefusal } from "../config-error.js";
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

/** Puts the original's words for the place before a text. */
export type Failure = (text: string) => OriginalRefusal;

/**
 * One call of Go's json.Unmarshal: where it stands, and the first value of a wrong type. The original
 * goes on behind such a value and reports it at the end, so that an error of its own comes first.
 */
export class GoDecoding {
  #struct = "";
  #fields: readonly string[] = [];
  #first: ConfigError | undefined;

  constructor(
    readonly failure: Failure,
    /** Names keys at the top that another type reads: they are not unknown. "any": none is. */
    readonly otherKeys: readonly string[] | "any" = [],
  ) {}

  get isTop(): boolean {
    return this.#fields.length === 0;
  }

  /** The first value of a wrong type, once all is read. */
  get first(): ConfigError | undefined {
    return this.#first;
  }

  /** Reads a member of a struct. */
  within<T>(struct: string, field: string, read: () => T): T {
    const [outer, path] = [this.#struct, this.#fields];
    this.#struct = struct;
    this.#fields = [...path, field];
    const result = read();
    [this.#struct, this.#fields] = [outer, path];
    return result;
  }

  /** Notes a value of a wrong type. `type` is Go's name, `wanted` ours, as "a string". */
  mismatch(value: ConfigValue, type: string, wanted: string, found = kindOf(value)): void {
    const place = this.isTop
      ? "Go value"
      : `Go struct field ${this.#struct}.${this.#fields.join(".")}`;
    this.note(value, wanted, `json: cannot unmarshal ${found} into ${place} of type ${type}`);
  }

  /** Notes an error that the original reports at the end. */
  note(value: ConfigValue, wanted: string, text: string): void {
    this.#first ??= this.error(value, wanted, text);
  }

  /** An error that the original reports at once. */
  error(value: ConfigValue, wanted: string, text: string): ConfigError {
    return value.refused(`is ${value.shown}`, `write ${wanted}`, this.failure(text));
  }
}

/** Go's word for what a JSON value is. */
export function kindOf(value: ConfigValue): string {
  return value.node.type === "boolean" ? "bool" : value.node.type;
}

/** A value as it is written, without comments; the original quotes it in some errors. */
export function rawText(value: ConfigValue): string {
  const { offset, length } = value.node;
  return stripComments(value.source.text.slice(offset, offset + length));
}

/** Reads a value as json.Unmarshal does. Throws a ConfigError. */
export function decodeGo<T>(
  type: GoType<T>,
  value: ConfigValue,
  failure: Failure,
  otherKeys?: readonly string[] | "any",
): T {
  const run = new GoDecoding(failure, otherKeys);
  const result = type.decode(value, type.zero(), run);
  if (run.first !== undefined) throw run.first;
  return result;
}
