import type { Node } from "jsonc-parser";
import { stripComments } from "./blank-comments.js";
import { ConfigError, formatPlace, type OriginalRefusal } from "./config-error.js";
import { type ConfigSource, showNode } from "./config-source.js";

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
    return wellFormed(this.node.value as string);
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

  /** Members of an object as they are written, one after another. */
  asMap(): readonly (readonly [string, ConfigValue])[] {
    if (this.isNull) return [];
    if (this.node.type !== "object") throw this.wants("an object");
    return (this.node.children ?? []).flatMap((member) => {
      const [key, value] = member.children ?? [];
      if (key === undefined || value === undefined) return [];
      if (this.source.skipped.has(value.offset)) return [];
      const name = wellFormed(key.value as string);
      const path = join(this.path, name);
      return [[name, new ConfigValue(value, path, this.source, key.offset)] as const];
    });
  }

  /** A member of a list; the value itself where it is no list, or has no such member. */
  item(index: number): ConfigValue {
    return (this.node.type === "array" ? this.asList()[index] : undefined) ?? this;
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

/** Half a surrogate pair becomes U+FFFD on the way through UTF-8, as in Go. */
function wellFormed(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}

function join(path: string, name: string): string {
  const plain = /^[\w-]+$/.test(name) ? name : JSON.stringify(name);
  return path === "" ? plain : `${path}.${plain}`;
}
