import { expect, test } from "vitest";
import { refusal, type Place } from "./sample-refusal.js";

// Last lines of Xray 26.3.27, measured, after the words for the handler.
test.each<[Place, unknown, string]>([
  [
    "stream",
    { network: "h2" },
    "common/errors: The feature HTTP transport (without header padding, etc.) has been removed and migrated to XHTTP stream-one H2 & H3. Please update your config(s) according to release note and documentation.",
  ],
  [
    "stream",
    { network: "quic" },
    "common/errors: The feature QUIC transport (without web service, etc.) has been removed and migrated to XHTTP stream-one H3. Please update your config(s) according to release note and documentation.",
  ],
  ["stream", { network: "" }, "infra/conf: Config: unknown transport protocol: "],
  [
    "stream",
    { security: "XTLS" },
    "common/errors: The feature Legacy XTLS has been removed and migrated to xtls-rprx-vision with TLS or REALITY. Please update your config(s) according to release note and documentation.",
  ],
  ["stream", { security: "Tls1" }, 'infra/conf: Unknown security "Tls1".'],
  [
    "stream",
    { rawSettings: { header: null } },
    "infra/conf: Failed to build RAW config. > infra/conf: invalid TCP header config > infra/conf: type not found in JSON context",
  ],
  [
    "stream",
    { rawSettings: { header: { type: "wechat" } } },
    "infra/conf: Failed to build RAW config. > infra/conf: invalid TCP header config > infra/conf: unknown config id: wechat",
  ],
  [
    "stream",
    { rawSettings: { header: { type: "http", request: { headers: { a: null } } } } },
    "infra/conf: Failed to build RAW config. > infra/conf: invalid TCP header config > infra/conf: empty HTTP header value: a",
  ],
  [
    "stream",
    { rawSettings: { header: { type: "http", request: { path: 3 } } } },
    "infra/conf: Failed to build RAW config. > infra/conf: invalid TCP header config > infra/conf: unknown format of a string list: 3",
  ],
  [
    "stream",
    { rawSettings: { header: { type: "http", request: 3 } } },
    "infra/conf: Failed to build RAW config. > infra/conf: invalid TCP header config > json: cannot unmarshal number into Go struct field Authenticator.request of type conf.AuthenticatorRequest",
  ],
  [
    "stream",
    { httpupgradeSettings: { headers: { HOST: "x" } } },
    'infra/conf: Failed to build HTTPUpgrade config. > infra/conf: "headers" can\'t contain "host"',
  ],
  [
    "stream",
    { kcpSettings: { tti: 9 } },
    "infra/conf: Failed to build mKCP config. > infra/conf: invalid mKCP TTI: 9",
  ],
  [
    "stream",
    { kcpSettings: { seed: "x" } },
    "infra/conf: Failed to build mKCP config. > common/errors: The feature mkcp header & seed has been removed and migrated to finalmask/udp header-* & mkcp-original & mkcp-aes128gcm. Please update your config(s) according to release note and documentation.",
  ],
  [
    "stream",
    { hysteriaSettings: {} },
    "infra/conf: Failed to build Hysteria config. > infra/conf: version != 2",
  ],
  [
    "stream",
    { hysteriaSettings: { version: 2, udpIdleTimeout: 1 } },
    "infra/conf: Failed to build Hysteria config. > infra/conf: UdpIdleTimeout must be between 2 and 600",
  ],
  [
    "stream",
    { xhttpSettings: { mode: "x" } },
    "infra/conf: Failed to build XHTTP config. > infra/conf: unsupported mode: x",
  ],
  [
    "stream",
    { xhttpSettings: { xPaddingBytes: -1 } },
    "infra/conf: Failed to build XHTTP config. > infra/conf: xPaddingBytes cannot be disabled",
  ],
  [
    "stream",
    { xhttpSettings: { xmux: { maxConnections: 1, maxConcurrency: 1 } } },
    "infra/conf: Failed to build XHTTP config. > infra/conf: maxConnections cannot be specified together with maxConcurrency",
  ],
  [
    "stream",
    { xhttpSettings: { mode: "stream-one", downloadSettings: {} } },
    'infra/conf: Failed to build XHTTP config. > infra/conf: Can not use "downloadSettings" in "stream-one" mode.',
  ],
  [
    "stream",
    { xhttpSettings: { downloadSettings: { network: "h2" } } },
    'infra/conf: Failed to build XHTTP config. > infra/conf: Failed to build "downloadSettings". > common/errors: The feature HTTP transport (without header padding, etc.) has been removed and migrated to XHTTP stream-one H2 & H3. Please update your config(s) according to release note and documentation.',
  ],
  [
    "stream",
    { xhttpSettings: { extra: { noGRPCHeader: 1 } } },
    'infra/conf: Failed to build XHTTP config. > infra/conf: Failed to unmarshal "extra". > json: cannot unmarshal number into Go struct field SplitHTTPConfig.noGRPCHeader of type bool',
  ],
  [
    "stream",
    { xhttpSettings: { uplinkDataPlacement: "cookie" } },
    "infra/conf: Failed to build XHTTP config. > infra/conf: UplinkDataPlacement can be cookie only in packet-up mode",
  ],
  [
    "stream",
    { xhttpSettings: { uplinkHTTPMethod: "get" } },
    "infra/conf: Failed to build XHTTP config. > infra/conf: uplinkHTTPMethod can be GET only in packet-up mode",
  ],
  [
    "stream",
    { xhttpSettings: { seqPlacement: "x" } },
    "infra/conf: Failed to build XHTTP config. > infra/conf: unsupported seq placement: x",
  ],
])("%s %j is refused in the original's words", (place, written, text) => {
  const bound = place === "out" ? "outbound" : "inbound";
  const original = `main: failed to load config files: [core.json] > infra/conf: failed to build ${bound} config with tag  > ${text}`;
  expect(refusal(place, written)).toMatchObject({ code: "refused", exit: 23, original });
});
