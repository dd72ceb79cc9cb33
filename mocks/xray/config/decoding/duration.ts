import { getNodeValue } from "jsonc-parser";
import type { GoType } from "./go-type.js";

/** `duration.Duration` in nanoseconds: a string as Go's `time.ParseDuration` takes it. */
export const goDuration: GoType<bigint> = {
  name: "duration.Duration",
  zero: () => 0n,
  decode(value, _before, run) {
    const wanted = 'a length of time, as "1m30s"';
    if (value.node.type !== "string") {
      throw run.error(value, wanted, `invalid duration: ${goShow(getNodeValue(value.node))}`);
    }
    const duration = parseDuration(value.asString());
    if ("problem" in duration) throw run.error(value, wanted, duration.problem);
    return duration.nanoseconds;
  },
};

/** A length of time in nanoseconds, or what Go's `time.ParseDuration` says of the text. */
type Duration = { readonly nanoseconds: bigint } | { readonly problem: string };

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
function parseDuration(text: string): Duration {
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

/** A JSON value as Go prints it with %v. */
function goShow(value: unknown): string {
  if (value === null || value === undefined) return "<nil>";
  if (typeof value === "number") return goFloat(value);
  if (Array.isArray(value)) return `[${value.map(goShow).join(" ")}]`;
  if (typeof value === "object") {
    const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `map[${members.map(([key, member]) => `${key}:${goShow(member)}`).join(" ")}]`;
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

function goFloat(value: number): string {
  const [digits = "", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  // 123456 is shown in full, 1e+06 and 1.23456789e+08 are not.
  if (power >= -4 && power < 6) return String(value);
  const sign = power < 0 ? "-" : "+";
  return `${digits}e${sign}${String(Math.abs(power)).padStart(2, "0")}`;
}
