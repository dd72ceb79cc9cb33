import { expect, test } from "vitest";
import type { ApiCommand } from "../../contract/xray/command.js";
import type { Message } from "../../contract/xray/message.js";
import { xrayRequirements } from "../../contract/xray/requirements/index.js";
import { FakeError } from "../core/fake-error.js";
import { withGates } from "../core/engine.js";
import { armFaults } from "./arm.js";
import { putFacts } from "./beginning.js";
import { xrayFaults } from "./faults.js";
import { proxies, receiver, sampleState, sender, trojanUser, vlessUser } from "./sample.js";
import { step } from "./step.js";
import { surfaceFaults } from "./surface.js";

const unknown: Message = { type: "no.such", base64: "" };
const bad: Message = { type: "xray.proxy.vless.Account", base64: "Cv8=" };
const add = (tag: string, receiver_: Message, proxy: Message = proxies.vless): ApiCommand => ({
  kind: "AddInbound",
  inbound: { tag, receiver: receiver_, proxy },
});
const out = (
  tag: string,
  sender_: Message | null,
  proxy: Message = proxies.freedom,
): ApiCommand => ({
  kind: "AddOutbound",
  outbound: { tag, sender: sender_, proxy },
});
const user = (tag: string, u: ReturnType<typeof vlessUser> | null): ApiCommand => ({
  kind: "AddUser",
  tag,
  user: u,
});
const gone = (tag: string, email: string): ApiCommand => ({ kind: "RemoveUser", tag, email });
const seen = (tag: string, email = ""): ApiCommand[] => [
  { kind: "GetInboundUsers", tag, email },
  { kind: "GetInboundUsersCount", tag, email },
];
const remove = (tag: string): ApiCommand => ({ kind: "RemoveInbound", tag });
const lists: ApiCommand[] = [
  { kind: "ListInbounds", isOnlyTags: false },
  { kind: "ListInbounds", isOnlyTags: true },
  { kind: "ListOutbounds" },
  { kind: "QueryStats", pattern: "", reset: false },
];
const range = { portList: { range: [{ From: 7, To: 9 }] } };
const clients = (...users: object[]): Message => ({
  type: proxies.vless.type,
  fields: { clients: users as never },
});
const account = { type: "xray.proxy.vless.Account", fields: { id: "x" } };
const up = "inbound>>>vless-in>>>traffic>>>uplink";

