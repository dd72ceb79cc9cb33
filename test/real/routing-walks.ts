import type { JsonObject } from "../../contract/json.js";
import type { ApiCommand } from "../../contract/xray/command.js";
import { createRandom, type Random } from "../../mocks/core/random.js";

const base64 = (...bytes: readonly number[]): string => Buffer.from(bytes).toString("base64");
const mapped = (...ip: readonly number[]): string =>
  base64(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, ...ip);
const six = (last: number): string =>
  base64(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last);

const ips = [
  base64(10, 0, 0, 1),
  base64(10, 0, 0, 200),
  base64(10, 0, 1, 1),
  base64(127, 0, 0, 1),
  mapped(10, 0, 0, 1),
  six(1),
  six(255),
  base64(1, 2, 3),
  "",
];
const domains = ["a.com", "x.a.com", "A.COM", "xa.com", "abc", "xbc", "b", "c", "10.0.0.1"];
/** Addresses, and names that no name server is asked for because they can be none. */
const unasked = ["10.0.0.1", "10.0.0.200", "2001:db8::1", "127.0.0.1", "a@a.com", "x@xbc", "b b"];
const oddDomains = ["empty___", "a b@", "é.com", "comé", "a.", ".a.com", "::1", "9"];
const patterns = ["^a", "a$", "(?i)A", "(", "^[a-c]+$", "\\.com$", "b{2}", "", "k", "(?=a)"];
const tags = ["one", "two", "two2", "three"];
const outboundTags = ["out-a", "out-b", "out-a2", "x", "é", "\u{1f600}", "\uffee"];
const names = ["alice", "Alice", "regexp:^al", "regexp:(", "regexp:", "", "bob"];

/**
 * Commands about rules, balancers and outbounds that depend on one another; the same for one seed.
 * Where the router resolves names, `resolves`, there is none that a name server would know.
 */
export function routingWalk(
  seed: number,
  length: number,
  resolves: boolean,
): readonly ApiCommand[] {
  const random = createRandom(seed);
  return Array.from({ length }, () => command(random, resolves));
}

function command(random: Random, resolves: boolean): ApiCommand {
  const tag = (): string => pick(random, tags);
  switch (random.integer(28)) {
    case 0:
      return { kind: "RemoveRule", ruleTag: pick(random, [...tags, ""]) };
    case 1:
    case 2:
      return { kind: "ListRule" };
    case 3:
    case 4:
      return { kind: "GetBalancerInfo", tag: pick(random, [...tags, ""]) };
    case 5:
      return {
        kind: "OverrideBalancerTarget",
        balancerTag: pick(random, [...tags, "none"]),
        target: pick(random, ["", "", "over"]),
      };
    case 6:
      return { kind: "RemoveOutbound", tag: pick(random, outboundTags) };
    case 7:
      return { kind: "AddOutbound", outbound: outbound(pick(random, outboundTags)) };
    case 8:
    case 9:
    case 10:
    case 11: {
      const rules = some(random, 3, () => rule(random, tag));
      const balancers = some(random, 1, () => balancer(random, tag()));
      const fields = {
        ...(rules.length > 0 && { rule: rules }),
        ...(balancers.length > 0 && { balancingRule: balancers }),
        ...(random.integer(4) === 0 && { domainStrategy: "IpOnDemand" }),
      };
      const shouldAppend = random.integer(3) > 0;
      return { kind: "AddRule", config: config(random, fields), shouldAppend };
    }
    default:
      return {
        kind: "TestRoute",
        context: random.integer(50) === 0 ? null : context(random, resolves),
        fieldSelectors: some(random, 2, () =>
          pick(random, ["", "in", "ip", "port_", "outbound", "domain", "user", "nope", "attr"]),
        ),
        publishResult: random.integer(2) === 0,
      };
  }
}

function config(random: Random, fields: JsonObject) {
  const type = "xray.app.router.Config";
  if (random.integer(25) > 0) return { type, fields };
  return pick(random, [
    null,
    { type: "no.such", base64: "" },
    { type, base64: "/w==" },
    { type: "xray.proxy.freedom.Config", fields: {} },
  ]);
}

function outbound(tag: string) {
  return { tag, sender: null, proxy: { type: "xray.proxy.freedom.Config", fields: {} } };
}

