const alphabets = {
  standard: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
  url: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
};

/**
 * The bytes of a base64 text as Go decodes it: padded (`standard`) or without padding (`url`), line
 * ends skipped. What Go says of a text that is none, as a string.
 */
export function decodeBase64(text: string, kind: "standard" | "url" = "standard"): Buffer | string {
  const bad = (at: number): string => `illegal base64 data at input byte ${at}`;
  // Go counts and reads bytes.
  const source = Buffer.from(text).toString("latin1");
  const digits: string[] = [];
  let at = 0;
  for (; at < source.length; at++) {
    const char = source[at] ?? "";
    if (char === "\n" || char === "\r") continue;
    if (alphabets[kind].includes(char)) {
      digits.push(char);
      continue;
    }
    const place = digits.length % 4;
    if (char !== "=" || kind === "url" || place < 2) return bad(at);
    const rest = source.slice(at + 1).replaceAll(/[\r\n]/g, "");
    const skipped = (from: number): number => {
      let next = from;
      while (source[next] === "\n" || source[next] === "\r") next++;
      return next;
    };
    let end = at;
    if (place === 2) {
      if (rest === "") return bad(source.length);
      end = skipped(at + 1);
      if (source[end] !== "=") return bad(end - 1);
    }
    end = skipped(end + 1);
    return end < source.length ? bad(end) : Buffer.from(digits.join(""), "base64");
  }
  const over = digits.length % 4;
  if (over === 1 || (over > 0 && kind === "standard")) return bad(source.length - over);
  return Buffer.from(digits.join(""), kind === "url" ? "base64url" : "base64");
}

/** The bytes of a hexadecimal text; what Go says of a text that is none, as a string. */
export function decodeHex(text: string): Buffer | string {
  const source = Buffer.from(text);
  const bad = source.findIndex((byte) => !/[0-9a-f]/i.test(String.fromCharCode(byte)));
  // Go looks at pairs: the last of an odd number is looked at too, and told before its oddness.
  if (bad !== -1) return `encoding/hex: invalid byte: ${runeName(source[bad] ?? 0)}`;
  return source.length % 2 === 1 ? "encoding/hex: odd length hex string" : Buffer.from(text, "hex");
}

function runeName(byte: number): string {
  const code = `U+${byte.toString(16).toUpperCase().padStart(4, "0")}`;
  const shown = byte < 0x20 || (byte >= 0x7f && byte <= 0xa0) || byte === 0xad;
  if (shown) return code;
  return `${code} '${String.fromCharCode(byte)}'`;
}
