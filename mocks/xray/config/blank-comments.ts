/**
 * `text` with every comment replaced by spaces, so that offsets, lines and columns stay.
 *
 * Xray 26.3.27 allows `//`, `#` and block comments, and closes an open block comment at the end.
 */
export function blankComments(text: string): string {
  return replaceComments(text, (comment) => comment.replaceAll(/[^\n\r]/g, " "));
}

/** `text` without its comments, only their line ends left: what the original counts lines and characters in. */
export function stripComments(text: string): string {
  return replaceComments(text, (comment) => comment.replaceAll(/[^\n]/g, ""));
}

function replaceComments(text: string, by: (comment: string) => string): string {
  let replaced = "";
  let at = 0;
  while (at < text.length) {
    const end = endOfComment(text, at);
    if (end !== undefined) {
      replaced += by(text.slice(at, end));
      at = end;
      continue;
    }
    const next = text[at] === '"' ? endOfString(text, at) : at + 1;
    replaced += text.slice(at, next);
    at = next;
  }
  return replaced;
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

function endOfString(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
  return Math.min(end + 1, text.length);
}
