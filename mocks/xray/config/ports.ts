import type { JsonObject } from "../../../contract/json.js";
import type { ConfigValue } from "./config-value.js";
import { portListOf } from "./go/custom.js";

/** Reads the ports of an inbound as `xray.common.net.PortList`: `1080`, `"1080-1090"`, `"1080,2000-2010"`. */
export function readPorts(value: ConfigValue): JsonObject {
  const list = portListOf(value);
  if (list.range.some((range) => range["From"] === 0)) {
    // A lone 0 is no port at all, but in a text the original tries to listen on it.
    throw value.refused(`has port 0`, 'write a free port, or "port": 0 for no port', { exit: 255 });
  }
  return list;
}

/** A decimal number up to 65535. */
export function parsePort(text: string): number | undefined {
  return /^\d+$/.test(text) && Number(text) <= 65535 ? Number(text) : undefined;
}

/** What the original says of a text that is no port. */
export function outOfRange(text: string): string {
  return `common/net: invalid port range: ${text}`;
}
