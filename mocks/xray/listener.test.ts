import { expect, test } from "vitest";
import type { JsonObject } from "../../contract/json.js";
import { receiver, proxies, sampleState } from "./sample.js";
import { step } from "./step.js";

const at = "xray.transport.internet.";
const message = (type: string, fields: object = {}) => ({ type: at + type, fields });
const over = (protocolName: string, type: string, fields: object = {}, more: object = {}) => ({
  protocolName,
  transportSettings: [{ protocolName, settings: message(type, fields) }],
  ...more,
});
const tls = (fields: object = {}) => ({
  securityType: `${at}tls.Config`,
  securitySettings: [message("tls.Config", fields)],
});
const salamander = (password: string) => ({
  udpmasks: [message("finalmask.salamander.Config", { password })],
});

const vless = proxies.vless;
const hysteria = { type: "xray.proxy.hysteria.ServerConfig", fields: {} };

/** What adding an inbound with those stream settings answers, and what it listens on. */
function add(
  streamSettings: object,
  more: object = {},
  proxy: typeof vless | typeof hysteria = vless,
) {
  const state = sampleState();
  const settings = receiver(7, { streamSettings: streamSettings as JsonObject, ...more });
  const { outcome, effects = [] } = step(
    state,
    { kind: "AddInbound", inbound: { tag: "n", receiver: settings, proxy } },
    0,
  );
  return {
    text: outcome.status === "refused" ? outcome.text : outcome.status,
    networks: effects.flatMap((e) => (e.kind === "listen" ? [e.network] : [])),
    refusals: effects.flatMap((e) => (e.kind === "listen" ? [e.refusal] : [])),
    shown: state.inbounds.tagged.get("n")?.receiver,
  };
}

const crash = "nodeproof: the original crashes here";
const tcp = "app/proxyman/inbound: failed to listen TCP on 7 > transport/internet: ";
const chain = `${tcp}failed to listen on address: 127.0.0.1:7 > `;
const parse = "app/proxyman/inbound: failed to parse stream config > ";

