const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const alphabets = {
  /** With `+` and `/`, padded. */
  standard: { letters: `${letters}+/`, padded: true },
  /** With `+` and `/`, not padded. */
  rawStandard: { letters: `${letters}+/`, padded: false },
  /** With `-` and `_`, not padded. */
  rawUrl: { letters: `${letters}-_`, padded: false },
} as const;

/**
 * Decodes as Go's encoding/base64 does: line breaks count for nothing, and with a problem (in Go's
 * words) come the bytes before it.
 */
export function decodeBase64(
  text: string,
  alphabet: keyof typeof alphabets,
): { readonly bytes: Buffer; readonly problem: string | undefined } {
  const { letters: known, padded } = alphabets[alphabet];
  // By bytes, as the positions in Go's errors are.
  const source = Buffer.from(text, "utf8").toString("latin1");
  const out: number[] = [];
  let group: number[] = [];
  const end = (at?: number) => ({
    bytes: Buffer.from(out),
    problem: at === undefined ? undefined : `illegal base64 data at input byte ${at}`,
  });
  let at = 0;
  for (; at < source.length; at += 1) {
    const letter = source.charAt(at);
    if (letter === "\n" || letter === "\r") continue;
    const bits = known.indexOf(letter);
    if (bits >= 0) {
      group.push(bits);
      if (group.length === 4) {
        out.push(...join(group));
        group = [];
      }
      continue;
    }
    if (letter !== "=" || !padded || group.length < 2) return end(at);
    let next = skipBreaks(source, at + 1);
    if (group.length === 2) {
      if (next === source.length) return end(source.length);
      if (source.charAt(next) !== "=") return end(next - 1);
      next = skipBreaks(source, next + 1);
    }
    out.push(...join(group));
    return next < source.length ? end(next) : end();
  }
  if (group.length === 0) return end();
  if (padded || group.length === 1) return end(at - group.length);
  out.push(...join(group));
  return end();
}

/** The bytes of 2 to 4 letters. */
function join(group: readonly number[]): readonly number[] {
  const [a = 0, b = 0, c = 0, d = 0] = group;
  const bytes = [(a << 2) | (b >> 4), ((b << 4) & 0xff) | (c >> 2), ((c << 6) & 0xff) | d];
  return bytes.slice(0, group.length - 1);
}

function skipBreaks(source: string, from: number): number {
  let at = from;
  while (source[at] === "\n" || source[at] === "\r") at += 1;
  return at;
}
