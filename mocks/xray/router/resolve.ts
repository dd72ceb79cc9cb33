import { isIP } from "node:net";
import { parseAddress } from "../config/addresses.js";
import { textOf } from "../json-fields.js";

/**
 * The address of a name that needs no name server: an address itself, or localhost. The original asks
 * its system for all others; this fake finds none for them.
 */
export function resolveLocally(name: string): Uint8Array | undefined {
  if (/^localhost\.?$/i.test(name)) return Uint8Array.of(127, 0, 0, 1);
  if (isIP(name) === 0) return undefined;
  // A zone (`fe80::1%eth0`) is dropped.
  return Buffer.from(textOf(parseAddress(name.replace(/%.*$/, "")), "ip"), "base64");
}
