import type { ConfigValue } from "./config-value.js";
import type { Failure } from "./decoding/go-type.js";

/** Names of `xray.transport.internet.DomainStrategy` by what a configuration says, in lower case. */
export const domainStrategies: ReadonlyMap<string, string> = new Map([
  ["", "AS_IS"],
  ["asis", "AS_IS"],
  ["useip", "USE_IP"],
  ["useipv4", "USE_IP4"],
  ["useipv6", "USE_IP6"],
  ["useipv4v6", "USE_IP46"],
  ["useipv6v4", "USE_IP64"],
  ["forceip", "FORCE_IP"],
  ["forceipv4", "FORCE_IP4"],
  ["forceipv6", "FORCE_IP6"],
  ["forceipv4v6", "FORCE_IP46"],
  ["forceipv6v4", "FORCE_IP64"],
]);

/** The name of a `xray.transport.internet.DomainStrategy` that a configuration gives, in any case; `value` is where it is written. */
export function domainStrategy(
  written: string,
  value: ConfigValue,
  original: string,
  failure: Failure,
): string {
  const found = domainStrategies.get(written.toLowerCase());
  if (found !== undefined) return found;
  throw value.refused(
    `is "${written}"`,
    "write AsIs, UseIP, UseIPv4, UseIPv6, UseIPv4v6, UseIPv6v4, or the same with Force for Use",
    failure(`${original}: ${written}`),
  );
}
