import { expect, test } from "vitest";
import type { JsonObject } from "../../contract/json.js";
import type { ApiCommand } from "../../contract/xray/command.js";
import type { Message } from "../../contract/xray/message.js";
import { putApps } from "./apps/put-apps.js";
import { sampleBoot, sampleState } from "./sample.js";
import type { XrayState } from "./state.js";
import { step } from "./step.js";

const configType = "xray.app.router.Config";
const noClue = "common: not enough information for making a decision";

/** A router without rules beside the outbounds block, direct and those given; null for no router. */
function begin(config: JsonObject | null = {}, ...outbounds: readonly string[]): XrayState {
  const state = sampleState();
  if (config !== null)
    putApps(state, { ...sampleBoot(), apps: [{ type: configType, fields: config }] });
  for (const tag of outbounds) state.outbounds.tagged.set(tag, { tag, sender: null, proxy: null });
  return state;
}

const tcp = { networks: ["TCP"] };
const add = (fields: JsonObject, shouldAppend = true): ApiCommand => ({
  kind: "AddRule",
  config: { type: configType, fields },
  shouldAppend,
});
const addMessage = (config: Message | null): ApiCommand => ({
  kind: "AddRule",
  config,
  shouldAppend: false,
});
const route = (context: JsonObject | null, ...fieldSelectors: string[]): ApiCommand => ({
  kind: "TestRoute",
  context,
  fieldSelectors,
  publishResult: true,
});
const info = (tag: string): ApiCommand => ({ kind: "GetBalancerInfo", tag });
const balancer = (tag: string, strategy: string, more: object = {}): JsonObject => ({
  tag,
  strategy,
  outboundSelector: ["out"],
  ...more,
});

/** The reply of a command without its kind, or the text of its refusal. */
function play(state: XrayState, command: ApiCommand): unknown {
  const { outcome } = step(state, command, 0);
  if (outcome.status === "refused") return outcome.text;
  if (outcome.status !== "ok") return outcome;
  const { kind, ...reply } = outcome.reply;
  return Object.keys(reply).length === 0 ? kind : Object.values(reply)[0];
}
const listed = (state: XrayState): unknown => play(state, { kind: "ListRule" });
const to = (state: XrayState, context: JsonObject = { Network: "TCP" }): unknown =>
  play(state, route(context, "outbound"));

test.each<[string, ApiCommand, unknown]>([
  ["ListRule", { kind: "ListRule" }, []],
  ["AddRule", add({ rule: [tcp] }), noClue],
  ["AddRule of nothing", addMessage(null), noClue],
  ["RemoveRule", { kind: "RemoveRule", ruleTag: "" }, noClue],
  ["TestRoute", route({}), noClue],
  ["TestRoute of nothing", route(null), "app/router/command: Invalid routing request."],
  ["GetBalancerInfo", info("x"), { override: null, principleTarget: null }],
  [
    "OverrideBalancerTarget",
    { kind: "OverrideBalancerTarget", balancerTag: "", target: "" },
    "app/router/command: unsupported router implementation",
  ],
  [
    "SubscribeRoutingStats",
    { kind: "SubscribeRoutingStats", fieldSelectors: [] },
    "app/router/command: Routing statistics not enabled.",
  ],
])("%s without routing", (_what, command, reply) => {
  expect(play(begin(null), command)).toEqual(reply);
});

const settings = (strategySettings: Message): JsonObject => ({
  balancingRule: [balancer("n", "leastLoad", { strategySettings })],
});
const crashText = "nodeproof: the original crashes here";

