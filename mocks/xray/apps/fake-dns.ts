import type { JsonObject } from "../../../contract/json.js";
import { goAddress } from "../go/netip.js";
import { objectsOf, textOf } from "../json-fields.js";

/**
 * What the original says of an `xray.app.dns.fakedns.FakeDnsPoolMulti` when it starts, before anything
 * else; undefined where it goes on. Nothing is looked at when it is made.
 */
export function fakeDnsRefusal(config: JsonObject): string | undefined {
  for (const pool of objectsOf(config, "pools")) {
    const range = textOf(pool, "ipPool");
    const size = Number(textOf(pool, "lruSize"));
    if (range === "" || size === 0) return "app/dns/fakedns: invalid fakeDNS setting";
    const wrong = wrongPool(range, size);
    if (wrong !== undefined)
      return `app/dns/fakedns: Cannot start all fake dns pools > app/dns/fakedns: ${wrong}`;
  }
  return undefined;
}

function wrongPool(range: string, size: number): string | undefined {
  const bits = hostBits(range);
  if (bits === undefined)
    return `Unable to parse CIDR for Fake DNS IP assignment > invalid CIDR address: ${range}`;
  // Of a negative size there is no logarithm, and it starts.
  return Math.log2(size) >= bits ? "LRU size is bigger than subnet size" : undefined;
}

/** How many bits a network leaves to its hosts, as Go's `net.ParseCIDR` reads it. */
function hostBits(range: string): number | undefined {
  const [, ip = "", length = ""] = /^([^/]*)\/(\d+)$/.exec(range) ?? [];
  if (length === "") return undefined;
  const address = goAddress(ip);
  if (address.kind === "bad" || address.zone || Number(length) > address.bits) return undefined;
  return address.bits - Number(length);
}
