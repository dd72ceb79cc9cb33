import type { JsonObject } from "../../../contract/json.js";
import { numberOf, objectsOf, textOf } from "../json-fields.js";

/** Networks, by the bytes of their address (4 or 16) and the length of their prefix in bits. */
export type IpSet = readonly { readonly ip: Uint8Array; readonly prefix: number }[];

/** Whether any of some addresses, 4 or 16 bytes each, is one of those of a rule. Others never are. */
export type IpMatcher = (ips: readonly Uint8Array[]) => boolean;

/**
 * Builds the matcher of `xray.app.router.GeoIP`s. Lists with country codes are kept in `shared` by
 * their codes for as long as the original runs: who comes later with the same codes gets the networks
 * of the first one.
 */
export function buildIpMatcher(
  geoips: readonly JsonObject[],
  shared: Map<string, IpSet>,
): IpMatcher {
  const codeOf = (geoip: JsonObject): string => textOf(geoip, "countryCode");
  const isReverse = (geoip: JsonObject): boolean => geoip["reverseMatch"] === true;
  const lists = geoips
    .filter((geoip) => codeOf(geoip) === "")
    .map((geoip) => ({ set: readSet([geoip]), reverse: isReverse(geoip) }));
  for (const reverse of [false, true]) {
    const coded = new Map<string, JsonObject>();
    for (const geoip of geoips)
      if (codeOf(geoip) !== "" && isReverse(geoip) === reverse && !coded.has(codeOf(geoip)))
        coded.set(codeOf(geoip), geoip);
    if (coded.size === 0) continue;
    const key = [...coded.keys()].sort().join(",");
    const set = shared.get(key) ?? readSet([...coded.values()]);
    shared.set(key, set);
    lists.push({ set, reverse });
  }
  return (ips) =>
    ips.some((given) => {
      const ip = unmapped(given);
      return ip !== undefined && lists.some(({ set, reverse }) => contains(set, ip) !== reverse);
    });
}

function readSet(geoips: readonly JsonObject[]): IpSet {
  return geoips.flatMap((geoip) =>
    objectsOf(geoip, "cidr").flatMap((cidr) => {
      const ip = Buffer.from(textOf(cidr, "ip"), "base64");
      const prefix = numberOf(cidr, "prefix");
      const isValid = (ip.length === 4 || ip.length === 16) && prefix <= ip.length * 8;
      return isValid ? [{ ip, prefix }] : [];
    }),
  );
}

/** An IPv4 address in the form of IPv6 as IPv4; undefined for other lengths. */
function unmapped(ip: Uint8Array): Uint8Array | undefined {
  if (ip.length === 4) return ip;
  if (ip.length !== 16) return undefined;
  const isMapped = ip.subarray(0, 10).every((b) => b === 0) && ip[10] === 255 && ip[11] === 255;
  return isMapped ? ip.subarray(12) : ip;
}

function contains(set: IpSet, ip: Uint8Array): boolean {
  return set.some((network) => network.ip.length === ip.length && isInside(network, ip));
}

function isInside({ ip: network, prefix }: IpSet[number], ip: Uint8Array): boolean {
  const whole = prefix >> 3;
  for (let at = 0; at < whole; at += 1) if (network[at] !== ip[at]) return false;
  const mask = (0xff00 >> (prefix & 7)) & 0xff;
  return mask === 0 || ((network[whole] ?? 0) & mask) === ((ip[whole] ?? 0) & mask);
}
