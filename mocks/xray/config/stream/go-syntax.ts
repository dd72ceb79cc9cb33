/** What Go says of a text that is no JSON, and how many bytes it had read. */
export interface GoSyntaxProblem {
  readonly text: string;
  readonly bytes: number;
  /** True where it is that the text ends. */
  readonly ends: boolean;
}

/** Finds what Go's JSON scanner stumbles over first; undefined for a JSON value. */
export function goSyntaxProblem(text: string): GoSyntaxProblem | undefined {
  const source = Buffer.from(text).toString("latin1");
  const scan = new Scanner(source);
  try {
    scan.value();
    scan.blank();
    if (scan.at < source.length) scan.fail("after top-level value");
    return undefined;
  } catch (error) {
    if (error instanceof Stumble) {
      const { message, bytes } = error;
      return { text: message, bytes, ends: scan.at >= source.length };
    }
    throw error;
  }
}

class Stumble extends Error {
  constructor(
    text: string,
    readonly bytes: number,
  ) {
    super(text);
  }
}

/** Walks one JSON value, a byte a character. */
class Scanner {
  at = 0;

  constructor(private readonly source: string) {}

  fail(context: string): never {
    const char = this.source[this.at];
    if (char === undefined) {
      // At the end Go tries a blank, and complains of the end only where a blank may stand.
      const blankMayStand = !/^(in (?!string literal)|after decimal)/.test(context);
      const text = blankMayStand
        ? "unexpected end of JSON input"
        : `invalid character ' ' ${context}`;
      throw new Stumble(text, this.source.length);
    }
    throw new Stumble(`invalid character ${quoteChar(char)} ${context}`, this.at + 1);
  }

  blank(): void {
    while (/[ \t\r\n]/.test(this.peek())) this.at++;
  }

  value(): void {
    this.blank();
    const char = this.peek();
    if (char === "{") return this.object();
    if (char === "[") return this.array();
    if (char === '"') return this.string();
    if (/[-0-9]/.test(char)) return this.number();
    const word = { t: "true", f: "false", n: "null" }[char];
    if (word === undefined) this.fail("looking for beginning of value");
    for (const [index, letter] of [...word].entries()) {
      if (this.peek() !== letter) this.fail(`in literal ${word} (expecting '${word[index]}')`);
      this.at++;
    }
  }

  private object(): void {
    this.at++;
    this.blank();
    if (this.take("}")) return;
    for (;;) {
      this.blank();
      if (this.peek() !== '"') this.fail("looking for beginning of object key string");
      this.string();
      this.blank();
      if (!this.take(":")) this.fail("after object key");
      this.value();
      this.blank();
      if (this.take("}")) return;
      if (!this.take(",")) this.fail("after object key:value pair");
    }
  }

  private array(): void {
    this.at++;
    this.blank();
    if (this.take("]")) return;
    for (;;) {
      this.value();
      this.blank();
      if (this.take("]")) return;
      if (!this.take(",")) this.fail("after array element");
    }
  }

  private string(): void {
    this.at++;
    while (!this.take('"')) {
      const char = this.peek();
      if (char < " ") this.fail("in string literal");
      this.at++;
      if (char === "\\") this.escape();
    }
  }

  private escape(): void {
    const char = this.peek();
    if (char === "" || !'bfnrt\\/"u'.includes(char)) this.fail("in string escape code");
    this.at++;
    for (let digit = 0; char === "u" && digit < 4; digit++) {
      if (!/[0-9a-f]/i.test(this.peek())) this.fail("in \\u hexadecimal character escape");
      this.at++;
    }
  }

  private number(): void {
    this.take("-");
    if (!this.take("0")) this.digits("in numeric literal");
    if (this.take(".")) this.digits("after decimal point in numeric literal");
    if (this.take("e") || this.take("E")) {
      if (!this.take("+")) this.take("-");
      this.digits("in exponent of numeric literal");
    }
  }

  private digits(context: string): void {
    if (!/\d/.test(this.peek())) this.fail(context);
    while (/\d/.test(this.peek())) this.at++;
  }

  private peek(): string {
    return this.source[this.at] ?? "";
  }

  private take(char: string): boolean {
    if (this.peek() !== char) return false;
    this.at++;
    return true;
  }
}

/** A byte as Go's messages show it. */
function quoteChar(char: string): string {
  const code = char.charCodeAt(0);
  const escapes: Readonly<Record<string, string>> = {
    "'": "\\'",
    "\\": "\\\\",
    "\x07": "\\a",
    "\b": "\\b",
    "\f": "\\f",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\v": "\\v",
  };
  const hex = code.toString(16).padStart(code < 0x80 ? 2 : 4, "0");
  const hidden = code < 0x20 || (code >= 0x7f && code <= 0xa0) || code === 0xad;
  return `'${escapes[char] ?? (hidden ? `${code < 0x80 ? "\\x" : "\\u"}${hex}` : char)}'`;
}
