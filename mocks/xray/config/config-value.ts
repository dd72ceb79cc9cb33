import type { Node } from "jsonc-parser";
import { nearest } from "../../../scenarios/nearest.js";
import { stripComments } from "./blank-comments.js";
import { ConfigError, formatPlace, type OriginalRefusal } from "./config-error.js";
import { showNode, type ConfigSource } from "./config-source.js";
import type { KeyTable } from "./known-keys.js";

/** A value of a configuration, with its place. Reads as Go's JSON decoder does, and throws ConfigErrors. */
export class ConfigValue {
  constructor(
    readonly node: Node,
    readonly path: string,
    readonly source: ConfigSource,
    /** Where the key stands, for a member of an object. */
    readonly keyOffset: number = node.offset,
  ) {}

  /** The value as it is written, comments aside. */
  get text(): string {
    const { offset, length } = this.node;
    return stripComments(this.source.text.slice(offset, offset + length));
  }

  /** Where it begins for the original, in bytes. */
  get byteOffset(): number {
    return this.source.byteOffset(this.node.offset);
  }

  /** Its length in bytes of UTF-8. */
  get byteLength(): number {
    return Buffer.byteLength(this.text);
  }

  get isNull(): boolean {
    return this.node.type === "null";
  }

  /** The value as JSON, short, for messages. */
  get shown(): string {
    return showNode(this.node);
  }

  /** Null reads as "", Go's zero value. */
  asString(): string {
    if (this.isNull) return "";
    if (this.node.type !== "string") throw this.wants("a string");
    return this.node.value as string;
  }

  asBoolean(): boolean {
    if (this.isNull) return false;
    if (this.node.type !== "boolean") throw this.wants("true or false");
    return this.node.value as boolean;
  }

  /** A whole number written with digits only: the original refuses `1.0` and `1e3`. */
  asWhole(min: number, max: number): number {
    if (this.isNull) return 0;
    const { text } = this;
    const number = Number(text);
    const whole = this.node.type === "number" && /^-?\d+$/.test(text) && !Object.is(number, -0);
    if (!whole || number < min || number > max) {
      throw this.wants(`a whole number from ${min} to ${max}`);
    }
    return number;
  }

  /** An unsigned number of 32 bits. */
  asUint32(): number {
    return this.asWhole(0, 0xffffffff);
  }

  asList(): readonly ConfigValue[] {
    if (this.isNull) return [];
    if (this.node.type !== "array") throw this.wants("a list");
    return (this.node.children ?? []).flatMap((node, index) =>
      this.source.skipped.has(node.offset)
        ? []
        : [new ConfigValue(node, `${this.path}[${index}]`, this.source)],
    );
  }

  /** Members whose names are data, not keys: spelling counts, a repetition replaces. */
  asMap(): readonly (readonly [string, ConfigValue])[] {
    if (this.isNull) return [];
    if (this.node.type !== "object") throw this.wants("an object");
    return (this.node.children ?? []).flatMap((member) => {
      const [key, value] = member.children ?? [];
      if (key === undefined || value === undefined) return [];
      if (this.source.skipped.has(value.offset)) return [];
      const name = key.value as string;
      const path = join(this.path, name);
      return [[name, new ConfigValue(value, path, this.source, key.offset)] as const];
    });
  }

  /**
   * Members by key, keys in any case. A key that the original does not know is named in a warning;
   * one that it honours and we do not is an error.
   */
  asObject(keys: KeyTable): ConfigObject {
    if (!this.isNull && this.node.type !== "object") throw this.wants("an object");
    const members = new Map<string, ConfigValue>();
    for (const [name, value] of this.asMap()) {
      const folded = name.toLowerCase();
      const rule = Object.hasOwn(keys, folded) ? keys[folded] : undefined;
      if (rule === undefined) {
        const meant = nearest(name, Object.keys(keys));
        value.warn(`${value.path} is unknown to Xray, which ignores it${hint(meant)}`);
        continue;
      }
      if (members.has(folded)) {
        throw value.unsupported(`is written twice`, "write it once (case does not count in keys)");
      }
      if (typeof rule === "object" && "instead" in rule && !value.isNull) {
        throw value.unsupported("is not supported by this version of nodeproof", rule.instead);
      }
      if (typeof rule === "object" && "inert" in rule && !value.isNull) {
        value.warn(`${value.path} has no effect here: ${rule.inert}`);
      }
      members.set(folded, value);
    }
    return new ConfigObject(this, members);
  }

  /** An error: the original honours this, we do not. */
  unsupported(found: string, instead: string): ConfigError {
    const message = `${this.path} ${found}: ${instead}`;
    return this.source.place(new ConfigError("unsupported", message, this.place), this.node);
  }

  /** An error: the original refuses this too. */
  refused(found: string, instead: string, original: OriginalRefusal = { exit: 23 }): ConfigError {
    const subject = this.path === "" ? "the configuration" : this.path;
    const message = `${subject} ${found}: ${instead}`;
    return this.source.place(new ConfigError("refused", message, this.place, original), this.node);
  }

  /** Adds a warning about this value; `message` names it. */
  warn(message: string): void {
    this.source.warnings.push(`${formatPlace(this.place)}: ${message}`);
  }

  /** Adds a warning that begins with the path. */
  note(message: string): void {
    this.warn(`${this.path} ${message}`);
  }

  private wants(what: string): ConfigError {
    return this.refused(`is ${this.shown}`, `write ${what}`);
  }

  private get place() {
    return this.source.at(this.node.offset, this.path);
  }
}

/** An object of a configuration, its keys checked. */
export class ConfigObject {
  constructor(
    /** The object itself, for messages about a member that is missing. */
    readonly self: ConfigValue,
    private readonly members: ReadonlyMap<string, ConfigValue>,
  ) {}

  /** The member, in lower case; undefined where it is absent or null, which the original reads alike. */
  get(key: Lowercase<string>): ConfigValue | undefined {
    const value = this.members.get(key);
    return value?.isNull === true ? undefined : value;
  }

  /** The member even where it is null. */
  written(key: Lowercase<string>): ConfigValue | undefined {
    return this.members.get(key);
  }

  string(key: Lowercase<string>): string {
    return this.get(key)?.asString() ?? "";
  }

  boolean(key: Lowercase<string>): boolean {
    return this.get(key)?.asBoolean() ?? false;
  }

  uint32(key: Lowercase<string>): number {
    return this.get(key)?.asUint32() ?? 0;
  }

  list(key: Lowercase<string>): readonly ConfigValue[] {
    return this.get(key)?.asList() ?? [];
  }
}

function join(path: string, name: string): string {
  const plain = /^[\w-]+$/.test(name) ? name : JSON.stringify(name);
  return path === "" ? plain : `${path}.${plain}`;
}

function hint(meant: string | undefined): string {
  return meant === undefined ? "" : `; did you mean "${meant}"?`;
}
