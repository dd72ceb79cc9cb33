/**
 * `text` with every character of a comment replaced by `fill`: by a space, so that offsets, lines and
 * columns stay, or by nothing, as the original sees the text.
 *
 * Xray 26.3.27 allows `//`, `#` and block comments, and closes an open block comment at the end.
 */
export function blankComments(text: string, fill: "" | " " = " "): string {
  let blanked = "";
  let at = 0;
  while (at < text.length) {
    const end = endOfComment(text, at);
    if (end !== undefined) {
      blanked += text.slice(at, end).replaceAll(/[^\n\r]/g, fill);
      at = end;
      continue;
    }
    const next = text[at] === '"' ? endOfString(text, at) : at + 1;
    blanked += text.slice(at, next);
    at = next;
  }
  return blanked;
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
