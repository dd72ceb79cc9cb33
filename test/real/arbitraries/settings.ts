import fc from "fast-check";
import { list, object, one, raw, type JsonText } from "./json-text.js";

const uuid = "66ad4540-b58c-4ad2-9926-ea63445a9b57";
const text = one("", "a", "B", "äß\u0000", "\ud800");
const email = one("", "a@b", "A@B", "c");
const level = one(0, 1, 255, 256, 4294967295);
const byte = one(0, 1, 7, 255);
const flag = one(true, false);
const port = one(443, 443, 443, 65535, 0, 65536);
const address = one(
  ...["127.0.0.1", "example.com", "::1", "[::1]", " 1.2.3.4 ", "::ffff:1.2.3.4", "", "1.2.3.4.5"],
);
const id = one(
  ...[uuid, uuid, uuid, uuid, "short", uuid.replaceAll("-", "")],
  ...["", `${uuid}x`, `Z${uuid.slice(1)}`, "x".repeat(31)],
);
const flow = one(
  "",
  "",
  "",
  "xtls-rprx-vision",
  "xtls-rprx-vision",
  "xtls-rprx-vision-udp443",
  "x",
);
const seed = raw("[]", "[1, 2]", "[900, 500, 900, 256]", "[1, 2, 3, 4, 5]");
const networks = raw(
  ...['"tcp"', '"tcp,udp"', '["udp", "TCP"]', '"tcp, udp"', '"quic"', '"unix"', '""'],
  '["tcp", 5]',
);
const ranges = ["1", '"1-2"', '"5-3"', "7", '"-2--1"', '""', "0", '"a"', '"1-"', "-4"];
const range = raw(...ranges, ...ranges.slice(0, 4), '"8589934593-2"', "2147483648");
const password = one("secret", "secret", "secret", "");

const keys = ["A".repeat(43), "B".repeat(86), "C".repeat(1579)];
const encryption: JsonText = fc
  .tuple(
    fc.constantFrom("native", "xorpub", "random", "native", "zz"),
    fc.constantFrom("600s", "0rtt", "1rtt", "0rtt", "1rtt", "0s", "100-500s", "-5-6", "s", "x"),
    fc.array(fc.constantFrom(...keys, ...keys, "abc", "100-111-1111", "x".repeat(21), "", "ä"), {
      maxLength: 4,
    }),
  )
  .map(([mode, time, parts]) =>
    JSON.stringify(["mlkem768x25519plus", mode, time, ...parts].join(".")),
  );
const noneOrEncryption = fc.oneof(
  { weight: 4, arbitrary: one("none") },
  { weight: 2, arbitrary: encryption },
  { weight: 1, arbitrary: one("", "aes", "mlkem768x25519plus", "none.") },
);

const fallbacks = list(
  object({
    name: text,
    alpn: one("h2", ""),
    path: one("", "/", "/x", "/y", "x"),
    type: one("", "", "", "tcp", "unix", "zz"),
    dest: raw(
      ...["80", '"80"', '"/run/x"', '"@x"', '"@@haproxy"', '"serve-ws-none"', '"a:1"', '"+80"'],
      ...["70000", "80.0", '"a"', '"[::1]:5"', '"::1:5"', "null"],
    ),
    xver: raw("0", "1", "2", "2", "3", "18446744073709551615"),
  }),
);

const vlessUser = {
  id,
  flow,
  level,
  email,
  encryption: one("", "", ""),
  reverse: raw("null", '{"tag": "r"}', '{"tag": ""}', '{"tag": "r", "sniffing": {}}'),
  testpre: one(0, 3),
  testseed: seed,
  seconds: one(1),
  padding: one("p"),
  xorMode: one(2),
  account: raw("null", "{}", '{"type": "x", "value": "YQ=="}', '{"value": "YQ"}'),
};
const vmessUser = {
  id,
  email,
  level,
  security: one("auto", "AES-128-GCM", "chacha20-poly1305", "none", "zero", "x", ""),
  experiments: one("", "AuthenticatedLength|NoTerminationSignal"),
};
const methods = [
  ...["aes-128-gcm", "AES-256-GCM", "aead_aes_256_gcm", "chacha20-ietf-poly1305"],
  ...["xchacha20-poly1305", "none", "plain", "2022-blake3-aes-128-gcm", "2022-blake3-aes-256-gcm"],
  ...["2022-blake3-chacha20-poly1305", "2022-BLAKE3-aes-128-gcm", "x", ""],
];
const method = one(...methods);
const account = object({ user: one("u", "v", ""), pass: text });
const wireguardKey = one(
  ..."kO0BbOTuK5ow8ACvtmxXX1VbJLdxiI3PYXXg4kKhx2Q=|kO0BbOTuK5ow8ACvtmxXX1VbJLdxiI3PYXXg4kKhx2Q".split(
    "|",
  ),
  ...["ab".repeat(32), "AB".repeat(32), "zz".repeat(32), "a+b/", "a-b_", "a+b_", "", "a", "=", "é"],
);
const wireguard = object({
  secretKey: wireguardKey,
  address: raw('["10.0.0.1", "x"]', "[]", '"10.0.0.1"', "[null]"),
  peers: list(
    object({
      publicKey: wireguardKey,
      preSharedKey: wireguardKey,
      endpoint: one("a:1", ""),
      keepAlive: one(0, 5),
      allowedIPs: raw('["0.0.0.0/0"]', "[]", "null"),
    }),
    0,
    1,
  ),
  mtu: one(0, 1400, -1),
  workers: one(0, 2),
  reserved: raw("[1, 2, 3]", '"AQID"', '""', "[]", "[1]", '"AQ"', "[256, 1, 2]", '"A\\nQID"'),
  domainStrategy: one("", "ForceIP", "forceipv4v6", "ForceIPv6v4", "UseIP"),
  noKernelTun: flag,
  isClient: raw("null", "false", "true"),
});

