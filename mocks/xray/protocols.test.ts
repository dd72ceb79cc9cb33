import { expect, test } from "vitest";
import type { JsonObject } from "../../contract/json.js";
import type { ApiCommand } from "../../contract/xray/command.js";
import type { Message, User } from "../../contract/xray/message.js";
import { receiver, sampleState } from "./sample.js";
import { step } from "./step.js";

const message = (type: string, fields: object = {}): Message => ({
  type: `xray.proxy.${type}`,
  fields: fields as JsonObject,
});
const k16 = "AAAAAAAAAAAAAAAAAAAAAA==";
const aes128 = "2022-blake3-aes-128-gcm";
const crash = "13 nodeproof: the original crashes here";

const accounts = {
  vmess: (id = "x") => message("vmess.Account", { id }),
  vless: (id = "x") => message("vless.Account", { id }),
  trojan: (password = "x") => message("trojan.Account", { password }),
  shadowsocks: (password = "x", cipherType = "AES_128_GCM") =>
    message("shadowsocks.Account", { password, cipherType }),
  "shadowsocks-2022": (key = k16) => message("shadowsocks_2022.Account", { key }),
  hysteria: (auth = "x") => message("hysteria.account.Account", { auth }),
} as const;
const inbounds = {
  vmess: (user: object[] = []) => message("vmess.inbound.Config", { user }),
  vless: (clients: object[] = []) => message("vless.inbound.Config", { clients }),
  trojan: (users: object[] = []) => message("trojan.ServerConfig", { users }),
  shadowsocks: (users: object[] = []) => message("shadowsocks.ServerConfig", { users }),
  "shadowsocks-2022": (users: object[] = []) =>
    message("shadowsocks_2022.MultiUserServerConfig", { method: aes128, key: k16, users }),
  hysteria: (users: object[] = []) => message("hysteria.ServerConfig", { users }),
} as const;
type Protocol = keyof typeof accounts;
const protocols = Object.keys(accounts) as Protocol[];
const prefixes: Record<Protocol, string> = {
  vmess: "proxy/vmess/inbound: ",
  vless: "proxy/vless: ",
  trojan: "proxy/trojan: ",
  shadowsocks: "proxy/shadowsocks: ",
  "shadowsocks-2022": "proxy/shadowsocks_2022: ",
  hysteria: "proxy/hysteria/account: ",
};

/** An inbound "t" of that protocol, and its users by their emails. */
function start(protocol: Protocol) {
  const state = sampleState();
  const send = (command: ApiCommand): string => {
    const { outcome } = step(state, command, 0);
    if (outcome.status === "refused") return `${String(outcome.code)} ${outcome.text}`;
    if (outcome.status !== "ok") return outcome.status;
    const { reply } = outcome;
    if (reply.kind === "users") return reply.users.map((u) => u.email).join();
    return reply.kind === "count" ? String(reply.count) : "ok";
  };
  const add = (email: string, account: Message = accounts[protocol](email)): string =>
    send({ kind: "AddUser", tag: "t", user: { email, level: 0, account } });
  const remove = (email: string): string => send({ kind: "RemoveUser", tag: "t", email });
  const list = (email = ""): string => send({ kind: "GetInboundUsers", tag: "t", email });
  const count = (): string => send({ kind: "GetInboundUsersCount", tag: "t", email: "" });
  const settings = inbounds[protocol]();
  send({ kind: "AddInbound", inbound: { tag: "t", receiver: receiver(1), proxy: settings } });
  return { state, send, add, remove, list, count };
}

const taken = (protocol: Protocol, email: string): string =>
  `2 ${prefixes[protocol]}User ${email} already exists.`;

test.each<[Protocol, same: boolean, otherCase: boolean]>([
  ["vmess", false, false],
  ["vless", false, false],
  ["trojan", false, false],
  ["shadowsocks", true, true],
  ["shadowsocks-2022", false, true],
  ["hysteria", false, true],
])("%s: an email again is accepted %s, in another case %s", (protocol, same, otherCase) => {
  const { add } = start(protocol);
  expect(add("Alice")).toBe("ok");
  expect(add("Alice")).toBe(same ? "ok" : taken(protocol, "Alice"));
  expect(add("alice", accounts[protocol]("z"))).toBe(otherCase ? "ok" : taken(protocol, "alice"));
});

