import { classItems, escapeClass, negatable, writeSet, type CharSet } from "./go-regexp-class.js";

/** A pattern of Go's `regexp`, ready to match. */
export interface GoRegexp {
  readonly matches: (text: string) => boolean;
  /** The leftmost match; "" where there is none. */
  readonly find: (text: string) => string;
}

/**
 * Compiles a pattern as Go 1.26 does (RE2's syntax): undefined where Go refuses it. The pattern is
 * rewritten for JavaScript, which tries alternatives one by one: one that is made to be slow is slow here.
 */
export function compileGoRegexp(pattern: string): GoRegexp | undefined {
  const source = new Translation(pattern).run();
  if (source === undefined) return undefined;
  let regexp: RegExp;
  try {
    regexp = new RegExp(source, "u");
  } catch {
    return undefined;
  }
  return {
    matches: (text) => regexp.test(text),
    find: (text) => regexp.exec(text)?.[0] ?? "",
  };
}

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly U: boolean;
}

/** A piece of a pattern in JavaScript's syntax, with how often its repetitions repeat it in all. */
interface Piece {
  readonly source: string;
  readonly times: number;
}

const most = 1000;
const start = "(?:(?<![^]))";
const end = "(?:(?![^]))";

class Refused extends Error {}

function refuse(): never {
  throw new Refused();
}

/** One pass over a pattern. */
class Translation {
  #at = 0;
  #depth = 0;
  #flags: Flags = { i: false, m: false, s: false, U: false };
  readonly #names = new Set<string>();

  constructor(readonly pattern: string) {}

  run(): string | undefined {
    try {
      const { source } = this.#alternatives();
      return this.#at < this.pattern.length ? undefined : source;
    } catch (error) {
      if (error instanceof Refused) return undefined;
      throw error;
    }
  }

  #rest(): string {
    return this.pattern.slice(this.#at);
  }

