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

/** Reads `"1080,2000-2010"` as the original does, `env:NAME` from the environment. */
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
  const text = part.startsWith("env:") ? variable(part.slice("env:".length)) : part;
  const dash = text.indexOf("-");
  const ends = dash === -1 ? [text] : [text.slice(0, dash), text.slice(dash + 1)];
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

/** A variable by its name, else by the name in upper case with `_` for dots, else "". */
function variable(name: string): string {
  return process.env[name] ?? process.env[name.trim().toUpperCase().replaceAll(".", "_")] ?? "";
}