test.each<[string, ApiCommand, string]>([
  ["no configuration", addMessage(null), crashText],
  ["an unknown type", addMessage({ type: "no.such", base64: "" }), "proto: not found"],
  ["no type", addMessage({ type: "", base64: "" }), "proto: not found"],
  [
    "another message",
    addMessage({ type: "xray.proxy.freedom.Config", fields: {} }),
    "app/router: AddRule: config type error",
  ],
  [
    "bad bytes",
    addMessage({ type: configType, base64: "/w==" }),
    "proto: cannot parse invalid wire-format data",
  ],
  [
    "a ruleTag in use",
    add({ rule: [{ ...tcp, ruleTag: "r" }] }),
    "app/router: duplicate ruleTag r",
  ],
  [
    "a ruleTag in use without conditions",
    add({ rule: [{ ruleTag: "r" }] }),
    "app/router: duplicate ruleTag r",
  ],
  ["no conditions", add({ rule: [{ tag: "x" }] }), "app/router: this rule has no effective fields"],
  [
    "no conditions and no balancer",
    add({ rule: [{ balancingTag: "z" }] }),
    "app/router: this rule has no effective fields",
  ],
  [
    "an unknown balancer",
    add({ rule: [{ ...tcp, balancingTag: "z" }] }),
    "app/router: balancer z not found",
  ],
  [
    "a balancer in use",
    add({ balancingRule: [balancer("b", "odd")] }),
    "app/router: duplicate balancer tag",
  ],
  [
    "a strategy",
    add({ balancingRule: [balancer("n", "odd")] }),
    "app/router: unrecognized balancer type",
  ],
  ["leastLoad without settings", add({ balancingRule: [balancer("n", "leastLoad")] }), crashText],
  [
    "leastLoad with unknown settings",
    add(settings({ type: "no.such", base64: "" })),
    "proto: not found",
  ],
  [
    "leastLoad with other settings",
    add(settings({ type: configType, fields: {} })),
    "app/router: not a StrategyLeastLoadConfig",
  ],
  ["an empty tag to remove", { kind: "RemoveRule", ruleTag: "" }, "app/router: empty tag name!"],
  ["an unknown balancer to show", info("z"), "app/router: cannot find tag"],
  ["no balancer to show", info(""), "app/router: cannot find tag"],
  [
    "an unknown balancer to override",
    { kind: "OverrideBalancerTarget", balancerTag: "z", target: "x" },
    "app/router: cannot find tag",
  ],
  ["no rule that holds", route({ Network: "UNIX" }), noClue],
  ["no context", route(null), "app/router/command: Invalid routing request."],
])("%s is refused", (_what, command, text) => {
  const rule = [{ ...tcp, tag: "x", ruleTag: "r" }];
  const state = begin({ rule, balancingRule: [balancer("b", "")] });
  expect(play(state, command)).toBe(text);
});

test("rules are listed in their order, those of balancers without a tag", () => {
  const state = begin({ rule: [{ ...tcp, tag: "a" }] });
  const rule = [{ ...tcp, ruleTag: "r", balancingTag: "b" }];
  expect(play(state, add({ rule, balancingRule: [balancer("b", "")] }))).toBe("done");
  expect(listed(state)).toEqual([
    { tag: "a", ruleTag: "" },
    { tag: "", ruleTag: "r" },
  ]);
});

test("where appending fails, its rules go and its balancers stay", () => {
  const state = begin({ rule: [{ ...tcp, tag: "a", ruleTag: "r" }] });
  const rule = [
    { ...tcp, ruleTag: "n" },
    { ...tcp, ruleTag: "n" },
  ];
  expect(play(state, add({ rule, balancingRule: [balancer("b", "")] }))).toBe(
    "app/router: duplicate ruleTag n",
  );
  expect(listed(state)).toEqual([{ tag: "a", ruleTag: "r" }]);
  expect(play(state, info("b"))).toEqual({ override: { target: "" }, principleTarget: [] });
});

test("what replaces drops rules and balancers first, whether it succeeds or not", () => {
  const config = { rule: [{ ...tcp, tag: "a" }], balancingRule: [balancer("b", "")] };
  for (const [fields, answer, left] of [
    [{ rule: [{ ...tcp, tag: "n" }] }, "done", [{ tag: "n", ruleTag: "" }]],
    [{ rule: [{ ...tcp }, {}] }, "app/router: this rule has no effective fields", []],
    [{}, "done", []],
  ] as const) {
    const state = begin(config);
    expect(play(state, add(fields, false))).toBe(answer);
    expect(listed(state)).toEqual(left);
    expect(play(state, info("b"))).toBe("app/router: cannot find tag");
  }
});

test("every rule of a tag is removed, and one that is not there as well", () => {
  const state = begin({ rule: ["r", "", "r"].map((ruleTag) => ({ ...tcp, ruleTag })) });
  for (const ruleTag of ["r", "r"])
    expect(play(state, { kind: "RemoveRule", ruleTag })).toBe("done");
  expect(listed(state)).toEqual([{ tag: "", ruleTag: "" }]);
});

// What is shown again as it was sent, and what is not.
const echoed = {
  InboundTag: "in",
  Network: "TCP",
  SourceIPs: ["CgAAAQ=="],
  TargetIPs: [""],
  LocalIPs: ["AQID"],
  TargetPort: 80,
  TargetDomain: "A.com",
  Protocol: "p",
  User: "u",
  Attributes: { K: "v" },
};
const full = {
  ...echoed,
  SourcePort: 65537,
  LocalPort: 65536,
  VlessRoute: 3,
  OutboundTag: "sent",
  OutboundGroupTags: ["sent"],
};

