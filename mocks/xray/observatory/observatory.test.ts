import { expect, test } from "vitest";
import type { JsonObject } from "../../../contract/json.js";
import type { ApiCommand } from "../../../contract/xray/command.js";
import { putApps } from "../apps/put-apps.js";
import { sampleBoot, sampleState } from "../sample.js";
import type { XrayState } from "../state.js";
import { step } from "../step.js";

const url = "http://127.0.0.1:1/";
const second = "1000000000";

/** Outbounds block, direct and far (alive after 20 and 300 ms) under an observatory of 1 s. */
function begin(kind: "plain" | "burst", more: JsonObject = {}): XrayState {
  const state = sampleState();
  state.outbounds.tagged.set("far", { tag: "far", sender: null, proxy: null });
  state.outlooks.set("direct", { delay: 20 }).set("far", { delay: 300 });
  const fields =
    kind === "plain"
      ? { probeUrl: url, probeInterval: second }
      : { pingConfig: { interval: second, samplingCount: 3 } };
  const type = `xray.core.app.observatory.${kind === "plain" ? "Config" : "burst.Config"}`;
  const subjectSelector = ["block", "d", "far"];
  putApps(state, {
    ...sampleBoot(),
    apps: [{ type, fields: { subjectSelector, ...fields, ...more } }],
  });
  return state;
}

type Status = Readonly<Record<string, unknown>>;

function look(state: XrayState, now: number): readonly Status[] {
  const { outcome } = step(state, { kind: "GetOutboundStatus" }, now);
  if (outcome.status !== "ok" || outcome.reply.kind !== "observation") return [{ outcome }];
  return (outcome.reply.status?.["status"] ?? []) as readonly Status[];
}
const tags = (statuses: readonly Status[]): unknown => statuses.map((s) => s["outboundTag"]);

const dead = (tag: string): string =>
  `the outbound ${tag} is dead: GET request failed:app/observatory: outbound failed to relay connection > Get "${url}": io: read/write on closed pipewith outbound handler report underlying connection failed`;

test("outbounds appear one by one, in the order of their tags, as the original shows them", () => {
  const state = begin("plain");
  expect(look(state, 0)).toEqual([
    { delay: "99999999", lastErrorReason: dead("block"), outboundTag: "block" },
  ]);
  expect(tags(look(state, 1019))).toEqual(["block"]);
  expect(look(state, 1020)[1]).toEqual({
    alive: true,
    delay: "20",
    outboundTag: "direct",
    lastSeenTime: "1",
    lastTryTime: "1",
  });
  expect(tags(look(state, 2319))).toEqual(["block", "direct"]);
  expect(look(state, 2320)[2]).toMatchObject({ outboundTag: "far", delay: "300" });
  // The next round begins with the first one.
  const [block] = look(state, 3320);
  expect(block).toMatchObject({ outboundTag: "block", lastTryTime: "3" });
  expect(block).not.toHaveProperty("lastSeenTime");
});

test("looking later shows the same as looking often", () => {
  const often = begin("plain");
  const late = begin("plain");
  for (let now = 0; now < 1_000_000; now += 700) look(often, now);
  expect(look(late, 1_000_000)).toEqual(look(often, 1_000_000));
});

test("concurrent probes appear by what they take", () => {
  const state = begin("plain", { enableConcurrency: true });
  expect(tags(look(state, 0))).toEqual(["block"]);
  expect(tags(look(state, 20))).toEqual(["block", "direct"]);
  expect(look(state, 300)).toHaveLength(3);
  expect(look(state, 1300)[0]).toMatchObject({ lastTryTime: "1" });
});

