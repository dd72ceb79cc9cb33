import type { JsonObject } from "../../../contract/json.js";
import { withEnvironment } from "./addresses.js";
import type { ConfigValue } from "./config-value.js";
import { mismatchText, rawText, readOf } from "./stream/go-mismatch.js";
import { uint32 } from "./stream/go-scalars.js";
import type { GoPlace, Shape } from "./stream/go-shape.js";
import { goSyntaxProblem } from "./stream/go-syntax.js";

/** A range of ports, both ends in it. `From` may be above `To`: then there is none in it. */
export interface PortRange {
  readonly From: number;
  readonly To: number;
}

/** What the original says of ports that are none, and how far it had read where it says so. */
interface PortProblem {
  readonly part: string;
  readonly text: string;
  readonly bytes?: number;
}

/** Ports as `xray.common.net.PortList`: a number, a range `"1080-1090"`, a list `"1080,2000-2010"`, `env:NAME`. */
export const portList: Shape<{ readonly range: readonly PortRange[] }> = {
  type: "conf.PortList",
  read: readPortList,
  absent: () => ({ range: [] }),
};

/** Reads ports of a place that Go's messages do not name. */
export function readPorts(value: ConfigValue): JsonObject {
  const { range } = readPortList(value, {
    words: (text) => value.source.decodeFailure(text),
  });
  return { range: range.map((part) => ({ ...part })) };
}

function readPortList(
  value: ConfigValue,
  at: Pick<GoPlace, "words">,
): { readonly range: readonly PortRange[] } {
  const parsed = parsePorts(value);
  if ("range" in parsed) return parsed;
  throw value.refused(
    `has "${parsed.part}", which is no port`,
    'write a number up to 65535, a range "1000-1002", or a list "1000,1002-1004"',
    at.words(parsed.text, parsed.bytes),
  );
}

/** The ranges that are written, or what the original says of them. Null has none. */
export function parsePorts(
  value: ConfigValue,
): { readonly range: readonly PortRange[] } | PortProblem {
  if (value.node.type !== "string") {
    if (value.node.type !== "number" || !isUint32(rawText(value))) {
      const part = rawText(value);
      if (value.isNull) return { range: [] };
      const inner = mismatchText(value, { struct: "", fields: [] }, uint32.type);
      return { part, text: `infra/conf: invalid port: ${part} > ${inner}`, bytes: readOf(value) };
    }
    const port = Number(rawText(value));
    // Xray takes 0 as no port at all: nothing listens. Above 65535 it counts modulo 65536.
    return { range: port === 0 ? [] : [{ From: port, To: port }] };
  }
  const range: PortRange[] = [];
  for (const part of value.asString().split(",").map(trimmed)) {
    if (part === "") continue;
    const parsed = parsePart(part);
    if ("text" in parsed) return parsed;
    range.push(parsed);
  }
  return { range };
}

function parsePart(part: string): PortRange | PortProblem {
  if (!part.includes("-") && !part.includes("env:")) return parseNumber(part);
  const pair = withEnvironment(part);
  const dash = pair.indexOf("-");
  const ends = dash === -1 ? [pair] : [pair.slice(0, dash), pair.slice(dash + 1)];
  const bad = ends.find((end) => parsePort(end) === undefined);
  if (bad !== undefined) {
    // Beyond 32 bits the original says the text, up to there the number.
    const shown = isUint32(bad) ? String(Number(bad)) : bad;
    return { part, text: `infra/conf: invalid port range: ${part} > ${outOfRange(shown)}` };
  }
  const [From = 0, To = From] = ends.map(Number);
  // The original takes "1002-1000" and listens nowhere.
  return { From, To };
}

/** A port alone, which the original reads as JSON. */
function parseNumber(part: string): PortRange | PortProblem {
  const problem = (text: string, bytes?: number): PortProblem => ({
    part,
    text: `infra/conf: invalid port: ${part} > ${text}`,
    ...(bytes === undefined ? {} : { bytes }),
  });
  const wrong = goSyntaxProblem(part);
  if (wrong !== undefined) return problem(wrong.text, wrong.bytes);
  if (part === "null") return { From: 0, To: 0 };
  if (!isUint32(part)) {
    const kind = { '"': "string", t: "bool", f: "bool", "[": "array", "{": "object" }[
      part.charAt(0)
    ];
    return problem(
      `json: cannot unmarshal ${kind ?? `number ${part}`} into Go value of type uint32`,
      kind === "array" || kind === "object" ? 1 : Buffer.byteLength(part),
    );
  }
  const port = Number(part);
  return port > 65535 ? problem(outOfRange(part)) : { From: port, To: port };
}

function isUint32(text: string): boolean {
  return /^\d+$/.test(text) && BigInt(text) <= 0xffffffffn;
}

// Go's strings.TrimSpace.
function trimmed(text: string): string {
  return text.trim();
}

/** A decimal number up to 65535. */
export function parsePort(text: string): number | undefined {
  return /^\d+$/.test(text) && Number(text) <= 65535 ? Number(text) : undefined;
}

/** What the original says of a text that is no port. */
export function outOfRange(text: string): string {
  return `common/net: invalid port range: ${text}`;
}
