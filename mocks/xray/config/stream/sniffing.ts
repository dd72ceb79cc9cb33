import type { JsonObject } from "../../../../contract/json.js";
import { flag } from "./go-scalars.js";
import { pointer, struct, type Read } from "./go-shape.js";
import { stringList } from "./go-special.js";
import { refuse, within, type Words } from "./words.js";

/** `sniffing` of an inbound. */
export const sniffingShape = struct("SniffingConfig", {
  enabled: flag,
  destOverride: pointer(stringList),
  domainsExcluded: pointer(stringList),
  metadataOnly: flag,
  routeOnly: flag,
});

const protocols: Readonly<Record<string, string>> = {
  http: "http",
  tls: "tls",
  https: "tls",
  ssl: "tls",
  quic: "quic",
  fakedns: "fakedns",
  "fakedns+others": "fakedns",
};

/** The fields of `xray.app.proxyman.SniffingConfig`. */
export function buildSniffing(sniffing: Read<typeof sniffingShape>, words: Words): JsonObject {
  const override = (sniffing.destOverride ?? []).map((name) => {
    const protocol = Object.hasOwn(protocols, name.toLowerCase())
      ? protocols[name.toLowerCase()]
      : undefined;
    if (protocol === undefined) {
      throw refuse(
        sniffing.where("destOverride"),
        within(words, "failed to build sniffing config"),
        `unknown protocol: ${name}`,
        "write http, tls, quic or fakedns",
        `has "${name}"`,
      );
    }
    return protocol;
  });
  return {
    enabled: sniffing.enabled,
    destinationOverride: override,
    domainsExcluded: (sniffing.domainsExcluded ?? []).map((domain) => domain.toLowerCase()),
    metadataOnly: sniffing.metadataOnly,
    routeOnly: sniffing.routeOnly,
  };
}
