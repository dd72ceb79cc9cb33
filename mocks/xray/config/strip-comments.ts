/** A text without its comments; `original` tells where a character of it stood before. */
export interface Stripped {
  readonly text: string;
  readonly original: (offset: number) => number;
}

/**
 * Takes out comments as Xray 26.3.27 does before it reads JSON: what it says of lines and columns
 * counts in the rest.
 *
 * `//`, `#` and block comments; an open block comment is closed at the end. Line ends stay.
 */
export function stripComments(text: string): Stripped {
  const kept: { readonly from: number; readonly at: number }[] = [];
  let stripped = "";
  let from = 0;
  const keep = (end: number) => {
    if (end > from) kept.push({ from, at: stripped.length });
    stripped += text.slice(from, end);
  };
  let at = 0;
  while (at < text.length) {
    const end = endOfComment(text, at);
    if (end === undefined) {
      const char = text[at];
      at = char === '"' || char === "'" ? endOfString(text, at, char) : at + 1;
      continue;
    }
    keep(at);
    for (const line of text.slice(at, end).matchAll(/\n/g)) {
      from = at + line.index;
      keep(from + 1);
    }
    from = end;
    at = end;
  }
  keep(text.length);
  return {
    text: stripped,
    original: (offset) => {
      const piece = kept.findLast((p) => p.at <= offset);
      return piece === undefined ? offset : piece.from + offset - piece.at;
    },
  };
}

/** Where the comment that begins at `at` ends; undefined where none begins. */
function endOfComment(text: string, at: number): number | undefined {
  if (text[at] === "#" || text.startsWith("//", at)) {
    const end = text.indexOf("\n", at);
    return end === -1 ? text.length : end;
  }
  if (text.startsWith("/*", at)) {
    const end = text.indexOf("*/", at + 2);
    return end === -1 ? text.length : end + 2;
  }
  return undefined;
}

function endOfString(text: string, at: number, quote: string): number {
  let end = at + 1;
  while (end < text.length && text[end] !== quote) end += text[end] === "\\" ? 2 : 1;
  return Math.min(end + 1, text.length);
}
