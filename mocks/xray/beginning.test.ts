import { expect, test } from "vitest";
import { FakeError } from "../core/fake-error.js";
import { putFacts } from "./beginning.js";
import { parseListen } from "./options.js";
import { proxies, receiver, sampleBoot, sampleState } from "./sample.js";
import { viewState } from "./view.js";

const none = { users: [], counters: {}, online: {} };
const thrown = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return error instanceof FakeError ? { code: error.code, message: error.message } : error;
  }
  return undefined;
};

const k16 = "AAAAAAAAAAAAAAAAAAAAAA==";
const others = {
  vmess: { type: "xray.proxy.vmess.inbound.Config", fields: {} },
  shadowsocks: { type: "xray.proxy.shadowsocks.ServerConfig", fields: {} },
  "shadowsocks-2022": {
    type: "xray.proxy.shadowsocks_2022.MultiUserServerConfig",
    fields: { method: "2022-blake3-aes-128-gcm", key: k16 },
  },
  hysteria: { type: "xray.proxy.hysteria.ServerConfig", fields: {} },
} as const;

test.each([
  ["vmess", { id: "x" }, { securitySettings: { type: "AES128_GCM" } }, /needs `id`/],
  [
    "shadowsocks",
    { password: "p", method: "aes-256-gcm" },
    { password: "p", cipherType: "AES_256_GCM" },
    /needs `password` and `method`/,
  ],
  ["shadowsocks-2022", { password: k16 }, { key: k16 }, /needs `password`, its key/],
  ["hysteria", { password: "p" }, { auth: "p" }, /needs `password`/],
] as const)("a user of facts is on a %s inbound", (name, secret, fields, message) => {
  const boot = sampleBoot();
  const inbound = { tag: "in", receiver: receiver(1), proxy: others[name] };
  const state = sampleState({ ...boot, inbounds: [inbound] });
  putFacts(state, { ...none, users: [{ inbound: "in", email: "a", ...secret }] }, 0);
  expect(viewState(state).users["in"]).toMatchObject([{ email: "a", account: { fields } }]);
  const bare = { ...none, users: [{ inbound: "in", email: "b" }] };
  expect(thrown(() => putFacts(state, bare, 0))).toMatchObject({
    message: expect.stringMatching(message) as unknown,
  });
});

test("users of facts are on their inbounds from the start", () => {
  const state = sampleState();
  const users = [
    { inbound: "vless-in", email: "a", id: "x", flow: "xtls-rprx-vision", level: 1 },
    { inbound: "trojan-in", email: "b", password: "p" },
  ];
  putFacts(state, { ...none, users }, 0);
  expect(viewState(state).users).toMatchObject({
    "vless-in": [{ email: "a", level: 1 }],
    "trojan-in": [{ email: "b" }],
  });
});

test.each([
  [
    { inbound: "nope", email: "a", id: "x" },
    /there is no such inbound; there are: vless-in, trojan-in/,
  ],
  [{ inbound: "socks-in", email: "a", id: "x" }, /a socks inbound has no users/],
  [{ inbound: "vless-in", email: "a", password: "p" }, /a vless user needs `id`/],
  [{ inbound: "trojan-in", email: "a", id: "x" }, /a trojan user needs `password`/],
  [{ inbound: "vless-in", email: "a", id: "z".repeat(31) }, /invalid UUID/],
])("the fact %j is refused", (user, message) => {
  const error = thrown(() => putFacts(sampleState(), { ...none, users: [user] }, 0));
  expect(error).toMatchObject({
    code: "bad-facts",
    message: expect.stringMatching(message) as unknown,
  });
});

test("counters need statistics", () => {
  const state = sampleState({ ...sampleBoot(), stats: false });
  expect(thrown(() => putFacts(state, { ...none, counters: { a: 1n } }, 0))).toMatchObject({
    code: "bad-facts",
  });
});

test("a configuration that the original refuses is refused in its words", () => {
  const boot = sampleBoot();
  const twice = {
    ...boot,
    inbounds: [...boot.inbounds, { tag: "vless-in", receiver: receiver(1), proxy: proxies.socks }],
  };
  expect(thrown(() => sampleState(twice))).toMatchObject({
    code: "bad-boot",
    message: expect.stringContaining(
      "app/proxyman/inbound: existing tag found: vless-in",
    ) as unknown,
  });
});

test("settings with a field that there is not are refused by name", () => {
  const proxy = { type: proxies.vless.type, fields: { nope: 1 } };
  const boot = { ...sampleBoot(), inbounds: [{ tag: "x", receiver: receiver(1), proxy }] };
  expect(thrown(() => sampleState(boot))).toMatchObject({
    code: "bad-boot",
    message: expect.stringContaining("nope") as unknown,
  });
});

test.each([
  ["127.0.0.1:0", { host: "127.0.0.1", port: 0 }],
  ["[::1]:8080", { host: "::1", port: 8080 }],
  [":8080", { host: "0.0.0.0", port: 8080 }],
  ["localhost:1", { host: "localhost", port: 1 }],
])("%s is an address", (listen, parsed) => {
  expect(parseListen(listen)).toEqual(parsed);
});

test.each(["127.0.0.1", "8080", "127.0.0.1:65536", "::1:80", "a:b", ""])("%j is none", (listen) => {
  expect(thrown(() => parseListen(listen))).toMatchObject({ code: "bad-address" });
});