function rule(random: Random, tag: () => string): JsonObject {
  const conditions: readonly (() => JsonObject)[] = [
    () => ({ networks: [pick(random, ["TCP", "UDP", "UNIX", 0, 7, 5])] }),
    () => ({ inboundTag: some(random, 2, () => pick(random, ["in", "IN", ""])) }),
    () => ({ protocol: some(random, 2, () => pick(random, ["http", "ht", "tls", ""])) }),
    () => ({ portList: ports(random) }),
    () => ({ sourcePortList: ports(random) }),
    () => ({ localPortList: ports(random) }),
    () => ({ vlessRouteList: ports(random) }),
    () => ({ userEmail: some(random, 2, () => pick(random, names)) }),
    () => ({
      attributes: Object.fromEntries(
        some(random, 1, () => [pick(random, ["k", "K", "é"]), pick(random, patterns)]),
      ),
    }),
    () => ({ geoip: some(random, 2, () => geoip(random)) }),
    () => ({ sourceGeoip: some(random, 2, () => geoip(random)) }),
    () => ({ localGeoip: some(random, 2, () => geoip(random)) }),
    () => ({ domain: some(random, 3, () => domain(random)) }),
    () => ({ domain: some(random, 3, () => domain(random)) }),
    () => ({ process: ["curl", "self/"] }),
  ];
  const count = random.integer(25) === 0 ? 0 : 1 + Number(random.integer(5) === 0);
  const target = random.integer(4);
  return {
    ...(target === 0 && { balancingTag: tag() }),
    ...(target > 1 && { tag: pick(random, ["to-1", "to-2"]) }),
    ...(random.integer(3) === 0 && { ruleTag: tag() }),
    ...(random.integer(20) === 0 && { webhook: {} }),
    ...Object.assign({}, ...Array.from({ length: count }, () => pick(random, conditions)())),
  } as JsonObject;
}

function ports(random: Random): JsonObject {
  const range = some(random, 2, () => {
    const From = pick(random, [0, 80, 443, 65536 + 80]);
    return { From, To: From + pick(random, [0, 1, 400]) };
  });
  return range.length === 0 ? {} : { range };
}

function geoip(random: Random): JsonObject {
  const cidr = some(random, 3, () => ({
    ip: pick(random, ips),
    prefix: pick(random, [0, 8, 24, 31, 32, 64, 120, 127, 128, 200]),
  }));
  return {
    ...(cidr.length > 0 && { cidr }),
    ...(random.integer(3) === 0 && { reverseMatch: true }),
    ...(random.integer(4) === 0 && { countryCode: pick(random, ["CN", "US"]) }),
  };
}

function domain(random: Random): JsonObject {
  const type = pick(random, ["Plain", "Regex", "Domain", "Full", 9]);
  const texts = [
    ...domains,
    ...oddDomains.filter((text) => !text.includes("é")),
    "é",
    "c",
    "bc",
    "",
  ];
  const isRare = random.integer(30) === 0;
  const value = pick(random, type === "Regex" ? patterns : texts);
  return { type, value: type === "Plain" && value === "é" && !isRare ? "e" : value };
}

function balancer(random: Random, tag: string): JsonObject {
  const strategy =
    random.integer(12) === 0
      ? "odd"
      : pick(random, ["roundRobin", "roundrobin", "ROUNDROBIN", "leastPing", "leastLoad", ""]);
  const hasSettings = strategy === "leastLoad" && random.integer(20) > 0;
  // A choice by chance can be compared only where there is one to choose from.
  const outboundSelector =
    strategy === ""
      ? ["x"]
      : some(random, 2, () => pick(random, ["out", "out", "out-a", "x", "", "é"]));
  return {
    tag,
    strategy,
    ...(outboundSelector.length > 0 && { outboundSelector }),
    ...(hasSettings && {
      strategySettings: { type: "xray.app.router.StrategyLeastLoadConfig", fields: {} },
    }),
    ...(random.integer(3) === 0 && { fallbackTag: "fall" }),
  };
}

function context(random: Random, resolves: boolean): JsonObject {
  const parts: readonly (() => JsonObject)[] = [
    () => ({ Network: pick(random, ["TCP", "TCP", "TCP", "UDP", "UNIX", 7, random.integer(10)]) }),
    () => ({ InboundTag: pick(random, ["in", "IN"]) }),
    () => ({ SourceIPs: [pick(random, ips), pick(random, ips)] }),
    () => ({ TargetIPs: [pick(random, ips)] }),
    () => ({ LocalIPs: [pick(random, ips), pick(random, ips)] }),
    () => ({ SourcePort: pick(random, [80, 65536 + 81, 500]) }),
    () => ({ TargetPort: pick(random, [80, 443, 65536]) }),
    () => ({ LocalPort: pick(random, [443, 100]) }),
    () => ({ VlessRoute: pick(random, [80, 443]) }),
    () => ({ TargetDomain: pick(random, resolves ? unasked : [...domains, ...oddDomains]) }),
    () => ({ TargetDomain: pick(random, resolves ? unasked : domains) }),
    () => ({ TargetDomain: pick(random, resolves ? unasked : domains) }),
    () => ({ Protocol: pick(random, ["http/1.1", "tls", "h"]) }),
    () => ({
      User: pick(
        random,
        names.filter((name) => name !== ""),
      ),
    }),
    () => ({ Attributes: { [pick(random, ["k", "K", "É", "z"])]: pick(random, domains) } }),
    () => ({ OutboundTag: "sent", OutboundGroupTags: ["sent"] }),
  ];
  const chosen = Array.from({ length: 2 + random.integer(14) }, () => pick(random, parts)());
  return Object.assign({}, ...chosen) as JsonObject;
}

function pick<T>(random: Random, items: readonly T[]): T {
  return items[random.integer(items.length)] as T;
}

function some<T>(random: Random, most: number, make: () => T): T[] {
  return Array.from({ length: random.integer(most + 1) }, make);
}