/** Settings of every inbound protocol, good ones and others, as JSON texts. */
export const inboundSettings: Readonly<Record<string, JsonText>> = {
  vless: object({
    clients: list(object(vlessUser)),
    decryption: noneOrEncryption,
    fallbacks: fc.oneof(raw("null"), fallbacks),
    flow: one("", "xtls-rprx-vision", "", "xtls-rprx-vision-udp443"),
    testseed: seed,
  }),
  vmess: object({ clients: list(object(vmessUser)), default: object({ level: byte }) }),
  trojan: object({
    clients: list(object({ password: text, level: byte, email, flow: one("", "", "", "", "x") })),
    fallbacks,
  }),
  shadowsocks: object({
    method,
    password,
    level: byte,
    email,
    clients: fc.oneof(
      raw("null"),
      list(
        object({
          method: one("", "", "", ...methods),
          password,
          level: byte,
          email,
          address: fc.oneof(raw("null"), address),
          port,
        }),
      ),
    ),
    network: networks,
  }),
  socks: object({
    auth: one("noauth", "password", "x"),
    accounts: list(account),
    udp: flag,
    ip: address,
    userLevel: level,
  }),
  http: object({ accounts: list(account), allowTransparent: flag, userLevel: level }),
  tunnel: object({
    address,
    port,
    portMap: raw('{"80": "a:1"}', '{"": ":5", "x": "[::1]:"}', '{"80": "a"}', '{"80": null}', "{}"),
    network: networks,
    followRedirect: flag,
    userLevel: level,
  }),
  hysteria: object({
    version: one(2, 1),
    clients: list(object({ auth: text, level, email })),
  }),
  wireguard,
  tun: object({ name: text, MTU: one(0, 1400), userLevel: level }),
};

const server = { address, port };

/** A server with the keys of its one user, written flat or in a list. */
function flatOrListed(key: string, user: Readonly<Record<string, JsonText>>): JsonText {
  const users = list(object(user), 1, 1);
  const many = list(object(user));
  return fc.oneof(
    { weight: 3, arbitrary: object({ ...server, ...user }) },
    { weight: 3, arbitrary: object({ [key]: list(object({ ...server, users }), 1, 1) }) },
    { weight: 1, arbitrary: object({ [key]: list(object({ ...server, users: many })) }) },
  );
}

function flatOrServers(one: Readonly<Record<string, JsonText>>): JsonText {
  return fc.oneof(
    { weight: 3, arbitrary: object({ ...server, ...one }) },
    { weight: 3, arbitrary: object({ servers: list(object({ ...server, ...one }), 1, 1) }) },
    { weight: 1, arbitrary: object({ servers: list(object({ ...server, ...one })) }) },
  );
}

const login = { user: one("u", ""), pass: text, level, email };
const noise = object({
  type: one("rand", "str", "hex", "base64", "hex", "x"),
  packet: one("10-20", "5", "ab", " ab ", "a", "0-1", "YWI", "YW+/", "zz", "", "é"),
  delay: range,
  applyTo: one("", "IP", "all", "ipv4", "ipv6", "x"),
});

/** Settings of every outbound protocol, good ones and others, as JSON texts. */
export const outboundSettings: Readonly<Record<string, JsonText>> = {
  freedom: object({
    targetStrategy: one("", "UseIP", "x"),
    domainStrategy: one("", "AsIs", "forceIPv4v6", "x"),
    redirect: one("", ":80", "127.0.0.1:80", "a", "[::1]:0080", "a:70000", "a:+1"),
    userLevel: level,
    fragment: fc.oneof(
      raw("null"),
      object({
        packets: one("tlshello", "", "1-3", "3-1", "0", "x", "-1"),
        length: range,
        interval: range,
        maxSplit: range,
      }),
    ),
    noise: raw("null", "{}"),
    noises: list(noise),
    proxyProtocol: one(0, 1, 2, 3),
  }),
  blackhole: object({
    response: raw(
      '{"type": "none"}',
      '{"type": "HTTP", "x": 1}',
      '{"Type": "none"}',
      '{"type": 5}',
    ),
  }),
  dns: object({
    network: one("tcp", "UDP", "x"),
    address,
    port,
    userLevel: level,
    nonIPQuery: one("", "reject", "drop", "skip", "x"),
    blockTypes: raw("[1, 28]", "[]", "[-1]"),
  }),
  loopback: object({ inboundTag: text }),
  vless: fc.oneof(
    object({
      ...server,
      ...vlessUser,
      seed: text,
      encryption: noneOrEncryption,
      reverse: object({
        tag: one("r", "r", ""),
        sniffing: object({
          enabled: flag,
          destOverride: raw('["http", "TLS"]', '"quic,fakedns"', '["x"]'),
          domainsExcluded: raw('["A.b"]', '"a,b"'),
          metadataOnly: flag,
          routeOnly: flag,
        }),
      }),
    }),
    flatOrListed("vnext", { ...vlessUser, reverse: raw("null"), encryption: noneOrEncryption }),
  ),
  vmess: flatOrListed("vnext", vmessUser),
  trojan: flatOrServers({ password, level: byte, email, flow: one("", "", "", "x") }),
  shadowsocks: flatOrServers({
    method,
    password,
    level: byte,
    email,
    uot: flag,
    uotVersion: raw("0", "2", "-1", "9223372036854775807"),
  }),
  socks: flatOrListed("servers", login),
  http: flatOrListed("servers", { ...login, headers: raw('{"A": "b"}', '{"A": "b", "c": null}') }),
  hysteria: object({ version: one(2, 2, 2, 1), address, port }),
  wireguard,
};
