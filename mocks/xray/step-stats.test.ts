import { expect, test } from "vitest";
import type { ApiCommand } from "../../contract/xray/command.js";
import { putFacts } from "./beginning.js";
import { sampleBoot, sampleState } from "./sample.js";
import { step } from "./step.js";

const up = "inbound>>>vless-in>>>traffic>>>uplink";
const facts = {
  users: [],
  counters: { [up]: 5n, "user>>>Alice>>>traffic>>>uplink": 1n << 60n },
  online: { alice: ["203.0.113.7", "127.0.0.1"], bob: ["127.0.0.1"] },
};
const map = (email: string) => `user>>>${email}>>>online`;

function start() {
  const state = sampleState();
  putFacts(state, facts, 9_999);
  return (command: ApiCommand, now = 0) => step(state, command, now).outcome;
}

const counters = (outcome: ReturnType<ReturnType<typeof start>>) =>
  outcome.status === "ok" && outcome.reply.kind === "counters" ? outcome.reply.counters : [];

test("GetStats gives the value, reset gives the one before and keeps the counter at 0", () => {
  const run = start();
  const get = (reset: boolean) => run({ kind: "GetStats", name: up, reset });
  const is = (value: bigint) => ({
    status: "ok",
    reply: { kind: "counter", counter: { name: up, value } },
  });
  expect([get(false), get(true), get(false)]).toEqual([is(5n), is(5n), is(0n)]);
});

test("names that nothing has are refused with code 5", () => {
  const run = start();
  for (const kind of ["GetStats", "GetStatsOnline", "GetStatsOnlineIpList"] as const)
    for (const name of ["", "nope", kind === "GetStats" ? map("alice") : up])
      expect(run({ kind, name, reset: false })).toEqual({
        status: "refused",
        code: 5,
        text: `${name} not found.`,
      });
});

test("QueryStats takes a substring, letter case observed", () => {
  const run = start();
  const query = (pattern: string) =>
    counters(run({ kind: "QueryStats", pattern, reset: false })).length;
  expect(query("")).toBe(2 * 4 + 2 * 2 + 1);
  expect(query("vless-in")).toBe(2);
  expect(query("Alice")).toBe(1);
  expect(query("alice")).toBe(0);
  expect(query("^inbound")).toBe(0);
  expect(query("online")).toBe(0);
});

test("QueryStats with reset gives the values before and sets only those that fit to 0", () => {
  const run = start();
  expect(counters(run({ kind: "QueryStats", pattern: "vless", reset: true }))).toContainEqual({
    name: up,
    value: 5n,
  });
  expect(
    counters(run({ kind: "QueryStats", pattern: "", reset: false })).filter((c) => c.value > 0n),
  ).toEqual([{ name: "user>>>Alice>>>traffic>>>uplink", value: 1n << 60n }]);
});

test("online maps count addresses other than loopback", () => {
  const run = start();
  const online = (email: string) => run({ kind: "GetStatsOnline", name: map(email), reset: true });
  expect(online("alice")).toMatchObject({ reply: { counter: { value: 1n } } });
  expect(online("bob")).toMatchObject({ reply: { counter: { value: 0n } } });
  expect(run({ kind: "GetAllOnlineUsers" })).toEqual({
    status: "ok",
    reply: { kind: "online", users: [map("alice")] },
  });
  expect(run({ kind: "GetStatsOnlineIpList", name: map("alice"), reset: false })).toEqual({
    status: "ok",
    reply: { kind: "ips", name: map("alice"), ips: { "203.0.113.7": 9n } },
  });
});

test("the figures of the process fit together and never fall", () => {
  const run = start();
  let before: Record<string, bigint> | undefined;
  for (let n = 0; n < 3000; n += 1) {
    const outcome = run({ kind: "GetSysStats" }, n * 100);
    if (outcome.status !== "ok" || outcome.reply.kind !== "system") throw new Error("no figures");
    const { system } = outcome.reply;
    expect(system.liveObjects).toBe(system.mallocs - system.frees);
    expect(system.totalAlloc).toBeGreaterThanOrEqual(system.alloc);
    expect(system.uptime).toBe(Math.floor(n / 10));
    const now = {
      a: system.totalAlloc,
      m: system.mallocs,
      f: system.frees,
      p: system.pauseTotalNs,
      g: BigInt(system.numGC),
    };
    for (const [name, value] of Object.entries(now))
      expect(value >= (before?.[name] ?? 0n)).toBe(true);
    before = now;
  }
});

test("without stats there are no counters, and QueryStats says why", () => {
  const state = sampleState({ ...sampleBoot(), stats: false });
  const run = (command: ApiCommand) => step(state, command, 0).outcome;
  expect(run({ kind: "QueryStats", pattern: "", reset: false })).toEqual({
    status: "refused",
    code: 2,
    text: "app/stats/command: QueryStats only works its own stats.Manager.",
  });
  expect(run({ kind: "GetStats", name: up, reset: false })).toMatchObject({ code: 5 });
  expect(run({ kind: "GetAllOnlineUsers" })).toEqual({
    status: "ok",
    reply: { kind: "online", users: [] },
  });
  expect(run({ kind: "GetSysStats" }).status).toBe("ok");
});

test("without policy there are no counters, and QueryStats is empty", () => {
  const off = {
    inboundUplink: false,
    inboundDownlink: false,
    outboundUplink: false,
    outboundDownlink: true,
  };
  const state = sampleState({ ...sampleBoot(), policy: { system: off, levels: {} } });
  const found = counters(step(state, { kind: "QueryStats", pattern: "", reset: false }, 0).outcome);
  expect(found.map((c) => c.name)).toEqual([
    "outbound>>>direct>>>traffic>>>downlink",
    "outbound>>>block>>>traffic>>>downlink",
  ]);
});
