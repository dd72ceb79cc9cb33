import type { JsonObject } from "../../../contract/json.js";
import { goPointer } from "./decoding/composites.js";
import { goStringList } from "./decoding/conf-types.js";
import type { Failure } from "./decoding/go-type.js";
import { goBool } from "./decoding/scalars.js";
import { at, goStruct, type Struct } from "./decoding/struct.js";

const shape = {
  enabled: goBool,
  destOverride: goPointer(goStringList),
  domainsExcluded: goPointer(goStringList),
  metadataOnly: goBool,
  routeOnly: goBool,
};

/** `sniffing` as it is written in JSON. */
export const goSniffing = goStruct("conf.SniffingConfig", shape);

const protocols: Readonly<Record<string, string>> = {
  http: "http",
  tls: "tls",
  https: "tls",
  ssl: "tls",
  quic: "quic",
  fakedns: "fakedns",
  "fakedns+others": "fakedns",
};

/** `sniffing` as `xray.app.proxyman.SniffingConfig`. */
export function readSniffing(sniffing: Struct<typeof shape>, failure: Failure): JsonObject {
  const { enabled, destOverride, domainsExcluded, metadataOnly, routeOnly } = sniffing;
  const destinationOverride = (destOverride ?? []).map((written) => {
    const name = written.toLowerCase();
    const protocol = Object.hasOwn(protocols, name) ? protocols[name] : undefined;
    if (protocol !== undefined) return protocol;
    throw at(sniffing, "destOverride").refused(
      `has "${written}"`,
      "write http, tls, quic or fakedns",
      failure(`infra/conf: unknown protocol: ${written}`),
    );
  });
  const excluded = (domainsExcluded ?? []).map((domain) => domain.toLowerCase());
  return { enabled, destinationOverride, domainsExcluded: excluded, metadataOnly, routeOnly };
}
