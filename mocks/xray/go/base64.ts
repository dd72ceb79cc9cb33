const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

const alphabets = { standard: `${letters}+/`, url: `${letters}-_` } as const;

/** What Go's base64 decoder makes of a text: bytes, or the words of its refusal and the bytes before it. */
export type GoBase64 =
  | { readonly kind: "bytes"; readonly bytes: Buffer }
  | { readonly kind: "bad"; readonly text: string; readonly before: Buffer };

/** Decodes as Go's base64.StdEncoding does: line breaks are skipped, the rest is strict. */
export function goBase64(text: string): GoBase64 {
  return decode(text, alphabets.standard, true);
}

/** The same for a text without padding; the last two letters are `+/` (standard) or `-_` (url). */
export function goRawBase64(text: string, alphabet: keyof typeof alphabets): GoBase64 {
  return decode(text, alphabets[alphabet], false);
}

function decode(text: string, known: string, padded: boolean): GoBase64 {
  // By bytes, as the positions in Go's errors are.
  const source = Buffer.from(text, "utf8").toString("latin1");
  const decoded: number[] = [];
  let group: number[] = [];
  const bytes = (): GoBase64 => ({ kind: "bytes", bytes: Buffer.from(decoded) });
  const bad = (at: number): GoBase64 => ({
    kind: "bad",
    text: `illegal base64 data at input byte ${at}`,
    before: Buffer.from(decoded),
  });
  for (let at = 0; at < source.length; at += 1) {
    const letter = source.charAt(at);
    if (letter === "\n" || letter === "\r") continue;
    const bits = known.indexOf(letter);
    if (bits >= 0) {
      group.push(bits);
      if (group.length === 4) {
        decoded.push(...join(group));
        group = [];
      }
      continue;
    }
    if (letter !== "=" || !padded || group.length < 2) return bad(at);
    let next = skipBreaks(source, at + 1);
    if (group.length === 2) {
      if (next === source.length) return bad(source.length);
      if (source.charAt(next) !== "=") return bad(next - 1);
      next = skipBreaks(source, next + 1);
    }
    decoded.push(...join(group));
    return next < source.length ? bad(next) : bytes();
  }
  if (group.length === 0) return bytes();
  if (padded || group.length === 1) return bad(source.length - group.length);
  decoded.push(...join(group));
  return bytes();
}

/** The bytes of 2 to 4 letters. */
function join(group: readonly number[]): readonly number[] {
  const [a = 0, b = 0, c = 0, d = 0] = group;
  const three = [(a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d];
  return three.slice(0, group.length - 1);
}

function skipBreaks(source: string, from: number): number {
  let at = from;
  while (source[at] === "\n" || source[at] === "\r") at += 1;
  return at;
}
