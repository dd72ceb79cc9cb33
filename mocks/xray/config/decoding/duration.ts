/** A length of time in nanoseconds, or what Go's `time.ParseDuration` says of the text. */
export type Duration = { readonly nanoseconds: bigint } | { readonly problem: string };

const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  "\u00B5s": 1_000n,
  "\u03BCs": 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const most = 1n << 63n;

/** Reads `1h30m`, `1.5s`, `-10ms` and the like as Go does. */
export function parseDuration(text: string): Duration {
  const invalid = { problem: `time: invalid duration ${quote(text)}` };
  const sign = /^[-+]/.exec(text)?.[0] ?? "";
  let rest = text.slice(sign.length);
  if (rest === "0") return { nanoseconds: 0n };
  if (rest === "") return invalid;
  let total = 0n;
  while (rest !== "") {
    const number = /^(\d*)(?:\.(\d*))?/.exec(rest);
    const [all = "", whole = "", fraction = ""] = number ?? [];
    if (whole === "" && fraction === "") return invalid;
    rest = rest.slice(all.length);
    const unit = /^[^.\d]*/.exec(rest)?.[0] ?? "";
    if (unit === "") return { problem: `time: missing unit in duration ${quote(text)}` };
    rest = rest.slice(unit.length);
    const scale = Object.hasOwn(units, unit) ? units[unit] : undefined;
    if (scale === undefined) {
      return { problem: `time: unknown unit ${quote(unit)} in duration ${quote(text)}` };
    }
    total += BigInt(whole || "0") * scale;
    // Go computes the fraction in floating point.
    if (fraction !== "") {
      const digits = fraction.slice(0, 18);
      total += BigInt(Math.trunc(Number(digits) * (Number(scale) / 10 ** digits.length)));
    }
    if (total > most) return invalid;
  }
  if (sign === "-") return { nanoseconds: -total };
  return total === most ? invalid : { nanoseconds: total };
}

/** The quotes of Go's package time: what is no printable ASCII is shown byte by byte. */
function quote(text: string): string {
  const shown = [...Buffer.from(text)].map((byte) => {
    if (byte >= 128 || byte < 32) return `\\x${byte.toString(16).padStart(2, "0")}`;
    const char = String.fromCharCode(byte);
    return char === '"' || char === "\\" ? `\\${char}` : char;
  });
  return `"${shown.join("")}"`;
}
