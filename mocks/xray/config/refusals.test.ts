import { expect, test } from "vitest";
import { ConfigError } from "./config-error.js";
import { readXrayConfig, readXrayConfigObject } from "./read-config.js";

function refusal(config: unknown): ConfigError {
  try {
    if (typeof config === "string") readXrayConfig(config, "core.json");
    else readXrayConfig(JSON.stringify(config), "core.json");
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error("the configuration was accepted");
}

const inbound = (over: object) => ({ inbounds: [{ tag: "in", port: 1080, ...over }] });
const vless = (settings: object) =>
  inbound({ protocol: "vless", settings: { decryption: "none", ...settings } });
const outbound = (over: object) => ({ outbounds: [{ tag: "o", protocol: "freedom", ...over }] });

const load = "main: failed to load config files: [core.json] > ";
const inTag = `${load}infra/conf: failed to build inbound config with tag in > `;
const outTag = `${load}infra/conf: failed to build outbound config with tag o > `;
const build = "infra/conf: failed to build inbound handler for protocol vless > ";
const decode = `${load}infra/conf/serial: failed to decode config: &{Name:core.json Format:json} > infra/conf/serial: failed to read config file > `;

// Last lines of Xray 26.3.27, measured.
test.each<[object, string]>([
  [
    { api: { tag: "", listen: "127.0.0.1:0" } },
    `${load}infra/conf: failed to build API configuration > infra/conf: API tag can't be empty.`,
  ],
  [
    { api: { tag: "api", listen: "127.0.0.1" } },
    "listen tcp: address 127.0.0.1: missing port in address",
  ],
  [
    inbound({ protocol: "zzz" }),
    `${inTag}infra/conf: failed to load inbound detour config for protocol zzz > infra/conf: unknown config id: zzz`,
  ],
  [
    inbound({ protocol: "socks", listen: "::1", port: null }),
    `${inTag}infra/conf: Listen on specific ip without port in InboundDetour.`,
  ],
  [
    inbound({ protocol: "socks", listen: "example.com" }),
    `${inTag}infra/conf: unable to listen on domain address: example.com`,
  ],
  [
    inbound({ protocol: "socks", port: "1-abc" }),
    `${decode}infra/conf: invalid port range: 1-abc > common/net: invalid port range: abc`,
  ],
  [
    inbound({ protocol: "vless" }),
    `${inTag}${build}infra/conf: VLESS settings: please add/set "decryption":"none" to every settings`,
  ],
  [
    vless({ clients: [{ id: "x", flow: "bogus" }] }),
    `${inTag}${build}infra/conf: VLESS clients: "flow" doesn't support "bogus" in this version`,
  ],
  [
    vless({ clients: [{ id: "Z783a3e7-e373-51cd-8642-c83782b807c5" }] }),
    `${inTag}${build}encoding/hex: invalid byte: U+005A 'Z'`,
  ],
  [vless({ clients: [{}] }), `${inTag}${build}common/uuid: invalid UUID: `],
  [
    outbound({ settings: { redirect: "127.0.0.1:x" } }),
    `${outTag}infra/conf: failed to build outbound handler for protocol freedom > infra/conf: invalid redirect port: 127.0.0.1:x: common/net: invalid port range: x > common/net: invalid port range: x`,
  ],
  [
    outbound({ sendThrough: "example.com" }),
    `${outTag}infra/conf: unable to send through: example.com`,
  ],
])("%j is refused in the original's words", (config, original) => {
  expect(refusal(config)).toMatchObject({ code: "refused", original });
});

test("a service that is there twice ends the original with 1", () => {
  const services = ["ReflectionService", "reflectionservice"];
  expect(refusal({ api: { tag: "api", listen: "127.0.0.1:0", services } })).toMatchObject({
    code: "refused",
    exit: 1,
    original:
      '[core] grpc: Server.RegisterService found duplicate service registration for "grpc.reflection.v1alpha.ServerReflection"',
  });
});

test.each<[unknown, string]>([
  [
    '{"dns": {"useSystemHosts": true}}',
    "core.json:1:28: dns.useSystemHosts is not supported by this version of nodeproof: write the hosts into dns.hosts",
  ],
])("%j is unsupported", (config, message) => {
  expect(refusal(config)).toMatchObject({ code: "unsupported", message, original: undefined });
});

test.each([
  ['{"a": 1,}', "core.json:1:9"],
  ['{\n"api": nope}', "core.json:2:9"],
  ["", "core.json:1:1"],
  ["\uFEFF{}", "core.json:1:1"],
  ["{'a': 1}", "core.json:1:2"],
  ['{"a": {}', "core.json:1:9"],
])("%j is not JSON", (text, place) => {
  const error = refusal(text);
  expect(error.code).toBe("not-json");
  expect(error.message.startsWith(`${place}: not an Xray configuration: `)).toBe(true);
});

test("an inline configuration is placed by its scenario", () => {
  expect(() => readXrayConfigObject({ metrics: {} }, "s.yaml:4:13")).toThrow(
    's.yaml:4:13: metrics has neither tag nor listen: write "listen": "127.0.0.1:11111"',
  );
});
