import { expect, test } from "vitest";
import { refusal, type Place } from "./sample-refusal.js";

// Last lines of Xray 26.3.27, measured, after the words for the handler.
test.each<[Place, unknown, string]>([
  [
    "stream",
    { security: "tls", tlsSettings: { fingerprint: "X" } },
    'infra/conf: Failed to build TLS config. > infra/conf: unknown "fingerprint": x',
  ],
  [
    "stream",
    { security: "tls", tlsSettings: { allowInsecure: true } },
    'infra/conf: Failed to build TLS config. > common/errors: The feature "allowInsecure" has been removed and migrated to "pinnedPeerCertSha256". Please update your config(s) according to release note and documentation.',
  ],
  [
    "stream",
    { security: "tls", tlsSettings: { pinnedPeerCertSha256: "xy" } },
    "infra/conf: Failed to build TLS config. > encoding/hex: invalid byte: U+0078 'x'",
  ],
  [
    "stream",
    { security: "tls", tlsSettings: { pinnedPeerCertSha256: "abcd" } },
    "infra/conf: Failed to build TLS config. > infra/conf: incorrect pinnedPeerCertSha256 length: abcd",
  ],
  [
    "stream",
    { security: "tls", tlsSettings: { verifyPeerCertInNames: [] } },
    'infra/conf: Failed to build TLS config. > common/errors: The feature "verifyPeerCertInNames" has been removed and migrated to "verifyPeerCertByName". Please update your config(s) according to release note and documentation.',
  ],
  [
    "stream",
    { security: "tls", tlsSettings: { echServerKeys: "?" } },
    "infra/conf: Failed to build TLS config. > infra/conf: invalid ECH Config?",
  ],
  [
    "stream",
    { security: "tls", tlsSettings: { certificates: [{}] } },
    "infra/conf: Failed to build TLS config. > infra/conf: failed to parse certificate > infra/conf: both file and bytes are empty.",
  ],
  [
    "stream",
    { security: "tls", tlsSettings: { certificates: [{ certificateFile: "/nonexistent/c" }] } },
    "infra/conf: Failed to build TLS config. > infra/conf: failed to parse certificate > open /nonexistent/c: no such file or directory",
  ],
  [
    "stream",
    { security: "tls", tlsSettings: { certificates: [{ certificateFile: "/tmp" }] } },
    "infra/conf: Failed to build TLS config. > infra/conf: failed to parse certificate > read /tmp: is a directory",
  ],
  [
    "stream",
    { security: "tls", tlsSettings: { alpn: ["h2", "fromMitm"] } },
    'infra/conf: Failed to build TLS config. > infra/conf: only one element is allowed in "alpn" when using "fromMitm" in it',
  ],
  [
    "stream",
    { security: "tls", tlsSettings: { echSockopt: { domainStrategy: "x" } } },
    "infra/conf: Failed to build TLS config. > infra/conf: Failed to build ech sockopt. > infra/conf: unsupported domain strategy: x",
  ],
  ["stream", { security: "reality" }, 'infra/conf: REALITY: Empty "realitySettings".'],
  [
    "stream",
    { security: "reality", network: "ws" },
    "infra/conf: REALITY only supports RAW, XHTTP and gRPC for now.",
  ],
  [
    "stream",
    { security: "reality", realitySettings: { dest: "x" } },
    'infra/conf: Failed to build REALITY config. > infra/conf: please fill in a valid value for "target"',
  ],
  [
    "stream",
    { security: "reality", realitySettings: { dest: 1, serverNames: ["a"] } },
    'infra/conf: Failed to build REALITY config. > infra/conf: empty "privateKey"',
  ],
  [
    "stream",
    {
      security: "reality",
      realitySettings: {
        dest: 1,
        serverNames: ["a"],
        privateKey: "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc",
        minClientVer: "1.2.3.4",
        shortIds: [""],
      },
    },
    'infra/conf: Failed to build REALITY config. > infra/conf: invalid "minClientVer": 1.2.3.4',
  ],
  [
    "stream",
    {
      security: "reality",
      realitySettings: {
        dest: 1,
        serverNames: ["a"],
        privateKey: "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc",
        maxClientVer: "1.256",
        shortIds: [""],
      },
    },
    'infra/conf: Failed to build REALITY config. > infra/conf: "maxClientVer[1]" should be less than 256',
  ],
  [
    "stream",
    {
      security: "reality",
      realitySettings: {
        dest: 1,
        serverNames: ["a"],
        privateKey: "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc",
        shortIds: ["", "abc"],
      },
    },
    'infra/conf: Failed to build REALITY config. > infra/conf: invalid "shortIds[1]": abc',
  ],
  [
    "stream",
    { security: "reality", realitySettings: {} },
    'infra/conf: Failed to build REALITY config. > infra/conf: empty "password"',
  ],
  [
    "stream",
    { security: "reality", realitySettings: { password: "x" } },
    'infra/conf: Failed to build REALITY config. > infra/conf: invalid "password": x',
  ],
  [
    "stream",
    {
      security: "reality",
      realitySettings: {
        password: "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc",
        fingerprint: "unsafe",
      },
    },
    'infra/conf: Failed to build REALITY config. > infra/conf: invalid "fingerprint": unsafe',
  ],
  [
    "stream",
    { sockopt: { domainStrategy: "x" } },
    "infra/conf: Failed to build sockopt. > infra/conf: unsupported domain strategy: x",
  ],
  [
    "stream",
    { sockopt: { tcpFastOpen: "x" } },
    "infra/conf: Failed to build sockopt. > infra/conf: tcpFastOpen: only boolean and integer value is acceptable",
  ],
  [
    "stream",
    { sockopt: { addressPortStrategy: "x" } },
    "infra/conf: Failed to build sockopt. > infra/conf: unsupported address and port strategy: x",
  ],
  [
    "stream",
    { finalmask: { tcp: [{ type: "X" }] } },
    "infra/conf: failed to build mask with type X > infra/conf: unknown config id: x",
  ],
  [
    "stream",
    { finalmask: { tcp: [{ type: "fragment" }] } },
    "infra/conf: failed to build mask with type fragment > infra/conf: LengthMin can't be 0",
  ],
  [
    "stream",
    { finalmask: { tcp: [{ type: "fragment", settings: { packets: "x" } }] } },
    "infra/conf: failed to build mask with type fragment > infra/conf: Invalid PacketsFrom > infra/conf: invalid range string: x",
  ],
  [
    "stream",
    {
      finalmask: {
        udp: [{ type: "noise", settings: { noise: [{ type: "base64", packet: "A" }] } }],
      },
    },
    "infra/conf: failed to build mask with type noise > illegal base64 data at input byte 0",
  ],
  [
    "stream",
    { finalmask: { udp: [{ type: "noise", settings: { noise: [{ rand: 1, packet: [] }] } }] } },
    "infra/conf: failed to build mask with type noise > infra/conf: len(item.Packet) > 0 && item.Rand.To > 0",
  ],
  [
    "stream",
    { finalmask: { udp: [{ type: "header-custom", settings: { client: [{ type: "hex" }] } }] } },
    "infra/conf: failed to build mask with type header-custom > unexpected end of JSON input",
  ],
  [
    "stream",
    { finalmask: { udp: [{ type: "xdns" }] } },
    "infra/conf: failed to build mask with type xdns > infra/conf: empty domain",
  ],
  [
    "stream",
    { finalmask: { quicParams: { brutalUp: "x" } } },
    'strconv.ParseFloat: parsing "": invalid syntax',
  ],
  [
    "stream",
    { finalmask: { quicParams: { brutalUp: "5 lightyears" } } },
    "infra/conf: unsupported unit: lightyears",
  ],
  [
    "stream",
    { finalmask: { quicParams: { keepAlivePeriod: 1 } } },
    "infra/conf: KeepAlivePeriod must be between 2 and 60",
  ],
  [
    "out",
    { mux: { xudpProxyUDP443: "x" } },
    'infra/conf: failed to build Mux config > infra/conf: unknown "xudpProxyUDP443": x',
  ],
  [
    "out",
    { proxySettings: {} },
    "infra/conf: invalid outbound detour proxy settings > infra/conf: Proxy tag is not set.",
  ],
  [
    "out",
    { proxySettings: { tag: "a" }, streamSettings: { sockopt: { dialerProxy: "b" } } },
    "infra/conf: proxySettings.tag is conflicted with sockopt.dialerProxy",
  ],
  [
    "out",
    { streamSettings: { security: "x" } },
    'infra/conf: failed to build stream settings for outbound detour > infra/conf: Unknown security "x".',
  ],
])("%s %j is refused in the original's words", (place, written, text) => {
  const bound = place === "out" ? "outbound" : "inbound";
  const original = `main: failed to load config files: [core.json] > infra/conf: failed to build ${bound} config with tag  > ${text}`;
  expect(refusal(place, written)).toMatchObject({ code: "refused", exit: 23, original });
});

test.each<[Place, unknown]>([
  ["stream", { security: "tls", tlsSettings: { certificates: [null] } }],
  [
    "stream",
    {
      security: "reality",
      realitySettings: { password: "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc", spiderX: "/%zz" },
    },
  ],
  ["stream", { sockopt: { customSockopt: [null] } }],
  ["stream", { finalmask: { quicParams: { udpHop: { ports: null } } } }],
  ["in", { listen: "" }],
])("%s %j makes the original panic", (place, written) => {
  expect(refusal(place, written)).toMatchObject({ code: "refused", exit: 2, original: undefined });
});