test.each<[Protocol, listed: boolean]>([
  ["vmess", true],
  ["vless", false],
  ["trojan", false],
  ["shadowsocks", true],
  ["shadowsocks-2022", true],
  ["hysteria", true],
])("%s: users without email are accepted again and again, listed %s", (protocol, listed) => {
  const { add, count } = start(protocol);
  expect(add("", accounts[protocol]("a"))).toBe("ok");
  expect(add("", accounts[protocol]("b"))).toBe("ok");
  expect(count()).toBe(listed ? "2" : "0");
});

test.each(protocols)(
  "%s: removing is refused in its words, and works in which case",
  (protocol) => {
    const { add, remove, list } = start(protocol);
    add("Bob");
    const named = protocol === "shadowsocks" ? "nobody" : "Nobody";
    expect(remove("Nobody")).toBe(`2 ${prefixes[protocol]}User ${named} not found.`);
    expect(remove("")).toBe(`2 ${prefixes[protocol]}Email must not be empty.`);
    const isExact = protocol === "hysteria";
    expect(list("bOB")).toBe(isExact ? "" : "Bob");
    expect(remove("bOB")).toBe(isExact ? `2 ${prefixes.hysteria}User bOB not found.` : "ok");
    expect(remove("Bob") === "ok").toBe(isExact);
    expect(list()).toBe("");
  },
);

test.each<Protocol>(["vmess", "shadowsocks", "shadowsocks-2022"])(
  "%s: the last user fills the hole that a removed one leaves",
  (protocol) => {
    const { add, remove, list } = start(protocol);
    for (const email of ["a", "b", "c", "d"]) add(email);
    remove("b");
    expect(list()).toBe("a,d,c");
    remove("c");
    expect(list()).toBe("a,d");
  },
);

test("of two shadowsocks users of one email the first is found and removed", () => {
  const { add, remove, list, count } = start("shadowsocks");
  for (const email of ["A", "x", "a"]) add(email);
  expect(list("a")).toBe("A");
  expect(remove("a")).toBe("ok");
  expect(list()).toBe("a,x");
  expect(count()).toBe("2");
});

test("a hysteria user takes the place of one with its secret, whose email stays in use", () => {
  const { add, remove, list, count } = start("hysteria");
  add("a", accounts.hysteria("1"));
  expect(add("b", accounts.hysteria("1"))).toBe("ok");
  expect([list(), list("a"), count()]).toEqual(["b", "", "1"]);
  expect(add("a", accounts.hysteria("2"))).toBe(taken("hysteria", "a"));
  expect(remove("a")).toBe("ok");
  expect([add("a", accounts.hysteria("2")), count()]).toEqual(["ok", "2"]);
});

test("a vmess inbound refuses an account of another protocol and keeps the user", () => {
  const { add, remove, list } = start("vmess");
  expect(add("A", accounts.trojan())).toBe("2 proxy/vmess: account type is incorrect");
  expect(add("a")).toBe(taken("vmess", "a"));
  expect(list()).toBe("A");
  expect(remove("a")).toBe(crash);
  expect(list("a")).toBe("A");
});

test.each(protocols.filter((p) => p !== "vmess"))(
  "an account of another protocol ends the original on %s",
  (protocol) => {
    const { add, list } = start(protocol);
    expect(add("a", accounts.vmess())).toBe(crash);
    expect(list()).toBe("");
  },
);

test("a shadowsocks user without cipher must be the first", () => {
  const { add, remove } = start("shadowsocks");
  const plain = accounts.shadowsocks("p", "NONE");
  expect(add("a", plain)).toBe("ok");
  const refusal = "2 proxy/shadowsocks: The cipher is not support Single-port Multi-user";
  expect(add("b", plain)).toBe(refusal);
  expect(add("c")).toBe("ok");
  remove("a");
  expect(add("b", plain)).toBe(refusal);
});

