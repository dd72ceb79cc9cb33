import { withEnvironment } from "../addresses.js";
import type { ConfigValue } from "../config-value.js";
import { outOfRange, parsePort } from "../ports.js";
import type { GoType } from "./go-type.js";
import { uint32Of } from "./scalars.js";
import { unmarshalProblem } from "./scan.js";

/** A range of ports, both ends in it, as `xray.common.net.PortRange`. `From` may be above `To`: then there is none in it. */
export interface PortRange {
  readonly From: number;
  readonly To: number;
}

/** What the original says of ports that are none, and how many bytes it had read where it says so. */
interface PortProblem {
  readonly part: string;
  readonly text: string;
  readonly bytes?: number;
}

/** Ports: a number, a range `"1080-1090"`, a list `"1080,2000-2010"`, `env:NAME`. */
export const goPortList: GoType<readonly PortRange[]> = {
  name: "conf.PortList",
  zero: () => [],
  decode(value, before, run) {
    const parsed = parsePorts(value);
    // Written twice, ports are added up.
    if ("ranges" in parsed) return [...before, ...parsed.ranges];
    throw value.refused(
      `has "${parsed.part}", which is no port`,
      'write a number up to 65535, a range "1000-1002", or a list "1000,1002-1004"',
      run.failure(parsed.text, parsed.bytes),
    );
  },
};

/** Ports as the fields of `xray.common.net.PortList`. */
export function portListFields(ranges: readonly PortRange[]) {
  return { range: ranges.map(({ From, To }) => ({ From, To })) };
}

/** The ranges that are written, or what the original says of them. Null has none. */
export function parsePorts(
  value: ConfigValue,
): { readonly ranges: readonly PortRange[] } | PortProblem {
  if (value.node.type !== "string") {
    const port = parseUint32(value.text);
    if (typeof port !== "number") return port;
    // Xray takes 0 as no port at all: nothing listens. Above 65535 it counts modulo 65536.
    return { ranges: port === 0 ? [] : [{ From: port, To: port }] };
  }
  const ranges: PortRange[] = [];
  for (const written of value.asString().split(",")) {
    const part = written.trim();
    if (part === "") continue;
    const parsed =
      part.includes("-") || part.includes("env:") ? parseEnds(part) : parseNumber(part);
    if ("text" in parsed) return parsed;
    ranges.push(parsed);
  }
  return { ranges };
}

function parseEnds(part: string): PortRange | PortProblem {
  const pair = withEnvironment(part);
  const dash = pair.indexOf("-");
  const ends = dash === -1 ? [pair] : [pair.slice(0, dash), pair.slice(dash + 1)];
  const bad = ends.find((end) => parsePort(end) === undefined);
  if (bad !== undefined) {
    // Beyond 32 bits the original says the text, up to there the number.
    const shown = String(uint32Of(bad) ?? bad);
    return { part, text: `infra/conf: invalid port range: ${part} > ${outOfRange(shown)}` };
  }
  const [From = 0, To = From] = ends.map(Number);
  // The original takes "1002-1000" and listens nowhere.
  return { From, To };
}

function parseNumber(part: string): PortRange | PortProblem {
  const port = parseUint32(part);
  if (typeof port !== "number") return port;
  if (port <= 65535) return { From: port, To: port };
  return { part, text: `infra/conf: invalid port: ${part} > ${outOfRange(String(port))}` };
}

/** A text that the original reads as JSON. */
function parseUint32(part: string): number | PortProblem {
  const problem = (text: string, bytes: number): PortProblem => ({
    part,
    text: `infra/conf: invalid port: ${part} > ${text}`,
    bytes,
  });
  const wrong = unmarshalProblem(part);
  if (wrong !== undefined) return problem(wrong.text, wrong.bytes);
  if (part === "null") return 0;
  const kinds = { "[": "array", "{": "object", '"': "string", t: "bool", f: "bool" } as const;
  const kind = kinds[part.charAt(0) as keyof typeof kinds] ?? `number ${part}`;
  return (
    uint32Of(part) ??
    problem(
      `json: cannot unmarshal ${kind} into Go value of type uint32`,
      kind === "array" || kind === "object" ? 1 : Buffer.byteLength(part),
    )
  );
}
