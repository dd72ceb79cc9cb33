import { expect, test } from "vitest";
import type { ApiCommand } from "../../contract/xray/command.js";
import type { Message } from "../../contract/xray/message.js";
import { proxies, receiver, sampleState, sender, vlessUser } from "./sample.js";
import { step } from "./step.js";
import { viewState } from "./view.js";

const crashText = "nodeproof: the original crashes here";
const add = (
  tag: string,
  receiver_: Message | null,
  proxy: Message | null,
): Extract<ApiCommand, { kind: "AddInbound" }> => ({
  kind: "AddInbound",
  inbound: { tag, receiver: receiver_, proxy },
});
const bytes = (type: string, hex = ""): Message => ({
  type,
  base64: Buffer.from(hex, "hex").toString("base64"),
});
const vless = (fields: object): Message => ({
  type: proxies.vless.type,
  fields: { ...fields },
});
const asClient = ({ email, account }: ReturnType<typeof vlessUser>) => ({ email, account });
const clients = (...users: ReturnType<typeof vlessUser>[]) =>
  vless({ clients: users.map(asClient) as never });
const here = "app/proxyman/inbound: ";
const tags = (state: ReturnType<typeof sampleState>) => viewState(state).inbounds.map((i) => i.tag);

test("an inbound is added, listed with its settings, counted, and listens", () => {
  const state = sampleState();
  const result = step(state, add("n", receiver(5000), proxies.vless), 0);
  expect(result.outcome).toEqual({ status: "ok", reply: { kind: "done" } });
  expect(result.effects).toEqual([
    expect.objectContaining({ kind: "listen", host: "127.0.0.1", port: 5000 }),
  ]);
  expect(viewState(state).inbounds.at(-1)).toEqual({
    tag: "n",
    receiver: receiver(5000),
    proxy: proxies.vless,
  });
  expect(state.counters.get("inbound>>>n>>>traffic>>>uplink")).toBe(0n);
  expect(state.counters.get("inbound>>>n>>>traffic>>>downlink")).toBe(0n);
});

test("tags are compared letter by letter, and untagged inbounds are listed first", () => {
  const state = sampleState();
  for (const tag of ["Vless-in", "", ""])
    expect(step(state, add(tag, receiver(1), proxies.socks), 0).outcome.status).toBe("ok");
  expect(tags(state)).toEqual(["", "", "vless-in", "trojan-in", "socks-in", "door-in", "Vless-in"]);
  expect([...state.counters.keys()].filter((n) => n.startsWith("inbound>>>>>>"))).toEqual([]);
});

const refusals: readonly [string, ReturnType<typeof add>, string][] = [
  [
    "a tag in use",
    add("vless-in", receiver(1), proxies.vless),
    `${here}existing tag found: vless-in`,
  ],
  ["a receiver of unknown type", add("x", bytes("no.such"), proxies.vless), "proto: not found"],
  ["a receiver of empty type", add("x", bytes(""), proxies.vless), "proto: not found"],
  [
    "an enum as a receiver",
    add("x", bytes("xray.common.net.Network"), proxies.vless),
    "proto: found wrong type: got enum, want message",
  ],
  ["a proxy of unknown type", add("x", receiver(1), bytes("no.such")), "proto: not found"],
  ["a receiver of another type", add("x", sender, proxies.vless), `${here}not a ReceiverConfig`],
  [
    "a proxy of unknown type before a receiver of another",
    add("x", sender, bytes("no.such")),
    "proto: not found",
  ],
  [
    "receiver bytes that are bad",
    add("x", bytes("xray.app.proxyman.ReceiverConfig", "0aff"), proxies.vless),
    "proto: cannot parse invalid wire-format data",
  ],
  [
    "proxy bytes that are bad",
    add("x", receiver(1), bytes("xray.proxy.vmess.inbound.Config", "0aff")),
    "proto: cannot parse invalid wire-format data",
  ],
  [
    "a proxy without constructor",
    add("x", receiver(1), bytes("xray.proxy.vmess.Account")),
    "common: *vmess.Account is not registered",
  ],
  [
    "an outbound as a proxy",
    add("x", receiver(1), proxies.freedom),
    `${here}not an inbound proxy.`,
  ],
  [
    "a service as a proxy",
    add("x", receiver(1), { type: "xray.app.proxyman.command.Config", fields: {} }),
    `${here}not an inbound proxy.`,
  ],
  [
    "a bad decryption",
    add("x", receiver(1), vless({ decryption: "x" })),
    "proxy/vless/inbound: failed to use decryption > mlkem: invalid seed length",
  ],
  [
    "two clients of one email",
    add("x", receiver(1), clients(vlessUser("A"), vlessUser("a"))),
    "proxy/vless/inbound: failed to initiate user > proxy/vless: User a already exists.",
  ],
  [
    "a client without account",
    add("x", receiver(1), vless({ clients: [{ email: "a" }] as never })),
    "proxy/vless/inbound: failed to get VLESS user > common/protocol: Account is missing",
  ],
  [
    "a trojan user without account",
    add("x", receiver(1), { type: proxies.trojan.type, fields: { users: [{ email: "a" }] } }),
    "proxy/trojan: failed to get trojan user > common/protocol: Account is missing",
  ],
  [
    "dokodemo-door without networks",
    add("x", receiver(1), { type: proxies.dokodemo.type, fields: {} }),
    "proxy/dokodemo: no network specified",
  ],
  [
    "settings that are bad before a tag in use",
    add("vless-in", receiver(1), clients(vlessUser("A"), vlessUser("a"))),
    "proxy/vless/inbound: failed to initiate user > proxy/vless: User a already exists.",
  ],
  [
    "an unknown transport",
    add("x", receiver(1, { streamSettings: { protocolName: "bogus" } }), proxies.vless),
    `${here}failed to parse stream config > transport/internet: unknown transport protocol: bogus`,
  ],
];

