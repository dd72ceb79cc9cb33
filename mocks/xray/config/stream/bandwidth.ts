const factors: Readonly<Record<string, number>> = {
  "": 1,
  b: 1,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
};

/**
 * Bytes a second of a text as `"100 mbps"`; 0 of "". What the original says of a text that is none.
 * The original counts 1024 to the next unit, and bits, whatever the unit is called.
 */
export function parseBandwidth(text: string): bigint | { readonly problem: string } {
  const trimmed = text.toLowerCase().trim();
  if (trimmed === "") return 0n;
  const digits = /^[0-9.]*/.exec(trimmed)?.[0] ?? "";
  if (!/^(\d+\.?\d*|\.\d+)$/.test(digits)) {
    return { problem: `strconv.ParseFloat: parsing ${JSON.stringify(digits)}: invalid syntax` };
  }
  const unit = trimmed.slice(digits.length).trim();
  const short = /^(.?)(?:bps|b)?$/u.exec(unit === "b" || unit === "bps" ? "" : unit)?.[1];
  const factor = short !== undefined && Object.hasOwn(factors, short) ? factors[short] : undefined;
  if (factor === undefined || unit === "bb" || unit === "bbps") {
    return { problem: `infra/conf: unsupported unit: ${unit}` };
  }
  return BigInt(Math.trunc(Number(digits) * factor)) / 8n;
}
