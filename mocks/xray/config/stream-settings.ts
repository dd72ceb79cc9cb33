import type { JsonObject } from "../../../contract/json.js";
import type { OriginalRefusal } from "./config-error.js";
import type { ConfigValue } from "./config-value.js";
import { streamKeys } from "./known-keys.js";

const otherNetworks: readonly string[] = [
  "xhttp",
  "splithttp",
  "kcp",
  "mkcp",
  "grpc",
  "ws",
  "websocket",
  "httpupgrade",
  "hysteria",
];

const removed: Readonly<Record<string, readonly [string, string]>> = {
  h2: ["HTTP transport (without header padding, etc.)", "XHTTP stream-one H2 & H3"],
  h3: ["HTTP transport (without header padding, etc.)", "XHTTP stream-one H2 & H3"],
  http: ["HTTP transport (without header padding, etc.)", "XHTTP stream-one H2 & H3"],
  quic: ["QUIC transport (without web service, etc.)", "XHTTP stream-one H3"],
};

/**
 * Reads `streamSettings` as `xray.transport.internet.StreamConfig`: plain TCP only.
 * `failure` puts the original's words for the handler before the text of a refusal.
 */
export function readStreamSettings(
  value: ConfigValue,
  failure: (text: string) => OriginalRefusal,
): JsonObject {
  const stream = value.asObject(streamKeys);
  const network = stream.get("network");
  if (network !== undefined) checkNetwork(network, failure);
  const security = stream.get("security");
  if (security !== undefined) checkSecurity(security, failure);
  return { protocolName: "tcp" };
}

function checkNetwork(value: ConfigValue, failure: (text: string) => OriginalRefusal): void {
  const written = value.asString();
  const network = written.toLowerCase();
  if (network === "raw" || network === "tcp") return;
  const instead = 'write "raw", or leave it out';
  if (otherNetworks.includes(network)) {
    throw value.unsupported(`"${written}" is not supported by this version of nodeproof`, instead);
  }
  const gone = removed[network];
  throw value.refused(
    `"${written}" is no transport of Xray 26.3`,
    instead,
    failure(
      gone === undefined
        ? `infra/conf: Config: unknown transport protocol: ${written}`
        : removedFeature(...gone),
    ),
  );
}

function checkSecurity(value: ConfigValue, failure: (text: string) => OriginalRefusal): void {
  const written = value.asString();
  const security = written.toLowerCase();
  if (security === "" || security === "none") return;
  const instead = 'write "none", or leave it out';
  if (security === "tls" || security === "reality") {
    throw value.unsupported(`"${written}" is not supported by this version of nodeproof`, instead);
  }
  throw value.refused(
    `"${written}" is no security of Xray 26.3`,
    instead,
    failure(
      security === "xtls"
        ? removedFeature("Legacy XTLS", "xtls-rprx-vision with TLS or REALITY")
        : `infra/conf: Unknown security "${written}".`,
    ),
  );
}

/** What the original says of a feature that it no longer has. */
export function removedFeature(feature: string, successor?: string): string {
  const moved = successor === undefined ? "" : ` and migrated to ${successor}`;
  return `common/errors: The feature ${feature} has been removed${moved}. Please update your config(s) according to release note and documentation.`;
}
