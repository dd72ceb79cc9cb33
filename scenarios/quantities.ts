const units: Readonly<Record<string, bigint>> = {
  "": 1n,
  B: 1n,
  kB: 10n ** 3n,
  KB: 10n ** 3n,
  MB: 10n ** 6n,
  GB: 10n ** 9n,
  TB: 10n ** 12n,
  KiB: 2n ** 10n,
  MiB: 2n ** 20n,
  GiB: 2n ** 30n,
  TiB: 2n ** 40n,
};

/** The largest counter: counters are signed 64-bit numbers. */
export const maxCounter = 2n ** 63n - 1n;

/** Reads a number of bytes: `1048576`, `1MB` (10^6), `1MiB` (2^20), `1.5GB`. Undefined where it is none. */
export function parseBytes(text: string): bigint | undefined {
  const match = /^(\d+)(?:\.(\d+))? ?([kKMGT]i?B|B)?$/.exec(text.trim());
  const unit = match && units[match[3] ?? ""];
  if (match === null || unit === null || unit === undefined) return undefined;
  const fraction = match[2] ?? "";
  const scale = 10n ** BigInt(fraction.length);
  const scaled = BigInt(`${match[1] ?? ""}${fraction}`) * unit;
  const bytes = scaled / scale;
  // Half a byte is a slip, and what does not fit cannot be counted.
  return scaled % scale === 0n && bytes <= maxCounter ? bytes : undefined;
}

const milliseconds: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Reads a duration, `250ms` or `10s`, as milliseconds. Undefined where it is none. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?) ?(ms|s|m|h)$/.exec(text.trim());
  const unit = match && milliseconds[match[2] ?? ""];
  return unit ? Number(match[1]) * unit : undefined;
}
