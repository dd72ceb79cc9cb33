/** Where Go's JSON decoder stumbles over a text that is no JSON. */
export interface ScanFault {
  readonly text: string;
  /**
   * The number of UTF-16 units up to and with the character that it stumbled over; undefined where
   * the text ends too early.
   */
  readonly offset: number | undefined;
}

/** What Go's `json.Unmarshal` says of a text that is no JSON, and how many bytes it had read. */
export interface UnmarshalProblem {
  readonly text: string;
  readonly bytes: number;
}

type State = "value" | "value or ]" | "key" | "key or }" | "colon" | "after value";

const space = /[ \t\r\n]*/y;
const literals: Readonly<Record<string, string>> = { t: "true", f: "false", n: "null" };

/**
 * Finds the end of the first JSON value of `text`, with the errors of Go's `json.Decoder`, which
 * never looks at what follows.
 */
export function scanJson(text: string): number | ScanFault {
  try {
    return new Scan(text).run();
  } catch (error) {
    if (!(error instanceof Stumble)) throw error;
    const { at, context } = error;
    if (at < text.length) return { text: invalid(text.charAt(at), context), offset: at + 1 };
    return { text: text.trim() === "" ? "EOF" : "unexpected EOF", offset: undefined };
  }
}

/** Looks for what Go's `json.Unmarshal` stumbles over in a text of its own; undefined for a JSON value. */
export function unmarshalProblem(text: string): UnmarshalProblem | undefined {
  const scan = new Scan(text);
  try {
    const end = scan.skipSpace(scan.run());
    if (end < text.length) throw new Stumble(end, "after top-level value");
    return undefined;
  } catch (error) {
    if (!(error instanceof Stumble)) throw error;
    const { at, context } = error;
    // Of a longer character it has read the first byte alone.
    const bytes = Buffer.byteLength(text.slice(0, at));
    if (at < text.length) return { text: invalid(text.charAt(at), context), bytes: bytes + 1 };
    // At the end it tries a blank, and complains of the end only where a blank may stand.
    const mayBeBlank = !/^(in (?!string literal)|after decimal)/.test(context);
    return { text: mayBeBlank ? "unexpected end of JSON input" : invalid(" ", context), bytes };
  }
}

class Stumble extends Error {
  constructor(
    /** The index of the character; the length of the text where that ends too early. */
    readonly at: number,
    /** Behind "invalid character", where the character is one. */
    readonly context: string,
  ) {
    super(context);
  }
}

/** Walks one JSON value. */
class Scan {
  constructor(private readonly text: string) {}

  run(): number {
    const open: ("{" | "[")[] = [];
    let state: State = "value";
    let at = 0;
    for (;;) {
      if (state === "after value" && open.length === 0) return at;
      at = this.skipSpace(at);
      const char = this.charAt(at);
      switch (state) {
        case "value":
        case "value or ]":
          if (char === "{" || char === "[") {
            open.push(char);
            state = char === "{" ? "key or }" : "value or ]";
            at += 1;
          } else if (char === "]" && state === "value or ]") {
            open.pop();
            state = "after value";
            at += 1;
          } else {
            at = this.scalar(at);
            state = "after value";
          }
          break;
        case "key":
        case "key or }":
          if (char === "}" && state === "key or }") {
            open.pop();
            state = "after value";
            at += 1;
          } else {
            if (char !== '"') this.fail(at, "looking for beginning of object key string");
            at = this.string(at);
            state = "colon";
          }
          break;
        case "colon":
          if (char !== ":") this.fail(at, "after object key");
          state = "value";
          at += 1;
          break;
        case "after value": {
          const isObject = open.at(-1) === "{";
          if (char === ",") state = isObject ? "key" : "value";
          else if (char === (isObject ? "}" : "]")) open.pop();
          else this.fail(at, isObject ? "after object key:value pair" : "after array element");
          at += 1;
          break;
        }
        default:
          state satisfies never;
      }
    }
  }

  skipSpace(at: number): number {
    space.lastIndex = at;
    space.test(this.text);
    return Math.max(at, space.lastIndex);
  }

  private fail(at: number, context: string): never {
    throw new Stumble(at, context);
  }

  /** "" at the end. */
  private charAt(at: number): string {
    return this.text.charAt(at);
  }

  private scalar(at: number): number {
    const char = this.charAt(at);
    if (char === '"') return this.string(at);
    if (char === "-" || isDigit(char)) return this.number(at);
    const literal = Object.hasOwn(literals, char) ? literals[char] : undefined;
    if (literal === undefined) this.fail(at, "looking for beginning of value");
    for (const [index, expected] of [...literal].entries()) {
      if (this.charAt(at + index) === expected) continue;
      this.fail(at + index, `in literal ${literal} (expecting '${expected}')`);
    }
    return at + literal.length;
  }

  private number(start: number): number {
    let at = start;
    if (this.charAt(at) === "-") at += 1;
    if (!isDigit(this.charAt(at))) this.fail(at, "in numeric literal");
    at = this.text[at] === "0" ? at + 1 : this.digits(at);
    if (this.text[at] === ".") {
      at += 1;
      if (!isDigit(this.charAt(at))) this.fail(at, "after decimal point in numeric literal");
      at = this.digits(at);
    }
    if (this.text[at] === "e" || this.text[at] === "E") {
      at += 1;
      if (this.charAt(at) === "+" || this.charAt(at) === "-") at += 1;
      if (!isDigit(this.charAt(at))) this.fail(at, "in exponent of numeric literal");
      at = this.digits(at);
    }
    return at;
  }

  private digits(start: number): number {
    let at = start;
    while (isDigit(this.charAt(at))) at += 1;
    return at;
  }

  private string(start: number): number {
    let at = start + 1;
    for (;;) {
      const char = this.charAt(at);
      if (char === '"') return at + 1;
      // The end, too.
      if (char < " ") this.fail(at, "in string literal");
      at += 1;
      if (char !== "\\") continue;
      const escape = this.charAt(at);
      if (escape === "" || !'bfnrt\\/"u'.includes(escape)) this.fail(at, "in string escape code");
      at += 1;
      if (escape !== "u") continue;
      for (const end = at + 4; at < end; at += 1) {
        if (!/[0-9a-fA-F]/.test(this.charAt(at))) {
          this.fail(at, "in \\u hexadecimal character escape");
        }
      }
    }
  }
}

function isDigit(char: string): boolean {
  return char >= "0" && char <= "9" && char.length === 1;
}

const escapes: Readonly<Record<string, string>> = {
  "'": "\\'",
  '"': '"',
  "\\": "\\\\",
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
};

function invalid(char: string, context: string): string {
  return `invalid character ${quoteChar(char)} ${context}`;
}

/** A character as Go's scanner shows it: of a longer one it sees the first byte alone. */
function quoteChar(char: string): string {
  const byte = Buffer.from(char)[0] ?? 0;
  const isHidden = byte < 0x20 || (byte >= 0x7f && byte <= 0xa0) || byte === 0xad;
  const hex = byte.toString(16);
  const hidden = byte < 0x80 ? `\\x${hex.padStart(2, "0")}` : `\\u${hex.padStart(4, "0")}`;
  return `'${escapes[char] ?? (isHidden ? hidden : String.fromCharCode(byte))}'`;
}
