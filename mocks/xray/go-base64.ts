import type { GoBytes } from "./go-hex.js";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const isBreak = (byte: number | undefined): boolean => byte === 0x0a || byte === 0x0d;
const padding = 0x3d;

/** Decodes padded base64 as Go's standard decoder does: line breaks are skipped, the rest is strict. */
export function goBase64(text: string): GoBytes {
  const source = Buffer.from(text, "utf8");
  const decoded: number[] = [];
  let at = 0;
  while (at < source.length) {
    const group: number[] = [];
    let ended = false;
    while (group.length < 4) {
      if (at === source.length) {
        if (group.length === 0) return bytes(decoded);
        return corrupt(at - group.length);
      }
      const byte = source[at] ?? 0;
      at += 1;
      const value = alphabet.indexOf(String.fromCharCode(byte));
      if (value >= 0) group.push(value);
      else if (byte === padding && group.length >= 2) {
        if (group.length === 2) {
          while (isBreak(source[at])) at += 1;
          if (at === source.length) return corrupt(source.length);
          if (source[at] !== padding) return corrupt(at - 1);
          at += 1;
        }
        ended = true;
        break;
      } else if (!isBreak(byte)) return corrupt(at - 1);
    }
    const [a = 0, b = 0, c = 0, d = 0] = group;
    const three = [(a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d];
    decoded.push(...three.slice(0, group.length - 1));
    if (!ended) continue;
    while (isBreak(source[at])) at += 1;
    if (at < source.length) return corrupt(at);
  }
  return bytes(decoded);
}

const bytes = (decoded: readonly number[]): GoBytes => ({
  kind: "bytes",
  bytes: Buffer.from(decoded),
});

const corrupt = (at: number): GoBytes => ({
  kind: "bad",
  text: `illegal base64 data at input byte ${String(at)}`,
});
