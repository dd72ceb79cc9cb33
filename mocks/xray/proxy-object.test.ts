import { expect, test } from "vitest";
import type { JsonObject } from "../../contract/json.js";
import { createRandom } from "../core/random.js";
import { createProxy } from "./proxy-object.js";

const make = (type: string, fields: object): string => {
  const settings = { kind: "readable", type, fields: fields as JsonObject } as const;
  const made = createProxy(settings, { random: createRandom(1), devices: new Set(["held"]) });
  switch (made.kind) {
    case "inbound":
      return `inbound ${[...made.networks].join("+")}`;
    case "refused":
      return made.text;
    case "crash":
    case "outbound":
    case "other":
    case "not modelled":
      return made.kind;
    default:
      return made satisfies never;
  }
};

const k16 = "AAAAAAAAAAAAAAAAAAAAAA==";
const aes128 = "2022-blake3-aes-128-gcm";
const chacha = "2022-blake3-chacha20-poly1305";
const ss = "proxy/shadowsocks_2022: ";
const x = { domain: "x" };
const account = (key: string) => ({ type: "xray.proxy.shadowsocks_2022.Account", fields: { key } });

test.each<[string, object, string]>([
  ["ServerConfig", { method: aes128, key: k16 }, "inbound TCP+UDP"],
  ["ServerConfig", { method: aes128, key: k16, network: ["UDP", 2] }, "inbound TCP+UDP"],
  ["ServerConfig", { method: "aes-128-gcm", key: k16 }, `${ss}unsupported method aes-128-gcm`],
  ["ServerConfig", { method: aes128 }, `${ss}create service > missing psk`],
  [
    "ServerConfig",
    { method: aes128, key: "!!" },
    `${ss}create service > decode psk: illegal base64 data at input byte 0`,
  ],
  ["ServerConfig", { method: chacha, key: k16 }, `${ss}create service > bad key`],
  ["MultiUserServerConfig", {}, `${ss}missing key`],
  [
    "MultiUserServerConfig",
    { key: "A" },
    `${ss}parse config > illegal base64 data at input byte 0`,
  ],
  ["MultiUserServerConfig", { method: chacha, key: k16 }, `${ss}create service > invalid argument`],
  ["MultiUserServerConfig", { method: aes128, key: "AAAA" }, `${ss}create service > bad key`],
  [
    "MultiUserServerConfig",
    { method: aes128, key: k16, users: [{ account: account("") }] },
    `${ss}create service > missing password`,
  ],
  [
    "MultiUserServerConfig",
    { method: aes128, key: k16, users: [{ account: account("AAAA") }, { account: account("=") }] },
    `${ss}create service > decode psk: illegal base64 data at input byte 0`,
  ],
  ["RelayServerConfig", { method: chacha, key: k16 }, `${ss}unsupported method ${chacha}`],
  ["RelayServerConfig", { method: aes128, key: k16, destinations: [{ key: k16 }] }, "crash"],
  [
    "RelayServerConfig",
    { method: aes128, key: k16, destinations: [{ address: x, key: "AAAA" }] },
    `${ss}create service > bad key`,
  ],
  ["ClientConfig", { method: aes128, key: `${k16}:${k16}` }, "outbound"],
  ["ClientConfig", { method: "x" }, `${ss}unknown method x`],
  ["ClientConfig", { method: aes128 }, `${ss}missing psk`],
  ["ClientConfig", { method: chacha, key: "AA==:AA==" }, `${ss}create method > invalid argument`],
  [
    "ClientConfig",
    { method: aes128, key: `${k16}:!` },
    `${ss}create method > decode key: illegal base64 data at input byte 0`,
  ],
  ["ClientConfig", { address: {} }, "crash"],
])("shadowsocks 2022 %s %j: %s", (type, fields, made) => {
  expect(make(`xray.proxy.shadowsocks_2022.${type}`, fields)).toBe(made);
});

const hex = "a0".repeat(32);
const peer = (fields: object) => ({ secretKey: hex, peers: [{ publicKey: hex, ...fields }] });