/** A walk that touches everything, so that no fault can hide in it. */
const walk: readonly ApiCommand[] = [
  { kind: "GetStats", name: up, reset: false },
  { kind: "QueryStats", pattern: "VLESS", reset: false },
  { kind: "QueryStats", pattern: "vless-in", reset: true },
  ...lists,
  { kind: "GetStats", name: "inbound>>>socks-in>>>traffic>>>uplink", reset: true },
  { kind: "GetStats", name: "inbound>>>socks-in>>>traffic>>>uplink", reset: false },
  { kind: "GetStats", name: "nope", reset: false },
  { kind: "GetStatsOnline", name: "nope", reset: false },
  { kind: "GetStatsOnlineIpList", name: "nope", reset: false },
  { kind: "GetAllOnlineUsers" },
  { kind: "GetSysStats" },
  { kind: "GetSysStats" },
  { kind: "ListServices", version: "v1" },
  { kind: "ListServices", version: "v1alpha" },
  { kind: "DescribeSymbol", version: "v1", symbol: "xray.app.stats.command.StatsService" },
  { kind: "DescribeSymbol", version: "v1", symbol: "v2ray.core.app.stats.command.StatsService" },
  add("a", receiver(70), proxies.vless),
  add("a", receiver(71), proxies.vless),
  add("A", receiver(70), proxies.trojan),
  ...lists,
  { kind: "ListInbounds", isOnlyTags: true, service: "v2ray" },
  { kind: "QueryStats", pattern: "", reset: false, service: "v2ray" },
  add("r", receiver(1, range)),
  add("w", receiver(70000)),
  add("f", receiver(72, { listen: { ip: "wAACAQ==" } })),
  add("z", receiver(0)),
  add("n", { type: "xray.app.proxyman.ReceiverConfig", fields: {} }),
  add("u", unknown),
  add("b", { type: "xray.app.proxyman.ReceiverConfig", base64: "Cv8=" }),
  add("s", sender),
  add("v", receiver(1), { type: "xray.proxy.vless.Account", fields: {} }),
  add("o", receiver(1), proxies.freedom),
  add("d", receiver(1), { type: proxies.vless.type, fields: { decryption: "x" } }),
  add("e", receiver(1), clients({ email: "a", account }, { email: "A", account })),
  add("m", receiver(1), clients({ email: "a" })),
  add("", receiver(73)),
  ...lists,
  remove("a"),
  add("a", receiver(70)),
  remove("A"),
  remove("nope"),
  ...lists,
  user("vless-in", { ...vlessUser("Alice", "x", { flow: "f" }), level: 3 }),
  user("vless-in", vlessUser("aLICE")),
  user("vless-in", vlessUser("Alice")),
  user("vless-in", vlessUser("bob", "x")),
  user("vless-in", vlessUser("")),
  user("vless-in", vlessUser("")),
  ...seen("vless-in"),
  ...seen("vless-in", "ALICE"),
  ...seen("vless-in", "nobody"),
  ...lists,
  gone("vless-in", "nobody"),
  gone("vless-in", ""),
  gone("vless-in", "ALICE"),
  ...seen("vless-in"),
  user("trojan-in", trojanUser("carol")),
  ...seen("trojan-in"),
  gone("trojan-in", "carol"),
  ...seen("trojan-in"),
  user("vless-in", vlessUser("i", "z".repeat(31))),
  user("vless-in", null),
  user("vless-in", { email: "q", level: 0, account: unknown }),
  user("vless-in", { email: "q", level: 0, account: bad }),
  user("vless-in", { email: "q", level: 0, account: proxies.freedom }),
  ...seen("socks-in"),
  ...seen("nope"),
  { kind: "AlterInbound", tag: "nope", operation: unknown },
  { kind: "AlterInbound", tag: "vless-in", operation: bad },
  { kind: "AlterInbound", tag: "vless-in", operation: sender },
  out("x", sender),
  out("x", null, proxies.blackhole),
  out("y", null),
  out("", null),
  out("", null),
  out("t", proxies.freedom),
  out("p", sender, proxies.socks),
  out("k", sender, unknown),
  ...lists,
  { kind: "RemoveOutbound", tag: "x" },
  { kind: "RemoveOutbound", tag: "nope" },
  { kind: "RemoveOutbound", tag: "" },
  { kind: "AlterOutbound", tag: "direct", operation: sender },
  { kind: "AlterOutbound", tag: "direct", operation: unknown },
  ...lists,
  remove("trojan-in"),
  add("trojan-in", receiver(74), proxies.trojan),
  ...lists,
];

const facts = {
  users: [],
  counters: {
    [up]: 5n,
    "inbound>>>socks-in>>>traffic>>>uplink": 6n,
    "inbound>>>trojan-in>>>traffic>>>uplink": 7n,
    "inbound>>>vless-in>>>traffic>>>downlink": 8n,
  },
  online: { alice: ["203.0.113.7"] },
};

function play(names: readonly string[]): unknown[] {
  const state = sampleState();
  putFacts(state, facts, 0);
  const run = withGates(step, armFaults(names).gates);
  return walk.map((command) => {
    const { outcome, effects = [] } = run(state, command, 0);
    return { outcome, effects };
  });
}

test.each(xrayFaults.filter((f) => f.at === "step").map((f) => [f.name]))("%s shows", (name) => {
  expect(play([name])).not.toEqual(play([]));
});

test("a fault keeps nothing from one fake to the next", () => {
  for (const { name } of xrayFaults.filter((f) => f.at === "step"))
    expect([name, play([name])]).toEqual([name, play([name])]);
});

test("every fault has a name of its own and breaks a requirement that there is", () => {
  const ids = new Set(xrayRequirements.map((r) => r.id));
  expect(xrayFaults.filter((f) => !ids.has(f.breaks)).map((f) => f.name)).toEqual([]);
  expect(new Set(xrayFaults.map((f) => f.name)).size).toBe(xrayFaults.length);
  expect(xrayFaults.flatMap((f) => (f.at === "surface" ? [f.surface] : [])).sort()).toEqual(
    [...surfaceFaults].sort(),
  );
});

test("a third of the faults need two commands or more", () => {
  expect(xrayFaults.filter((f) => f.commands > 1).length * 3).toBeGreaterThan(xrayFaults.length);
});

test("every requirement has a fault that breaks it", () => {
  const broken = new Set(xrayFaults.map((f) => f.breaks));
  expect(xrayRequirements.filter((r) => !broken.has(r.id)).map((r) => r.id)).toEqual([
    "xray/config/simplified",
  ]);
});

test("an unknown fault is refused with the nearest name", () => {
  expect(() => armFaults(["silnt"])).toThrow(FakeError);
  expect(() => armFaults(["silnt"])).toThrow(/nearest: silent/);
});
