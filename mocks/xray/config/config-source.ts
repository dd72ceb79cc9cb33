import { getNodeValue, type Node, parseTree } from "jsonc-parser";
import { blankComments, stripComments } from "./blank-comments.js";
import {
  ConfigError,
  type ConfigPlace,
  formatPlace,
  type OriginalRefusal,
} from "./config-error.js";
import { scanJson } from "./decoding/scan.js";

/** One configuration text: its place, what the original says of it, and the warnings found so far. */
export class ConfigSource {
  readonly warnings: string[] = [];
  /** Values to be read as if they were not there, by offset. Only where reading is lenient. */
  readonly skipped = new Set<number>();
  readonly #offsets = new WeakMap<ConfigError, number>();
  readonly #lineStarts: readonly number[];

  constructor(
    readonly text: string,
    /** File name as given, or where the configuration is written in a scenario. */
    readonly file: string,
    /** False for a configuration written inline, where lines of `text` mean nothing. */
    readonly hasLines: boolean,
    /** True where what this version does not imitate is left out with a note instead of refused. */
    readonly lenient = false,
  ) {
    this.#lineStarts = [0, ...[...text.matchAll(/\n/g)].map((m) => m.index + 1)];
  }

  /** The document, comments allowed, trailing commas not. Throws a ConfigError. */
  parse(): Node {
    const text = blankComments(this.text);
    const end = scanJson(text);
    if (typeof end !== "number") throw this.notJson(end.text, end.offset);
    const root = parseTree(text.slice(0, end));
    // Cannot be: it was scanned.
    if (root === undefined) throw this.notJson("EOF", undefined);
    const rest = /\S/.exec(text.slice(end));
    if (rest !== null) {
      const after = formatPlace(this.at(end + rest.index, ""));
      this.warnings.push(`${after}: what follows the configuration is ignored, as by Xray`);
    }
    return root;
  }

  /** The place of a character of `text`. */
  at(offset: number, path: string): ConfigPlace {
    if (!this.hasLines) return { file: this.file, path };
    const line = this.#lineStarts.findLastIndex((start) => start <= offset);
    return {
      file: this.file,
      line: line + 1,
      column: offset - (this.#lineStarts[line] ?? 0) + 1,
      path,
    };
  }

  /** How many bytes the original has read before a character of `text`: it takes out comments first. */
  byteOffset(offset: number): number {
    return Buffer.byteLength(stripComments(this.text.slice(0, offset)));
  }

  /** Notes at which value an error came up, so that a lenient reading can pass over it. */
  place(error: ConfigError, node: Node): ConfigError {
    this.#offsets.set(error, node.offset);
    return error;
  }

  /** The offset of the value that an error is about; undefined where nobody noted it. */
  offsetOf(error: ConfigError): number | undefined {
    return this.#offsets.get(error);
  }

  /** The original's words for a failure to load: its prefix, then `parts`. */
  loadFailure(...parts: readonly string[]): OriginalRefusal {
    return {
      exit: 23,
      text: [`main: failed to load config files: [${this.file}]`, ...parts].join(" > "),
    };
  }

  /**
   * The original's words for a failure to decode the JSON into its structures; `offset`, in bytes, is
   * where it places it.
   */
  decodeFailure(text: string, offset?: number): OriginalRefusal {
    return this.loadFailure(
      `infra/conf/serial: failed to decode config: &{Name:${this.file} Format:${this.format}}`,
      `infra/conf/serial: failed to read config file${offset === undefined ? "" : this.goPlace(offset)}`,
      text,
    );
  }

  /** The format that the original takes the file for. JSON is YAML, too. */
  private get format(): string {
    if (/\.ya?ml$/i.test(this.file)) return "yaml";
    return /\.toml$/i.test(this.file) ? "toml" : "json";
  }

  /** Where Go places a byte offset; nowhere where it is past what has been read. */
  private goPlace(offset: number): string {
    const bytes = Buffer.from(stripComments(this.text));
    if (offset < 0 || offset >= bytes.length) return "";
    const before = bytes.subarray(0, offset);
    const line = before.filter((byte) => byte === 10).length + 1;
    return ` at line ${line} char ${offset - (before.lastIndexOf(10) + 1)}`;
  }

  private notJson(text: string, offset: number | undefined): ConfigError {
    if (this.format !== "json") {
      return new ConfigError(
        "unsupported",
        `configurations in ${this.format.toUpperCase()} are not supported by this version of nodeproof: write it as JSON`,
        this.at(0, ""),
      );
    }
    const at = offset === undefined ? this.text.length : offset - 1;
    // Go looks at bytes, and so has read but the first of a longer character.
    const bytes = this.byteOffset(at) + 1;
    const hasPlace = offset !== undefined && !isEndOfRead(bytes);
    const original = this.decodeFailure(text, hasPlace ? bytes : undefined);
    return new ConfigError(
      "not-json",
      `not an Xray configuration: ${forPeople(text)}`,
      this.at(text === "EOF" ? 0 : at, ""),
      original,
    );
  }
}

/** True where a read of the decoder ends after that many bytes: it then knows no place for an error. */
function isEndOfRead(bytes: number): boolean {
  // It has a buffer of 512 bytes, then 1536, 3584 and so on, and leaves two bytes of it free.
  let buffer = 512;
  while (buffer - 2 < bytes) buffer = 2 * buffer + 512;
  return buffer - 2 === bytes;
}

/** The original's words for a failure to build the server from a configuration that it could read. */
export function createFailure(...parts: readonly string[]): OriginalRefusal {
  return { exit: 23, text: ["main: failed to create server", ...parts].join(" > ") };
}

/** The JSON of a node on one line, cut to what a message can carry. */
export function showNode(node: Node): string {
  const text = JSON.stringify(getNodeValue(node)) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function forPeople(text: string): string {
  if (text === "EOF") return "there is no JSON in it";
  if (text === "unexpected EOF") return "it ends too early: a bracket or a quote is missing";
  if (text.startsWith("invalid character 'ï'")) {
    return "it begins with a byte order mark; save it as UTF-8 without one";
  }
  const isComma = /looking for beginning of (object key string|value)$/.test(text);
  return isComma ? `${text} (trailing commas and single quotes are not allowed)` : text;
}