test.each<[string, readonly string[], JsonObject]>([
  ["all that was sent, but three", [], { ...echoed, SourcePort: 1, OutboundTag: "to" }],
  ["all for the empty selector", [""], { ...echoed, SourcePort: 1, OutboundTag: "to" }],
  ["fields whose names begin so", ["port_s", "user"], { SourcePort: 1, User: "u" }],
  ["nothing for an unknown name", ["nope", "users"], {}],
  ["addresses", ["ip"], { SourceIPs: ["CgAAAQ=="], TargetIPs: [""], LocalIPs: ["AQID"] }],
])("TestRoute shows %s", (_what, selectors, shown) => {
  const state = begin({ rule: [{ ...tcp, tag: "to" }] });
  expect(play(state, route(full, ...selectors))).toEqual(shown);
});

test.each<[string, string, JsonObject, string, string]>([
  ["as it is", "AsIs", { TargetDomain: "127.0.0.1", TargetIPs: ["CQkJCQ=="] }, "other", "CQkJCQ=="],
  ["as an address at once", "IpOnDemand", { TargetDomain: "127.0.0.1" }, "local", "fwAAAQ=="],
  ["as localhost", "IpOnDemand", { TargetDomain: "LocalHost." }, "local", "fwAAAQ=="],
  [
    "not at all",
    "IpOnDemand",
    { TargetDomain: "x y", TargetIPs: ["CQkJCQ=="] },
    "other",
    "CQkJCQ==",
  ],
  ["when nothing else holds", "IpIfNonMatch", { TargetDomain: "127.0.0.1" }, "local", "fwAAAQ=="],
])("a domain is resolved %s", (_what, domainStrategy, context, tag, ip) => {
  const cidr = (bytes: string): JsonObject => ({ geoip: [{ cidr: [{ ip: bytes, prefix: 32 }] }] });
  const rule = [
    { ...cidr("fwAAAQ=="), tag: "local" },
    { ...cidr("CQkJCQ=="), tag: "other" },
  ];
  expect(play(begin({ domainStrategy, rule }), route(context, "ip_t", "outbound"))).toEqual({
    TargetIPs: [ip],
    OutboundTag: tag,
  });
});

/** A router whose one balancer b decides on all of TCP. */
const balanced = (strategy: string, more: object, ...outbounds: readonly string[]): XrayState => {
  const state = begin({}, ...outbounds);
  const balancingRule = [balancer("b", strategy, more)];
  play(state, add({ rule: [{ ...tcp, balancingTag: "b" }], balancingRule }));
  return state;
};
const empty = "app/router: balancing strategy returns empty tag";

test("a round robin goes on with each TestRoute, over the outbounds as they are", () => {
  const state = balanced("RoundRobin", {}, "out-b", "out-a", "x");
  expect([to(state), to(state), to(state)]).toEqual([
    { OutboundTag: "out-a" },
    { OutboundTag: "out-b" },
    { OutboundTag: "out-a" },
  ]);
  to(state);
  state.outbounds.tagged.set("out-c", { tag: "out-c", sender: null, proxy: null });
  // The round was over: it begins again with the first one.
  expect(to(state)).toEqual({ OutboundTag: "out-a" });
  for (const tag of ["out-b", "out-c"]) play(state, { kind: "RemoveOutbound", tag });
  expect([to(state), to(state)]).toEqual([{ OutboundTag: "out-a" }, { OutboundTag: "out-a" }]);
  expect(play(state, info("b"))).toMatchObject({ principleTarget: ["out-a"] });
});

test("a choice by chance is one of the outbounds, and each in its time", () => {
  const state = balanced("", {}, "out-b", "out-a", "x");
  const seen = new Set(Array.from({ length: 40 }, () => JSON.stringify(to(state))));
  expect([...seen].sort()).toEqual(['{"OutboundTag":"out-a"}', '{"OutboundTag":"out-b"}']);
});

test.each<[string, string, object, unknown, readonly string[]]>([
  ["random", "random", {}, empty, []],
  ["random with a fallback", "", { fallbackTag: "f" }, { OutboundTag: "f" }, []],
  ["round robin", "roundRobin", {}, empty, []],
  ["leastPing", "leastPing", {}, empty, [""]],
  ["leastPing with a fallback", "leastPing", { fallbackTag: "f" }, { OutboundTag: "f" }, [""]],
])("%s without an outbound to choose", (_what, strategy, more, chosen, principleTarget) => {
  const state = balanced(strategy, more);
  expect(to(state)).toEqual(chosen);
  expect(play(state, info("b"))).toEqual({ override: { target: "" }, principleTarget });
});

test("an override is chosen as it is, until it is taken back", () => {
  const state = balanced("roundRobin", {}, "out-a");
  const override = (target: string): unknown =>
    play(state, { kind: "OverrideBalancerTarget", balancerTag: "b", target });
  expect(override("nowhere")).toBe("done");
  expect(to(state)).toEqual({ OutboundTag: "nowhere" });
  expect(play(state, info("b"))).toEqual({
    override: { target: "nowhere" },
    principleTarget: ["out-a"],
  });
  override("");
  expect(to(state)).toEqual({ OutboundTag: "out-a" });
});