test("an outbound that goes stays as it was last seen; one that comes is probed", () => {
  const state = begin("plain", { subjectSelector: ["d", "later"] });
  step(state, { kind: "RemoveOutbound", tag: "direct" }, 500);
  const proxy = { type: "xray.proxy.freedom.Config", fields: {} };
  step(state, { kind: "AddOutbound", outbound: { tag: "later", sender: null, proxy } }, 600);
  const [direct, later] = look(state, 9_000);
  expect(direct).toMatchObject({ outboundTag: "direct", delay: "20" });
  expect(direct).not.toHaveProperty("lastTryTime");
  expect(later).toMatchObject({ outboundTag: "later", alive: true });
});

test.each<["plain" | "burst", readonly string[]]>([
  ["plain", ["none"]],
  ["plain", []],
  ["burst", ["none"]],
  ["burst", []],
])("a %s observatory of %j shows nothing", (kind, subjectSelector) => {
  expect(look(begin(kind, { subjectSelector }), 10_000)).toEqual([]);
});

test("a burst begins with one ping of each, and keeps as many as it samples", () => {
  const state = begin("burst");
  const at = (now: number): Map<unknown, Status> =>
    new Map(look(state, now).map((s) => [s["outboundTag"], s]));
  // The pings of the first period are drawn; none is over before these.
  expect(at(0).get("block")).toEqual({ outboundTag: "block", healthPing: { all: "1", fail: "1" } });
  expect(at(0).has("far")).toBe(false);
  const far = at(10_000).get("far");
  expect(far).toMatchObject({ alive: true, delay: "300", healthPing: { all: "3" } });
  expect(far).not.toHaveProperty("lastTryTime");
  expect(at(1_000_000).get("far")).toMatchObject({ healthPing: { all: "3" } });
  expect(at(1_000_000).get("block")).toMatchObject({ healthPing: { all: "3", fail: "3" } });
});

test("a burst forgets outbounds that have gone", () => {
  const state = begin("burst");
  look(state, 100);
  step(state, { kind: "RemoveOutbound", tag: "far" }, 200);
  expect(tags([...look(state, 20_000)])).toEqual(["block", "direct"]);
});

const tcp: JsonObject = { networks: ["TCP"], balancingTag: "b" };

test.each<[string, JsonObject, string, readonly string[]]>([
  ["leastPing", { strategy: "leastping" }, "direct", ["direct"]],
  ["leastLoad", { strategy: "leastload" }, "direct", ["direct"]],
  [
    "a round robin without fallback",
    { strategy: "roundrobin" },
    "block",
    ["block", "direct", "far"],
  ],
  [
    "a round robin with a fallback",
    { strategy: "roundrobin", fallbackTag: "f" },
    "direct",
    ["block", "direct", "far"],
  ],
  [
    "leastPing of the dead",
    { strategy: "leastping", outboundSelector: ["block"], fallbackTag: "f" },
    "f",
    [""],
  ],
])(
  "%s chooses among the outbounds that were found alive",
  (_what, rule, chosen, principleTarget) => {
    const state = begin("plain");
    const settings = { type: "xray.app.router.StrategyLeastLoadConfig", fields: {} };
    const apps = [
      {
        type: "xray.app.router.Config",
        fields: {
          rule: [tcp],
          balancingRule: [
            {
              tag: "b",
              outboundSelector: ["block", "d", "far"],
              ...(rule["strategy"] === "leastload" && { strategySettings: settings }),
              ...rule,
            },
          ],
        },
      },
      {
        type: "xray.core.app.observatory.Config",
        fields: { subjectSelector: [""], probeInterval: second },
      },
    ];
    putApps(state, { ...sampleBoot(), apps });
    const test: ApiCommand = {
      kind: "TestRoute",
      context: { Network: "TCP" },
      fieldSelectors: ["outbound"],
      publishResult: false,
    };
    const reply = (command: ApiCommand): unknown => {
      const { outcome } = step(state, command, 60_000);
      return outcome.status === "ok" ? outcome.reply : outcome;
    };
    expect(reply(test)).toEqual({ kind: "route", context: { OutboundTag: chosen } });
    expect(reply({ kind: "GetBalancerInfo", tag: "b" })).toMatchObject({
      balancer: { principleTarget },
    });
  },
);
