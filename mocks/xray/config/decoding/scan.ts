/**
 * What Go's JSON scanner says of a text that is no JSON.
 *
 * `offset` is the number of UTF-16 units up to and with the character that it stumbled over;
 * undefined where the text ends too early.
 */
export interface ScanFault {
  readonly text: string;
  readonly offset: number | undefined;
}

type State = "value" | "value or ]" | "key" | "key or }" | "colon" | "after value";

const space = /[ \t\r\n]*/y;
const literals: Readonly<Record<string, string>> = { t: "true", f: "false", n: "null" };

/**
 * Finds the end of the first JSON value of `text` with the errors of Go's `encoding/json`.
 *
 * With `whole` nothing but space may follow the value, and an end that comes too early is told as
 * `json.Unmarshal` tells it; else as `json.Decoder` does, which never looks at what follows.
 */
export function scanJson(text: string, whole = false): number | ScanFault {
  const scan = new Scan(text);
  try {
    const end = scan.run();
    const next = scan.skipSpace(end);
    if (whole && next < text.length) scan.fail(next, "after top-level value");
    return end;
  } catch (error) {
    if (!(error instanceof Stumble)) throw error;
    if (error.fault !== undefined) return error.fault;
    if (whole) return { text: "unexpected end of JSON input", offset: text.length };
    return { text: text.trim() === "" ? "EOF" : "unexpected EOF", offset: undefined };
  }
}

class Stumble extends Error {
  /** Without a fault: the text has ended. */
  constructor(readonly fault?: ScanFault) {
    super();
  }
}

class Scan {
  constructor(private readonly text: string) {}

  run(): number {
    const open: ("{" | "[")[] = [];
    let state: State = "value";
    let at = 0;
    for (;;) {
      if (state === "after value" && open.length === 0) return at;
      at = this.skipSpace(at);
      const char = this.at(at);
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

  fail(at: number, context: string): never {
    const text = `invalid character ${quoteChar(this.at(at))} ${context}`;
    throw new Stumble({ text, offset: at + 1 });
  }

  private at(index: number): string {
    const char = this.text[index];
    if (char === undefined) throw new Stumble();
    return char;
  }

  private scalar(at: number): number {
    const char = this.at(at);
    if (char === '"') return this.string(at);
    if (char === "-" || isDigit(char)) return this.number(at);
    const literal = literals[char];
    if (literal === undefined) this.fail(at, "looking for beginning of value");
    for (const [index, expected] of [...literal].entries()) {
      if (this.at(at + index) === expected) continue;
      this.fail(at + index, `in literal ${literal} (expecting '${expected}')`);
    }
    return at + literal.length;
  }

  private number(start: number): number {
    let at = start;
    if (this.at(at) === "-") at += 1;
    if (!isDigit(this.at(at))) this.fail(at, "in numeric literal");
    at = this.text[at] === "0" ? at + 1 : this.digits(at);
    if (this.text[at] === ".") {
      at += 1;
      if (!isDigit(this.at(at))) this.fail(at, "after decimal point in numeric literal");
      at = this.digits(at);
    }
    if (this.text[at] === "e" || this.text[at] === "E") {
      at += 1;
      if (this.at(at) === "+" || this.at(at) === "-") at += 1;
      if (!isDigit(this.at(at))) this.fail(at, "in exponent of numeric literal");
      at = this.digits(at);
    }
    return at;
  }

  private digits(start: number): number {
    let at = start;
    while (isDigit(this.text[at] ?? "")) at += 1;
    return at;
  }

  private string(start: number): number {
    let at = start + 1;
    for (;;) {
      const char = this.at(at);
      if (char === '"') return at + 1;
      if (char < " ") this.fail(at, "in string literal");
      at += 1;
      if (char !== "\\") continue;
      const escape = this.at(at);
      if (!'bfnrt\\/"u'.includes(escape)) this.fail(at, "in string escape code");
      at += 1;
      if (escape !== "u") continue;
      for (const end = at + 4; at < end; at += 1) {
        if (!/[0-9a-fA-F]/.test(this.at(at))) {
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

/** A character as Go's scanner shows it: of a longer one it sees the first byte alone. */
function quoteChar(char: string): string {
  const byte = Buffer.from(char)[0] ?? 0;
  const shown =
    escapes[char] ??
    (byte < 32 || byte === 127
      ? `\\x${byte.toString(16).padStart(2, "0")}`
      : String.fromCharCode(byte));
  return `'${shown}'`;
}
