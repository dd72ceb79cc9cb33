import type { JsonObject } from "../../../contract/json.js";
import { environment } from "./addresses.js";
import type { ConfigValue } from "./config-value.js";

/** Reads a port, a range or a list as `xray.common.net.PortList`: `1080`, `"1080-1090"`, `"1080,2000-2010"`. */
export function readPorts(value: ConfigValue): JsonObject {
  if (value.node.type !== "string") {
    const port = value.asUint32();
    // Xray takes 0 as no port at all: nothing listens. Above 65535 it counts modulo 65536.
    return { range: port === 0 ? [] : [{ From: port, To: port }] };
  }
  const parts = value
    .asString()
    .split(",")
    .map((part) => part.trim());
  return { range: parts.filter((part) => part !== "").map((part) => readPart(value, part)) };
}

function readPart(value: ConfigValue, part: string): JsonObject {
  const range = parsePart(value, part);
  if (range.From === 0) {
    // A lone 0 is no port at all, but in a text the original tries to listen on it.
    throw value.refused(`has port 0`, 'write a free port, or "port": 0 for no port', { exit: 255 });
  }
  return { ...range };
}

function parsePart(
  value: ConfigValue,
  part: string,
): { readonly From: number; readonly To: number } {
  if (part.includes("env:")) throw environment(value);
  if (!part.includes("-")) {
    const port = parsePort(part);
    if (port === undefined || (part.startsWith("0") && part !== "0")) {
      const text = /^\d+$/.test(part) && !part.startsWith("0") ? outOfRange(part) : undefined;
      throw badPort(
        value,
        part,
        text === undefined ? undefined : [`infra/conf: invalid port: ${part}`, text],
      );
    }
    return { From: port, To: port };
  }
  const [from = "", to = ""] = [
    part.slice(0, part.indexOf("-")),
    part.slice(part.indexOf("-") + 1),
  ];
  const [first, last] = [parsePort(from), parsePort(to)];
  if (first === undefined || last === undefined) {
    const bad = first === undefined ? from : to;
    throw badPort(value, part, [`infra/conf: invalid port range: ${part}`, outOfRange(bad)]);
  }
  // The original takes "1002-1000" and listens nowhere.
  return { From: first, To: last };
}

/** A decimal number up to 65535. */
export function parsePort(text: string): number | undefined {
  return /^\d+$/.test(text) && Number(text) <= 65535 ? Number(text) : undefined;
}

/** What the original says of a text that is no port. */
export function outOfRange(text: string): string {
  return `common/net: invalid port range: ${text}`;
}

function badPort(value: ConfigValue, part: string, original: readonly string[] | undefined): Error {
  return value.refused(
    `has "${part}", which is no port`,
    'write a number up to 65535, a range "1000-1002", or a list "1000,1002-1004"',
    original === undefined ? undefined : value.source.decodeFailure(...original),
  );
}