test.each<[Protocol, Message, object]>([
  ["vmess", message("vmess.Account", { id: "x" }), { securitySettings: { type: "AES128_GCM" } }],
  [
    "vmess",
    message("vmess.Account", { id: "x", securitySettings: { type: "ZERO" } }),
    { securitySettings: { type: "ZERO" } },
  ],
  [
    "vmess",
    message("vmess.Account", {
      id: "x",
      securitySettings: {},
      testsEnabled: "NoTerminationSignal,AuthenticatedLength",
    }),
    { securitySettings: {}, testsEnabled: "AuthenticatedLength|NoTerminationSignal" },
  ],
  [
    "shadowsocks",
    message("shadowsocks.Account", { password: "p", cipherType: 6, ivCheck: true }),
    { password: "p", cipherType: 6 },
  ],
  ["shadowsocks-2022", accounts["shadowsocks-2022"]("!!"), { key: "!!" }],
])("%s: an account %j is shown as %j", (protocol, account, fields) => {
  const { state, add } = start(protocol);
  expect(add("a", account)).toBe("ok");
  const { outcome } = step(state, { kind: "GetInboundUsers", tag: "t", email: "a" }, 0);
  const users =
    outcome.status === "ok" && outcome.reply.kind === "users" ? outcome.reply.users : [];
  const shown = users[0]?.account;
  const id = protocol === "vmess" ? { id: "f3e951bb-a80b-5e6c-a038-a56ee0caa25d" } : {};
  expect(shown && "fields" in shown ? shown.fields : null).toEqual({ ...id, ...fields });
});

const userOf = (email: string, account: Message): object => ({ email, account });
const addInbound = (proxy: Message, state = sampleState()) =>
  step(state, { kind: "AddInbound", inbound: { tag: "n", receiver: receiver(1), proxy } }, 0);

test.each<[Protocol, string, string]>([
  [
    "vmess",
    "proxy/vmess/inbound: failed to get VMess user > ",
    "proxy/vmess/inbound: failed to initiate user > ",
  ],
  [
    "vless",
    "proxy/vless/inbound: failed to get VLESS user > ",
    "proxy/vless/inbound: failed to initiate user > ",
  ],
  ["trojan", "proxy/trojan: failed to get trojan user > ", "proxy/trojan: failed to add user > "],
  ["shadowsocks", "proxy/shadowsocks: failed to get shadowsocks user > ", ""],
  ["shadowsocks-2022", "proxy/shadowsocks_2022: failed to get shadowsocks user > ", ""],
  [
    "hysteria",
    "proxy/hysteria: failed to get hysteria user > ",
    "proxy/hysteria: failed to add user > ",
  ],
])("settings of %s with bad users are refused in its words", (protocol, unreadable, twice) => {
  expect(addInbound(inbounds[protocol]([{ email: "a" }])).outcome).toMatchObject({
    text: `${unreadable}common/protocol: Account is missing`,
  });
  const a = (secret: string) => userOf("a", accounts[protocol](secret));
  const { outcome } = addInbound(inbounds[protocol]([a(k16), a(k16)]));
  if (twice === "") expect(outcome.status).toBe("ok");
  else
    expect(outcome).toMatchObject({ text: `${twice}${prefixes[protocol]}User a already exists.` });
});

test("users and destinations of shadowsocks 2022 without email get one, which is shown", () => {
  const state = sampleState();
  const users: User[] = [{ email: "", level: 0, account: accounts["shadowsocks-2022"]() }];
  addInbound(inbounds["shadowsocks-2022"](users.map(({ account }) => ({ account }))), state);
  const proxy = state.inbounds.tagged.get("n")?.proxy;
  const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
  expect(JSON.stringify(proxy)).toMatch(new RegExp(`"email":"unnamed-user-0-${uuid}"`));
  const { outcome } = step(state, { kind: "GetInboundUsers", tag: "n", email: "" }, 0);
  expect(JSON.stringify(outcome)).toMatch(new RegExp(`unnamed-user-0-${uuid}`));
});

test.each<[string, Message]>([
  ["socks", message("socks.ServerConfig")],
  ["http", message("http.ServerConfig")],
  ["dokodemo-door", message("dokodemo.Config", { networks: ["TCP"] })],
  [
    "shadowsocks 2022 of one user",
    message("shadowsocks_2022.ServerConfig", { method: aes128, key: k16 }),
  ],
  ["a relay", message("shadowsocks_2022.RelayServerConfig", { method: aes128, key: k16 })],
  ["wireguard", message("wireguard.DeviceConfig", { secretKey: "a0".repeat(32) })],
  ["tun", message("tun.Config", { name: "t0", MTU: 1500 })],
])("%s has no users to manage", (_what, proxy) => {
  const state = sampleState();
  expect(addInbound(proxy, state).outcome.status).toBe("ok");
  expect(
    step(state, { kind: "GetInboundUsersCount", tag: "n", email: "" }, 0).outcome,
  ).toMatchObject({ text: "app/proxyman/command: proxy is not a UserManager" });
});
