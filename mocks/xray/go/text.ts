/**
 * Lower case as Go makes it: letter by letter, without regard to what stands around. JavaScript
 * ends a word with another sigma, and makes two letters of the dotted capital I.
 */
export function goLower(text: string): string {
  // Almost every email is ASCII, where the two agree.
  if (isAscii(text)) return text.toLowerCase();
  return Array.from(text, (c) => (c === "\u0130" ? "i" : c.toLowerCase())).join("");
}

/** True for texts that Go takes for the same in another case. */
export function goEqualFold(a: string, b: string): boolean {
  return a === b || goFold(a) === goFold(b);
}

/** A text in the case in which Go compares it without regard to case: a long s is an s, a Kelvin sign a k. */
export function goFold(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return Array.from(text, foldLetter).join("");
}

/** The dotted and the dotless i have no other case for Go; letters that become two keep their own. */
function foldLetter(letter: string): string {
  if (letter === "\u0130" || letter === "\u0131") return letter;
  const lower = letter.toLowerCase();
  const upper = lower.toUpperCase();
  return [...upper].length === 1 ? upper.toLowerCase() : lower;
}

/** A text in quotes as Go's `strconv.Quote` writes it. */
export function goQuote(text: string): string {
  return `"${Array.from(text, quoteLetter).join("")}"`;
}

const shortNames = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\u0007", "\\a"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\v", "\\v"],
]);

function quoteLetter(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f || letter === '"' || letter === "\\")
    return shortNames.get(letter) ?? `\\x${hex(code, 2)}`;
  // Of all that is blank only the space is printed as it is.
  if (code < 0x7f || !/[\p{C}\p{Z}]/u.test(letter)) return letter;
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, "0");

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** An IPv6 or IPv4 address from its bytes as Go prints it, without brackets; undefined for other lengths. */
export function formatIp(bytes: Uint8Array): string | undefined {
  if (bytes.length === 4) return bytes.join(".");
  if (bytes.length !== 16) return undefined;
  const isMapped = bytes.subarray(0, 10).every((b) => b === 0) && bytes[10] === 255;
  if (isMapped && bytes[11] === 255) return bytes.subarray(12).join(".");
  const hex = Buffer.from(bytes).toString("hex").match(/.{4}/g) ?? [];
  // A URL writes an IPv6 host in the form of RFC 5952, as Go does.
  return new URL(`http://[${hex.join(":")}]`).hostname.slice(1, -1);
}
