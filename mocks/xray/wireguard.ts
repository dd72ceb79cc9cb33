import type { JsonObject } from "../../contract/json.js";
import { goHex } from "./go/hex.js";
import { goAddress, goPrefix } from "./go/netip.js";
import { goQuote } from "./go/text.js";
import { isTrue, numberOf, objectsOf, textOf, textsOf } from "./json-fields.js";
import type { ProxyObject } from "./proxy-object.js";
import { refused, type Trouble } from "./refusal.js";

/** A device: an outbound where it says so, else an inbound, which sets itself up at once. */
export function createWireguard(fields: JsonObject): ProxyObject | Trouble {
  const wrong = endpointsTrouble(textsOf(fields, "endpoint"));
  if (wrong !== undefined) return refused(wrong);
  if (isTrue(fields, "isClient")) return { kind: "outbound" };
  const refusedBy = stackTrouble(textsOf(fields, "endpoint")) ?? deviceTrouble(requestOf(fields));
  if (refusedBy !== undefined) return refused(refusedBy);
  return { kind: "inbound", protocol: "wireguard", networks: new Set(["UDP"]), users: null };
}

function endpointsTrouble(endpoints: readonly string[]): string | undefined {
  for (const endpoint of endpoints) {
    if (!endpoint.includes("/")) {
      const address = goAddress(endpoint);
      if (address.kind === "bad") return address.text;
      continue;
    }
    const prefix = goPrefix(endpoint);
    if (prefix.kind === "bad") return prefix.text;
    if (prefix.length !== prefix.bits)
      return "interface address subnet should be /32 for IPv4 and /128 for IPv6";
  }
  return undefined;
}

function stackTrouble(endpoints: readonly string[]): string | undefined {
  const plain = endpoints.map((endpoint) => endpoint.replace(/\/.*/, ""));
  const twice = plain.find((address, index) => plain.indexOf(address) < index);
  return twice === undefined ? undefined : `AddProtocolAddress(${twice}): duplicate address`;
}

/** The device's settings as the original writes them down for it, one a line. */
function requestOf(fields: JsonObject): string {
  const lines = [`private_key=${textOf(fields, "secretKey")}`, "listen_port=1337"];
  for (const peer of objectsOf(fields, "peers")) {
    const optional = [
      ["public_key", textOf(peer, "publicKey")],
      ["preshared_key", textOf(peer, "preSharedKey")],
      ["endpoint", textOf(peer, "endpoint")],
    ] as const;
    lines.push(...optional.filter(([, value]) => value !== "").map((line) => line.join("=")));
    lines.push(...textsOf(peer, "allowedIps").map((ip) => `allowed_ip=${ip}`));
    const seconds = numberOf(peer, "keepAlive");
    if (seconds !== 0) lines.push(`persistent_keepalive_interval=${String(seconds)}`);
  }
  return lines.join("\n");
}

/** What the device finds wrong with its settings. Keys of a peer without a public key belong to the one before it, or to the device. */
function deviceTrouble(request: string): string | undefined {
  const invalid = (text: string): string => `IPC error -22: ${text}`;
  let isDevice = true;
  for (const line of request.split("\n")) {
    if (line === "") return undefined;
    const [, key = "", value = ""] = /^([^=]*)=(.*)$/s.exec(line) ?? [];
    if (!line.includes("=")) return `IPC error -71: failed to parse line ${goQuote(line)}`;
    if (key === "public_key") {
      isDevice = false;
      const wrong = keyTrouble(value);
      if (wrong !== undefined) return invalid(`failed to get peer by public key: ${wrong}`);
    } else {
      const wrong = isDevice ? ownTrouble(key, value) : peerTrouble(key, value);
      if (wrong !== undefined) return invalid(wrong);
    }
  }
  return undefined;
}

function ownTrouble(key: string, value: string): string | undefined {
  if (key === "listen_port") return undefined;
  if (key !== "private_key") return `invalid UAPI device key: ${key}`;
  const wrong = keyTrouble(value);
  return wrong === undefined ? undefined : `failed to set private_key: ${wrong}`;
}

function peerTrouble(key: string, value: string): string | undefined {
  const after = (prefix: string, wrong: string | undefined): string | undefined =>
    wrong === undefined ? undefined : `${prefix}: ${wrong}`;
  switch (key) {
    case "preshared_key":
      return after("failed to set preshared key", keyTrouble(value));
    case "endpoint":
      return after(`failed to set endpoint ${value}`, endpointTrouble(value));
    case "persistent_keepalive_interval":
      return Number(value) <= 65535
        ? undefined
        : `failed to set persistent keepalive interval: strconv.ParseUint: parsing ${goQuote(value)}: value out of range`;
    case "allowed_ip": {
      const prefix = goPrefix(value.replace(/^-/, ""));
      return prefix.kind === "bad" ? `failed to set allowed ip: ${prefix.text}` : undefined;
    }
    default:
      return `invalid UAPI peer key: ${key}`;
  }
}

function keyTrouble(hex: string): string | undefined {
  const read = goHex(Buffer.from(hex, "utf8"));
  if (read.kind === "bad") return read.text;
  return read.bytes.length === 32 ? undefined : "hex string does not fit the slice";
}

/** Names are looked up by the original; here they are taken as found. */
function endpointTrouble(endpoint: string): string | undefined {
  const address = (why: string): string => `address ${endpoint}: ${why}`;
  const [, inBrackets, host = "", port] =
    /^(?:\[([^[\]]*)\]|([^[\]]*)):([^:[\]]*)$/.exec(endpoint) ?? [];
  if (port === undefined) {
    const isOpen = endpoint.startsWith("[") && !endpoint.includes("]");
    return address(
      isOpen && endpoint.includes(":") ? "missing ']' in address" : "missing port in address",
    );
  }
  if (inBrackets === undefined && host.includes(":")) return address("too many colons in address");
  return /^[+-]?\d+$/.test(port)
    ? undefined
    : `strconv.Atoi: parsing ${goQuote(port)}: invalid syntax`;
}
