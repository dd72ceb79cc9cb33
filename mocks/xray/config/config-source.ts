import {
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from "jsonc-parser";
import { blankComments } from "./blank-comments.js";
import { syntaxFailure } from "./stream/go-mismatch.js";
import {
  ConfigError,
  formatPlace,
  type ConfigPlace,
  type OriginalRefusal,
} from "./config-error.js";

/** One configuration text: its place, what the original says of it, and the warnings found so far. */
export class ConfigSource {
  readonly warnings: string[] = [];
  readonly #lineStarts: readonly number[];

  constructor(
    readonly text: string,
    /** File name as given, or where the configuration is written in a scenario. */
    readonly file: string,
    /** False for a configuration written inline, where lines of `text` mean nothing. */
    readonly hasLines: boolean,
  ) {
    this.#lineStarts = [0, ...[...text.matchAll(/\n/g)].map((m) => m.index + 1)];
  }

  /** The document, comments allowed, trailing commas not. Throws a ConfigError. */
  parse(): Node | undefined {
    const text = blankComments(this.text);
    if (text.startsWith("\uFEFF")) {
      throw this.notJson(0, "it begins with a byte order mark; save it as UTF-8 without one");
    }
    const errors: ParseError[] = [];
    const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
    if (root === undefined || text.trim() === "") {
      throw this.notJson(0, "there is no JSON in it");
    }
    const end = root.offset + root.length;
    const first = errors[0];
    if (first === undefined) return root.type === "null" ? undefined : root;
    // The original reads one JSON value and never looks at what follows it.
    if (first.offset < end || !isJson(text.slice(0, end))) {
      throw this.notJson(first.offset, describe(first, text));
    }
    const after = this.at(first.offset, "");
    this.warnings.push(
      `${formatPlace(after)}: what follows the configuration is ignored, as by Xray`,
    );
    return root.type === "null" ? undefined : root;
  }

  /** The place of a character. */
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

  /** The original's words for a failure to load: its prefix, then `parts`. */
  loadFailure(...parts: readonly string[]): OriginalRefusal {
    return {
      exit: 23,
      text: [`main: failed to load config files: [${this.file}]`, ...parts].join(" > "),
    };
  }

  /** The original's words for a failure to decode the JSON into its structures. */
  decodeFailure(...parts: readonly string[]): OriginalRefusal {
    return this.loadFailure(
      `infra/conf/serial: failed to decode config: &{Name:${this.file} Format:json}`,
      "infra/conf/serial: failed to read config file",
      ...parts,
    );
  }

  private notJson(offset: number, problem: string): ConfigError {
    return new ConfigError(
      "not-json",
      `not an Xray configuration: ${problem}`,
      this.at(offset, ""),
      syntaxFailure(this),
    );
  }
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

function describe(error: ParseError, text: string): string {
  const found = text.slice(error.offset, error.offset + Math.max(1, error.length)).trim();
  const what = found === "" ? "the end of the text" : JSON.stringify(found);
  switch (printParseErrorCode(error.error)) {
    case "PropertyNameExpected":
      return `a key in double quotes must stand here, not ${what} (trailing commas are not allowed)`;
    case "ValueExpected":
      return `a value must stand here, not ${what} (trailing commas are not allowed)`;
    case "ColonExpected":
      return `a colon must stand here, not ${what}`;
    case "CommaExpected":
      return `a comma must stand here, not ${what}`;
    case "CloseBraceExpected":
      return `a } is missing before ${what}`;
    case "CloseBracketExpected":
      return `a ] is missing before ${what}`;
    case "UnexpectedEndOfString":
      return `the string ${what} does not end on its line`;
    default:
      return `${what} is not JSON`;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