test.each<[object, string]>([
  [{ secretKey: hex, endpoint: ["10.0.0.1/32", "::1"] }, "inbound UDP"],
  [{ isClient: true }, "outbound"],
  [{ isClient: true, endpoint: ["x"] }, 'ParseAddr("x"): unable to parse IP'],
  [
    { endpoint: ["1.2.3.4/24"] },
    "interface address subnet should be /32 for IPv4 and /128 for IPv6",
  ],
  [
    { secretKey: hex, endpoint: ["10.0.0.1", "10.0.0.1/32"] },
    "AddProtocolAddress(10.0.0.1): duplicate address",
  ],
  [{}, "IPC error -22: failed to set private_key: hex string does not fit the slice"],
  [
    { secretKey: "zz" },
    "IPC error -22: failed to set private_key: encoding/hex: invalid byte: U+007A 'z'",
  ],
  [
    { secretKey: "abc" },
    "IPC error -22: failed to set private_key: encoding/hex: odd length hex string",
  ],
  [{ secretKey: `${hex}\nfoo=bar` }, "IPC error -22: invalid UAPI device key: foo"],
  [{ secretKey: `${hex}\nfoo` }, 'IPC error -71: failed to parse line "foo"'],
  [{ secretKey: `${hex}\n\nfoo` }, "inbound UDP"],
  [
    { secretKey: hex, peers: [{ preSharedKey: hex }] },
    "IPC error -22: invalid UAPI device key: preshared_key",
  ],
  [
    peer({ publicKey: "ab" }),
    "IPC error -22: failed to get peer by public key: hex string does not fit the slice",
  ],
  [
    peer({ endpoint: "1.2.3.4" }),
    "IPC error -22: failed to set endpoint 1.2.3.4: address 1.2.3.4: missing port in address",
  ],
  [
    peer({ keepAlive: 70000 }),
    'IPC error -22: failed to set persistent keepalive interval: strconv.ParseUint: parsing "70000": value out of range',
  ],
  [
    peer({ allowedIps: ["1.2.3.4"] }),
    `IPC error -22: failed to set allowed ip: netip.ParsePrefix("1.2.3.4"): no '/'`,
  ],
])("wireguard %j: %s", (fields, made) => {
  expect(make("xray.proxy.wireguard.DeviceConfig", fields)).toBe(made);
});

test.each<[object, string]>([
  [{ name: "t", MTU: 1500 }, "inbound "],
  [{ MTU: 1500 }, "Link not found"],
  [{ name: "held", MTU: 1500 }, "device or resource busy"],
  [{ name: "a".repeat(16), MTU: 1500 }, "invalid argument"],
  [{ name: "t" }, "invalid argument"],
])("tun %j: %s", (fields, made) => {
  expect(make("xray.proxy.tun.Config", fields)).toBe(made);
});

const vless = (fields: object) => ({ type: "xray.proxy.vless.Account", fields });
const foreign = { type: "xray.proxy.trojan.Account", fields: {} };
const kem = (fill: number): string => Buffer.alloc(1184, fill).toString("base64url");

test.each<[string, string, string]>([
  ["http.ClientConfig", "server", "proxy/http: no target server found"],
  ["socks.ClientConfig", "server", "proxy/socks: no target server found"],
  ["shadowsocks.ClientConfig", "server", "proxy/shadowsocks: no target server found"],
  ["trojan.ClientConfig", "server", "proxy/trojan: no target server found"],
  ["hysteria.ClientConfig", "server", "proxy/hysteria: no target server found"],
  ["vmess.outbound.Config", "Receiver", "proxy/vmess/outbound: no vnext found"],
  ["vless.outbound.Config", "vnext", "proxy/vless/outbound: no vnext found"],
])("%s needs a server, with an address and an account where it has a user", (type, name, none) => {
  const of = (server?: object) => make(`xray.proxy.${type}`, server ? { [name]: server } : {});
  const spec = none.replace(/: .*/, ": failed to get server spec > ");
  expect(of()).toBe(none);
  expect(of({ address: {} })).toBe("crash");
  expect(of({ user: {} })).toBe(`${spec}common/protocol: Account is missing`);
  expect(of({ address: x, user: { account: vless({ id: "x" }) } })).toBe("outbound");
  const isVless = type.startsWith("vless");
  expect(of({})).toBe(isVless ? "crash" : "outbound");
  expect(of({ user: { account: foreign } })).toBe(isVless ? "crash" : "outbound");
});

const encryption = "proxy/vless/outbound: failed to use encryption > ";

test.each([
  [{}, "outbound"],
  [{ encryption: Buffer.alloc(32, 1).toString("base64url") }, "outbound"],
  [{ encryption: kem(0) }, "outbound"],
  [{ encryption: "x" }, `${encryption}mlkem: invalid encapsulation key length`],
  [{ encryption: kem(255) }, `${encryption}mlkem: invalid polynomial encoding`],
  [
    { encryption: kem(0), padding: "1-2-3" },
    `${encryption}proxy/vless/encryption: first padding length must not be smaller than 35`,
  ],
])("a vless outbound with an account %j: %s", (fields, made) => {
  const vnext = { address: x, user: { account: vless({ id: "x", ...fields }) } };
  expect(make("xray.proxy.vless.outbound.Config", { vnext })).toBe(made);
});

test.each<[string, object, string]>([
  ["freedom.Config", {}, "outbound"],
  ["loopback.Config", {}, "outbound"],
  ["dns.Config", { server: {} }, "outbound"],
  ["dns.Config", { server: { address: {} } }, "crash"],
  ["blackhole.Config", { response: foreign }, "crash"],
  ["http.ServerConfig", {}, "inbound TCP+UNIX"],
  ["shadowsocks.ServerConfig", {}, "inbound TCP"],
  ["shadowsocks.ServerConfig", { network: ["UDP"] }, "inbound UDP"],
  ["vmess.Account", {}, "common: *vmess.Account is not registered"],
])("%s %j: %s", (type, fields, made) => {
  expect(make(`xray.proxy.${type}`, fields)).toBe(made);
});