test.each<[string, object, string, readonly string[]]>([
  ["no settings", {}, "ok", ["tcp"]],
  ["websocket", over("websocket", "websocket.Config"), "ok", ["tcp"]],
  ["grpc", over("grpc", "grpc.encoding.Config"), "ok", ["tcp"]],
  ["mkcp", over("mkcp", "kcp.Config"), "ok", ["udp"]],
  [
    "HTTP/3",
    over("splithttp", "splithttp.Config", {}, tls({ nextProtocol: ["h3"] })),
    "ok",
    ["udp"],
  ],
  ["TLS without certificates", tls(), "ok", ["tcp"]],
  [
    "another security",
    { securityType: "xray.proxy.freedom.Config", securitySettings: [message("tls.Config")] },
    "ok",
    ["tcp"],
  ],
  [
    "an unknown security",
    { securityType: "no.such", securitySettings: [message("tls.Config")] },
    `${parse}proto: not found`,
    [],
  ],
  ["settings of another transport", over("tcp", "kcp.Config"), crash, []],
  [
    "no settings for a transport",
    { protocolName: "tcp", transportSettings: [{ protocolName: "tcp" }] },
    crash,
    [],
  ],
  [
    "an unknown transport with settings",
    over("foo", "tcp.Config"),
    `${tcp}foo listener not registered.`,
    [],
  ],
  ["the transport udp", { protocolName: "udp" }, `${tcp}udp listener not registered.`, []],
  ["an address of neither kind", { address: {} }, crash, []],
  [
    "an unknown transport before that",
    { protocolName: "foo", address: {} },
    `${parse}transport/internet: unknown transport protocol: foo`,
    [],
  ],
  ["a datagram mask on a stream", { tcpmasks: [message("finalmask.noise.Config")] }, crash, []],
  [
    "a REALITY id that is short",
    {
      securityType: `${at}reality.Config`,
      securitySettings: [message("reality.Config", { shortIds: ["AA=="] })],
    },
    crash,
    [],
  ],
  [
    "hysteria without TLS",
    over("hysteria", "hysteria.Config"),
    `${chain}transport/internet/hysteria: tls config is nil`,
    [],
  ],
  [
    "hysteria without users",
    over("hysteria", "hysteria.Config", {}, tls()),
    `${chain}transport/internet/hysteria: validator is nil`,
    [],
  ],
  [
    "hysteria with an own secret",
    over("hysteria", "hysteria.Config", { auth: "x" }, tls()),
    "ok",
    ["udp"],
  ],
  [
    "an unknown disguise",
    over("hysteria", "hysteria.Config", { auth: "x", masqType: "z" }, tls()),
    `${chain}transport/internet/hysteria: unknown masq type`,
    [],
  ],
  [
    "a short mask",
    { ...over("mkcp", "kcp.Config"), ...salamander("abc") },
    `${chain}transport/internet/udp: mask err > transport/internet/finalmask/salamander: salamander err > PSK must be at least 4 bytes`,
    [],
  ],
  ["a mask of enough", { ...over("mkcp", "kcp.Config"), ...salamander("abcd") }, "ok", ["udp"]],
  [
    "keep-alive of both signs",
    { socketSettings: { tcpKeepAliveIdle: -1, tcpKeepAliveInterval: 5 } },
    `${chain}transport/internet/tcp: failed to listen TCP on 127.0.0.1:7 > transport/internet: invalid TcpKeepAliveIdle or TcpKeepAliveInterval value: -1 5`,
    [],
  ],
  [
    "a header that is none",
    over("tcp", "tcp.Config", { headerSettings: message("headers.noop.Config") }),
    `${chain}transport/internet/tcp: invalid header settings. > transport/internet: not a ConnectionAuthenticator`,
    ["tcp"],
  ],
  [
    "an unknown header",
    over("tcp", "tcp.Config", { headerSettings: { type: "no.such", base64: "" } }),
    `${chain}transport/internet/tcp: invalid header settings > proto: not found`,
    ["tcp"],
  ],
])("%s", (_what, stream, text, networks) => {
  expect(add(stream)).toMatchObject({ text, networks });
});

test("the transport of hysteria takes the users of a hysteria inbound", () => {
  const stream = over("hysteria", "hysteria.Config", {}, tls());
  expect(add(stream, {}, hysteria)).toMatchObject({ text: "ok", networks: ["udp"] });
});

const onPath = (domain: string) => ({ portList: null, listen: { domain } });
const unix = (path: string) =>
  `app/proxyman/inbound: failed to listen Unix Domain Socket on ${path} > transport/internet: failed to listen on unix address: ${path} > `;

test("an inbound without ports listens on the unix socket that it names", () => {
  const { text, networks, refusals } = add({}, onPath("/run/x,0660"));
  expect({ text, networks }).toEqual({ text: "ok", networks: ["unix"] });
  expect(refusals).toEqual([
    `${unix("/run/x,0660")}transport/internet/tcp: failed to listen Unix Domain Socket on /run/x,0660 > listen unix /run/x: bind: `,
  ]);
});

test.each([
  ["", crash],
  [
    "/run/x,9",
    `${unix("/run/x,9")}transport/internet/tcp: failed to listen Unix Domain Socket on /run/x,9 > transport/internet: failed to parse permission: 9 > strconv.ParseUint: parsing "9": invalid syntax`,
  ],
])("a unix socket %j is refused", (path, text) => {
  expect(add({}, onPath(path)).text).toBe(text);
});

test("a transport that takes the PROXY protocol says so in the socket settings, if there are any", () => {
  const accepting = over("tcp", "tcp.Config", { acceptProxyProtocol: true });
  expect(JSON.stringify(add(accepting).shown)).not.toContain("socketSettings");
  const { shown } = add({ ...accepting, socketSettings: {} });
  expect(JSON.stringify(shown)).toContain('"socketSettings":{"acceptProxyProtocol":true}');
});
