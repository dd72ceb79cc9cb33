import type { JsonObject } from "../../contract/json.js";
import { numberOf, textOf } from "./json-fields.js";
import type { ProxyObject } from "./proxy-object.js";
import { refused, type Trouble } from "./refusal.js";

// What Linux allows for such a device.
const leastMtu = 68;
const mostMtu = 65535;
// With its closing zero a name has to fit into 16 bytes.
const longestName = 15;

/**
 * An inbound that is a network device, which the original makes at once and never takes down. Here
 * the machine gets no device: what is known of it is that a name can be had once.
 */
export function createTun(fields: JsonObject, devices: Set<string>): ProxyObject | Trouble {
  const name = textOf(fields, "name");
  if (Buffer.byteLength(name) > longestName) return refused("invalid argument");
  // Without a name the system chooses one, and the original then looks for a device of no name.
  if (name === "") return refused("Link not found");
  if (devices.has(name)) return refused("device or resource busy");
  const mtu = numberOf(fields, "MTU");
  if (mtu < leastMtu || mtu > mostMtu) return refused("invalid argument");
  devices.add(name);
  return { kind: "inbound", protocol: "tun", networks: new Set(), users: null };
}