  /** Takes what matches at this place; undefined where nothing does. `shape` has to be sticky. */
  #take(shape: RegExp): RegExpExecArray | undefined {
    shape.lastIndex = this.#at;
    const found = shape.exec(this.pattern);
    if (found === null) return undefined;
    this.#at += found[0].length;
    return found;
  }

  #alternatives(): Piece {
    if ((this.#depth += 1) > most) refuse();
    const branches = [this.#sequence()];
    while (this.#take(/\|/y)) branches.push(this.#sequence());
    this.#depth -= 1;
    return {
      source: branches.map((b) => b.source).join("|"),
      times: Math.max(...branches.map((b) => b.times)),
    };
  }

  #sequence(): Piece {
    const pieces: Piece[] = [];
    let repeated = false;
    while (this.#at < this.pattern.length && !/[|)]/.test(this.pattern.charAt(this.#at))) {
      const repeat = this.#repetition();
      if (repeat !== undefined) {
        const last = pieces.pop();
        // Nothing to repeat, or a repetition of a repetition.
        if (last === undefined || repeated) refuse();
        pieces.push(this.#repeat(last, repeat));
        repeated = true;
        continue;
      }
      repeated = false;
      this.#atom(pieces);
    }
    return {
      source: pieces.map((p) => p.source).join(""),
      times: Math.max(1, ...pieces.map((p) => p.times)),
    };
  }

  /** `*`, `+`, `?` or `{n,m}` with an optional `?`; a brace that is none of them is a letter. */
  #repetition():
    { readonly sign: string; readonly times: number; readonly lazy: boolean } | undefined {
    const plain = this.#take(/([*+?])(\??)/y);
    if (plain) return { sign: plain[1] ?? "", times: 1, lazy: plain[2] !== "" };
    const counted = this.#take(/\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\}(\??)/y);
    if (!counted) return undefined;
    const [, least = "", comma, upTo, lazy] = counted;
    const min = Number(least);
    const max = comma === undefined ? min : upTo === undefined ? undefined : Number(upTo);
    if (min > most || (max !== undefined && (max > most || max < min))) refuse();
    return { sign: counted[0].replace(/\?$/, ""), times: max ?? min, lazy: lazy !== "" };
  }

  #repeat(
    piece: Piece,
    { sign, times, lazy }: { sign: string; times: number; lazy: boolean },
  ): Piece {
    // Nothing that is repeated 0 times counts.
    const all = sign.startsWith("{") ? (times === 0 ? 1 : times * piece.times) : piece.times;
    if (sign.startsWith("{") && times > 1 && all > most) refuse();
    return { source: piece.source + sign + (lazy === this.#flags.U ? "" : "?"), times: all };
  }

  #atom(pieces: Piece[]): void {
    const add = (source: string): void => void pieces.push({ source, times: 1 });
    const char = String.fromCodePoint(this.pattern.codePointAt(this.#at) ?? 0);
    const { m, s } = this.#flags;
    switch (char) {
      case "(":
        this.#group(pieces);
        return;
      case "[":
        add(this.#class());
        return;
      case ".":
        this.#at += 1;
        add(s ? "[^]" : "[^\\n]");
        return;
      case "^":
        this.#at += 1;
        add(m ? "(?:(?<![^\\n]))" : start);
        return;
      case "$":
        this.#at += 1;
        add(m ? "(?:(?![^\\n]))" : end);
        return;
      case "\\":
        this.#escape(pieces);
        return;
      default:
        this.#at += char.length;
        add(this.#literal(char));
    }
  }

  #group(pieces: Piece[]): void {
    const before = this.#flags;
    if (this.#take(/\(\?/y)) {
      const name = this.#take(/P?<(\w+)>/y)?.[1];
      if (name !== undefined) {
        if (this.#names.has(name)) refuse();
        this.#names.add(name);
      } else {
        const found = this.#take(/([imsU]*)(?:(-)([imsU]+))?([:)])/y) ?? refuse();
        const [, on = "", , off = "", close] = found;
        this.#flags = { ...this.#flags, ...flags(on, true), ...flags(off, false) };
        // `(?i)` holds until the end of the group around it.
        if (close === ")") return;
      }
    } else this.#at += 1;
    const inner = this.#alternatives();
    if (!this.#take(/\)/y)) refuse();
    this.#flags = before;
    pieces.push({ source: `(?:${inner.source})`, times: inner.times });
  }

  #class(): string {
    this.#at += 1;
    const isNegated = this.#take(/\^/y) !== undefined;
    const { items, used } = classItems(this.#rest(), this.#flags.i) ?? refuse();
    this.#at += used;
    return writeSet({ items, isNegated });
  }

  #escape(pieces: Piece[]): void {
    const add = (source: string): void => void pieces.push({ source, times: 1 });
    const quoted = this.#take(/\\Q([^]*?)(?:\\E|$)/y);
    if (quoted) {
      for (const char of quoted[1] ?? "") add(this.#literal(char));
      return;
    }
    const place = this.#take(/\\([AzbB])/y)?.[1];
    if (place !== undefined) {
      add(place === "A" ? start : place === "z" ? end : `(?:\\${place})`);
      return;
    }
    const set: { set: CharSet; used: number } | undefined = negatable(this.#rest());
    if (set !== undefined) {
      this.#at += set.used;
      add(writeSet(set.set));
      return;
    }
    const escaped = escapeClass(this.#rest()) ?? refuse();
    this.#at += escaped.used;
    add(this.#literal(String.fromCodePoint(escaped.code)));
  }

  #literal(char: string): string {
    const code = char.codePointAt(0) ?? 0;
    return this.#flags.i
      ? writeSet({ items: foldedItems(code), isNegated: false })
      : `\\u{${code.toString(16)}}`;
  }
}

function foldedItems(code: number): readonly string[] {
  return classItems(`\\x{${code.toString(16)}}]`, true)?.items ?? [];
}

function flags(letters: string, value: boolean): Partial<Flags> {
  return Object.fromEntries(Array.from(letters, (letter) => [letter, value]));
}