test.each(refusals)("%s is refused and takes no tag", (_what, command, text) => {
  const state = sampleState();
  const before = tags(state);
  expect(step(state, command, 0)).toMatchObject({ outcome: { status: "refused", code: 2, text } });
  expect(tags(state)).toEqual(before);
});

const keepsTag: readonly [string, ReturnType<typeof add>, string][] = [
  [
    "port 0",
    add("x", receiver(0), proxies.vless),
    `${here}failed to listen TCP on 0 > transport/internet: failed to listen on address: 127.0.0.1:0 > transport/internet/tcp: invalid unix listen: 127.0.0.1`,
  ],
  [
    "no port",
    add("x", { type: "xray.app.proxyman.ReceiverConfig", fields: {} }, proxies.trojan),
    `${here}failed to listen Unix Domain Socket on 0.0.0.0 > transport/internet: failed to listen on unix address: 0.0.0.0 > transport/internet/tcp: invalid unix listen: 0.0.0.0`,
  ],
  [
    "a domain",
    add("x", receiver(7, { listen: { domain: "example.com" } }), proxies.vless),
    `${here}failed to listen TCP on 7 > transport/internet: domain address is not allowed for listening: example.com`,
  ],
];

test.each(keepsTag)("%s is refused, and the tag is taken and listed", (_what, command, text) => {
  const state = sampleState();
  expect(step(state, command, 0).outcome).toEqual({ status: "refused", code: 2, text });
  expect(tags(state)).toContain("x");
  expect(step(state, command, 0).outcome).toMatchObject({ text: `${here}existing tag found: x` });
  expect(step(state, { kind: "RemoveInbound", tag: "x" }, 0).outcome.status).toBe("ok");
});

test("a range listens on every port up to the one that must fail, ports wrap", () => {
  const state = sampleState();
  const ranges = {
    portList: {
      range: [
        { From: 65535 + 10, To: 65536 + 10 },
        { From: 0, To: 0 },
        { From: 5, To: 5 },
      ],
    },
  };
  const result = step(state, add("x", receiver(1, ranges), proxies.vless), 0);
  expect(result.effects?.map((e) => e.kind === "listen" && e.port)).toEqual([9, 10]);
  expect(result.outcome).toMatchObject({ status: "refused" });
});

test("only networks that the proxy takes are listened on, and a socks inbound needs no port", () => {
  const state = sampleState();
  const udp = { type: proxies.dokodemo.type, fields: { networks: ["UDP"] } };
  expect(step(state, add("u", receiver(5), udp), 0)).toMatchObject({
    outcome: { status: "ok" },
    effects: [
      { kind: "listen", network: "udp", port: 5, refusal: "listen udp 127.0.0.1:5: bind: " },
    ],
  });
  const both = { type: proxies.socks.type, fields: { udpEnabled: true } };
  expect(step(state, add("b", receiver(5), both), 0)).toMatchObject({
    effects: [{ network: "tcp" }, { network: "udp" }],
  });
  const noPort = { type: "xray.app.proxyman.ReceiverConfig", fields: {} };
  expect(step(state, add("s", noPort, proxies.socks), 0).outcome.status).toBe("ok");
});

