import { unmarshalUint32 } from "./decode.js";

/** One range of ports, with the field names of `xray.common.net.PortRange`. */
export interface PortRange {
  readonly From: number;
  readonly To: number;
}

/** Ranges, or what the original says instead, with the offset at which Go places it. */
export type PortListReading =
  | { readonly ranges: readonly PortRange[] }
  | { readonly problem: readonly string[]; readonly offset?: number };

/** Reads `"1080,2000-2010"` as the original does. What names a variable of the environment reads as 0. */
export function parsePortList(text: string): PortListReading {
  const ranges: PortRange[] = [];
  for (const part of text.split(",").map((p) => p.trim())) {
    if (part === "") continue;
    const range = part.includes("-") || part.includes("env:") ? parseRange(part) : parseOne(part);
    if ("problem" in range) return range;
    ranges.push(range);
  }
  return { ranges };
}

type RangeReading = PortRange | { readonly problem: readonly string[]; readonly offset?: number };

/** A number alone is read as JSON. */
function parseOne(part: string): RangeReading {
  const number = unmarshalUint32(part);
  const subject = `infra/conf: invalid port: ${part}`;
  if ("problem" in number) return { problem: [subject, number.problem], offset: number.offset };
  const { value } = number;
  if (value > 65535) return { problem: [subject, `common/net: invalid port range: ${value}`] };
  return { From: value, To: value };
}

function parseRange(part: string): RangeReading {
  if (part.includes("env:")) return { From: 0, To: 0 };
  const dash = part.indexOf("-");
  const ends = dash === -1 ? [part] : [part.slice(0, dash), part.slice(dash + 1)];
  for (const end of ends) {
    const number = /^\d+$/.test(end) ? Number(end) : Infinity;
    if (number <= 65535) continue;
    const shown = number < 2 ** 32 ? String(number) : end;
    return {
      problem: [
        `infra/conf: invalid port range: ${part}`,
        `common/net: invalid port range: ${shown}`,
      ],
    };
  }
  // The original takes "1002-1000".
  return { From: Number(ends[0]), To: Number(ends.at(-1)) };
}
