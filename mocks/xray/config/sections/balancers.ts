import type { JsonObject } from "../../../../contract/json.js";
import type { ConfigValue } from "../config-value.js";
import { goList, goPointer, goRaw } from "../decoding/composites.js";
import { goStringList } from "../decoding/conf-types.js";
import { goDuration } from "../decoding/duration.js";
import { decodeGo, type Failure, type Read } from "../decoding/go-type.js";
import { goBool, goFloat32, goFloat64, goInt32, goString } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { below } from "../settings.js";

/** A balancer of `routing.balancers`. */
export const balancerType = goStruct("conf.BalancingRule", {
  tag: goString,
  selector: goStringList,
  strategy: goStruct("conf.StrategyConfig", { type: goString, settings: goPointer(goRaw) }),
  fallbackTag: goString,
});

type Balancer = Read<typeof balancerType>;

const noSettings = goStruct("conf.strategyEmptyConfig", {});
const leastLoadType = goStruct("conf.strategyLeastLoadConfig", {
  costs: goList(
    goPointer(
      goStruct("router.StrategyWeight", { regexp: goBool, match: goString, value: goFloat32 }),
    ),
  ),
  baselines: goList(goDuration),
  expected: goInt32,
  maxRTT: goDuration,
  tolerance: goFloat64,
});

const strategies = ["random", "roundrobin", "leastping", "leastload"];

/** Makes `xray.app.router.BalancingRule` of a balancer. */
export function buildBalancer(balancer: Balancer, failure: Failure): JsonObject {
  const { tag, selector, strategy, fallbackTag } = balancer;
  if (tag === "") {
    const text = "infra/conf: empty balancer tag";
    throw at(balancer).refused("has no tag", "give it one", failure(text));
  }
  if (selector.length === 0) {
    throw at(balancer, "selector").refused(
      "selects no outbound",
      'write "selector": ["prefix of tags"]',
      failure("infra/conf: empty selector list"),
    );
  }
  const written = strategy.type.toLowerCase();
  const name = written === "" ? "random" : written;
  if (!strategies.includes(name)) {
    throw at(strategy, "type").refused(
      `is "${name}"`,
      "write random, roundRobin, leastPing or leastLoad",
      failure(`infra/conf: unknown balancing strategy: ${name}`),
    );
  }
  const settings = readSettings(strategy.settings, name, failure);
  return {
    tag,
    outboundSelector: selector,
    strategy: name,
    ...(settings === undefined ? {} : { strategySettings: settings }),
    fallbackTag,
  };
}

/** Settings that do nothing are looked at all the same. */
function readSettings(
  value: ConfigValue | undefined,
  strategy: string,
  failure: Failure,
): JsonObject | undefined {
  const parse = below(failure, "infra/conf: failed to parse to strategy config.");
  if (strategy !== "leastload") {
    if (value !== undefined) decodeGo(noSettings, value, parse);
    return undefined;
  }
  return {
    type: "xray.app.router.StrategyLeastLoadConfig",
    fields: value === undefined ? {} : leastLoad(decodeGo(leastLoadType, value, parse)),
  };
}

function leastLoad(settings: Read<typeof leastLoadType>): JsonObject {
  const { costs, baselines, expected, maxRTT, tolerance } = settings;
  return {
    costs: costs.map((cost) => {
      const { regexp = false, match = "", value = 0 } = cost ?? {};
      return { regexp, match, value };
    }),
    baselines: baselines.filter((baseline) => baseline > 0n).map(String),
    expected: Math.max(0, expected),
    maxRTT: String(maxRTT < 0n ? 0n : maxRTT),
    tolerance: Math.min(1, Math.max(0, tolerance)),
  };
}