const crashes: readonly [string, ApiCommand][] = [
  ["no inbound", { kind: "AddInbound", inbound: null }],
  ["no receiver", add("x", null, proxies.vless)],
  ["no proxy", add("x", receiver(1), null)],
  ["an address without content", add("x", receiver(1, { listen: {} }), proxies.vless)],
  [
    "a client of another protocol",
    add(
      "x",
      receiver(1),
      vless({
        clients: [
          { email: "a", account: { type: "xray.proxy.trojan.Account", fields: {} } },
        ] as never,
      }),
    ),
  ],
  [
    "websocket on port 0",
    add("x", receiver(0, { streamSettings: { protocolName: "websocket" } }), proxies.vless),
  ],
  ["no outbound", { kind: "AddOutbound", outbound: null }],
  ["no outbound proxy", { kind: "AddOutbound", outbound: { tag: "x", sender, proxy: null } }],
  ["no operation", { kind: "AlterInbound", tag: "vless-in", operation: null }],
  ["no outbound operation", { kind: "AlterOutbound", tag: "direct", operation: null }],
  [
    "a trojan account on vless",
    {
      kind: "AddUser",
      tag: "vless-in",
      user: { email: "a", level: 0, account: { type: "xray.proxy.trojan.Account", fields: {} } },
    },
  ],
  [
    "a vmess account on trojan",
    {
      kind: "AddUser",
      tag: "trojan-in",
      user: { email: "a", level: 0, account: bytes("xray.proxy.vmess.Account", "0a0178") },
    },
  ],
];

test.each(crashes)(
  "%s, at which the original crashes, is refused and noted, and nothing moves",
  (_what, command) => {
    const state = sampleState();
    const before = viewState(state);
    const result = step(state, command, 0);
    expect(result.outcome).toEqual({ status: "refused", code: 13, text: crashText });
    expect(result.notes).toHaveLength(1);
    expect(viewState(state)).toEqual(before);
  },
);

test("what the original can and this version cannot is said so", () => {
  const everyPort = { portList: { range: [{ From: 1, To: 65535 }] } };
  const result = step(sampleState(), add("x", receiver(1, everyPort), proxies.vless), 0);
  const text = "nodeproof: an inbound of more than 4096 ports is not modelled by this version";
  expect(result).toEqual({ outcome: { status: "refused", code: 12, text }, notes: [text] });
});

test("a removed inbound is gone, gives its ports back and leaves its counters", () => {
  const state = sampleState();
  state.counters.set("inbound>>>socks-in>>>traffic>>>uplink", 9n);
  const result = step(state, { kind: "RemoveInbound", tag: "socks-in" }, 0);
  expect(result).toMatchObject({
    outcome: { status: "ok" },
    effects: [{ kind: "unlisten", owner: 3 }],
  });
  expect(tags(state)).not.toContain("socks-in");
  step(state, add("socks-in", receiver(1), proxies.socks), 0);
  expect(state.counters.get("inbound>>>socks-in>>>traffic>>>uplink")).toBe(9n);
});

test.each(["", "nope", "VLESS-IN"])("removing %j is refused", (tag) => {
  expect(step(sampleState(), { kind: "RemoveInbound", tag }, 0).outcome).toEqual({
    status: "refused",
    code: 2,
    text: "common: not enough information for making a decision",
  });
});

test("isOnlyTags leaves the settings out", () => {
  const { outcome } = step(sampleState(), { kind: "ListInbounds", isOnlyTags: true }, 0);
  expect(outcome).toMatchObject({
    reply: {
      inbounds: expect.arrayContaining([
        { tag: "vless-in", receiver: null, proxy: null },
      ]) as unknown,
    },
  });
});

test("the settings stay as they were loaded when users come and go", () => {
  const state = sampleState();
  const before = viewState(state).inbounds;
  step(state, { kind: "AddUser", tag: "vless-in", user: vlessUser("alice") }, 0);
  expect(viewState(state).inbounds).toEqual(before);
});

test("a random order differs between calls and keeps untagged inbounds in front", () => {
  const state = { ...sampleState(), order: "random" as const };
  step(state, add("", receiver(1), proxies.socks), 0);
  const orders = Array.from({ length: 20 }, () => {
    const { outcome } = step(state, { kind: "ListInbounds", isOnlyTags: true }, 0);
    return outcome.status === "ok" && outcome.reply.kind === "inbounds"
      ? outcome.reply.inbounds.map((i) => i.tag)
      : [];
  });
  expect(new Set(orders.map(String)).size).toBeGreaterThan(1);
  expect(orders.every((o) => o[0] === "" && o.length === 5)).toBe(true);
});
