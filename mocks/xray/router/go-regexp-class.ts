/** A set of characters: what stands between the brackets of a JavaScript class. */
export interface CharSet {
  readonly items: readonly string[];
  readonly isNegated: boolean;
}

/** A set as JavaScript writes it with flag `u`. */
export function writeSet({ items, isNegated }: CharSet): string {
  return `[${isNegated ? "^" : ""}${items.join("")}]`;
}

// Go's classes hold ASCII only; JavaScript's \s and, with case folding, \w do not.
const perl: Readonly<Record<string, string>> = {
  d: "0-9",
  s: "\\t\\n\\f\\r ",
  w: "0-9A-Za-z_",
};

const posix: Readonly<Record<string, string>> = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  ascii: "\\x00-\\x7F",
  blank: "\\t ",
  cntrl: "\\x00-\\x1F\\x7F",
  digit: "0-9",
  graph: "!-~",
  lower: "a-z",
  print: " -~",
  punct: "!-\\/:-@\\[-`\\{-~",
  space: "\\t\\n\\v\\f\\r ",
  upper: "A-Z",
  word: "0-9A-Za-z_",
  xdigit: "0-9A-Fa-f",
};

/** `\d`, `\S`, `\pL`, `\P{Greek}` and so on at the beginning of a text. */
export function negatable(
  text: string,
): { readonly set: CharSet; readonly used: number } | undefined {
  const short = /^\\([dswDSW])/.exec(text);
  if (short) {
    const letter = short[1] ?? "";
    const items = [perl[letter.toLowerCase()] ?? ""];
    return { set: { items, isNegated: letter < "a" }, used: 2 };
  }
  const property = /^\\([pP])(?:([A-Z])|\{(\^?)([A-Za-z_]+)\})/.exec(text);
  if (!property) return undefined;
  const [all, sign, letter, hat = "", name = letter ?? ""] = property;
  const isNegated = (sign === "P") !== (hat === "^");
  const known = [name, `Script=${name}`].find(isProperty);
  // A name that JavaScript doesn't know is one that Go doesn't know either.
  if (known === undefined) return undefined;
  return {
    set: { items: [`\\${isNegated ? "P" : "p"}{${known}}`], isNegated: false },
    used: all.length,
  };
}

function isProperty(name: string): boolean {
  if (!/^(?:[A-Z][a-z]?|Any|Script=\w+)$/.test(name)) return false;
  try {
    return new RegExp(`\\p{${name}}`, "u").test("") || true;
  } catch {
    return false;
  }
}

const letters: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** The character that an escape at the beginning of a text stands for; undefined where Go knows none. */
export function escapeClass(
  text: string,
): { readonly code: number; readonly used: number } | undefined {
  const match =
    /^\\(?:([1-7][0-7]{1,2}|0[0-7]{0,2})|x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]+)\}|([afnrtv])|([^0-9A-Za-z\u0080-\u{10FFFF}]))/u.exec(
      text,
    );
  if (!match) return undefined;
  const [all, octal, two, braced, letter, itself] = match;
  const hex = two ?? braced;
  const code =
    octal !== undefined
      ? Number.parseInt(octal, 8)
      : hex !== undefined
        ? Number.parseInt(hex, 16)
        : letter !== undefined
          ? (letters[letter] ?? 0)
          : (itself?.codePointAt(0) ?? 0);
  return code > 0x10ffff ? undefined : { code, used: all.length };
}

/** What is in the brackets, from after `[` or `[^` through `]`; undefined where Go refuses it. */
export function classItems(
  text: string,
  fold: boolean,
): { readonly items: readonly string[]; readonly used: number } | undefined {
  const items: string[] = [];
  let at = 0;
  while (at === 0 || text[at] !== "]") {
    const rest = text.slice(at);
    if (rest === "") return undefined;
    const named = /^\[:(\^?)(\w*):\]/.exec(rest);
    if (named) {
      const known = Object.hasOwn(posix, named[2] ?? "") ? posix[named[2] ?? ""] : undefined;
      if (known === undefined) return undefined;
      items.push(named[1] === "^" ? complement(known) : foldedNames(known, fold));
      at += named[0].length;
      continue;
    }
    const set = negatable(rest);
    if (set !== undefined) {
      const inner = set.set.items.join("");
      items.push(set.set.isNegated ? complement(inner) : inner);
      at += set.used;
      continue;
    }
    const low = oneChar(rest);
    if (low === undefined) return undefined;
    at += low.used;
    let high = low;
    if (text[at] === "-" && at + 1 < text.length && text[at + 1] !== "]") {
      const upper = oneChar(text.slice(at + 1));
      if (upper === undefined || upper.code < low.code) return undefined;
      high = upper;
      at += 1 + upper.used;
    }
    items.push(range(low.code, high.code));
    if (fold) items.push(...otherCases(low.code, high.code));
  }
  return { items, used: at + 1 };
}

function oneChar(text: string): { readonly code: number; readonly used: number } | undefined {
  if (text.startsWith("\\")) return escapeClass(text);
  const code = text.codePointAt(0);
  return code === undefined ? undefined : { code, used: code > 0xffff ? 2 : 1 };
}

function range(low: number, high: number): string {
  const write = (code: number): string => `\\u{${code.toString(16)}}`;
  return low === high ? write(low) : `${write(low)}-${write(high)}`;
}

/** Everything that is not in a set of ASCII characters. */
function complement(items: string): string {
  const inside = new RegExp(`[${items}]`, "u");
  let outside = "";
  for (let code = 0; code < 128; code += 1)
    if (!inside.test(String.fromCharCode(code))) outside += range(code, code);
  return outside + range(128, 0x10ffff);
}

function foldedNames(items: string, fold: boolean): string {
  return fold && /A-Z|a-z/.test(items) ? `${items}A-Za-z\\u{17f}\\u{212a}` : items;
}

/** The same characters in the other case; only ASCII in ranges of more than a thousand. */
function otherCases(low: number, high: number): readonly string[] {
  const found: string[] = [];
  const last = high - low > 1000 ? Math.min(high, 127) : high;
  for (let code = low; code <= last; code += 1) {
    const char = String.fromCodePoint(code);
    const others = [char.toLowerCase(), char.toUpperCase(), ...(folded[char.toLowerCase()] ?? [])];
    for (const other of others) {
      const otherCode = other.codePointAt(0) ?? 0;
      if (other !== char && String.fromCodePoint(otherCode) === other)
        found.push(range(otherCode, otherCode));
    }
  }
  return found;
}

// The two ASCII letters that fold with a letter outside of ASCII: the long s and the Kelvin sign.
const folded: Readonly<Record<string, readonly string[]>> = { s: ["\u017f"], k: ["\u212a"] };
