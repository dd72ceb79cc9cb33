import type { JsonObject } from "../../../../contract/json.js";
import type { OriginalRefusal } from "../config-error.js";
import type { ConfigObject, ConfigValue } from "../config-value.js";
import { durationOf, goDuration, goStringList, stringsOf } from "../decoding/custom.js";
import { findFault } from "../decoding/decode.js";
import {
  goAny,
  goBool,
  goString,
  keysOf,
  pointer,
  slice,
  struct,
  type GoStruct,
} from "../decoding/type.js";

const strategyType = struct("conf.StrategyConfig", { type: goString, settings: pointer(goAny) });

/** A balancer of `routing.balancers`. */
export const balancerType = struct("conf.BalancingRule", {
  tag: goString,
  selector: goStringList,
  strategy: strategyType,
  fallbackTag: goString,
});

const noSettings = struct("conf.strategyEmptyConfig", {});
const costType = struct("router.StrategyWeight", {
  regexp: goBool,
  match: goString,
  value: { kind: "float", bits: 32 },
});
const leastLoadType = struct("conf.strategyLeastLoadConfig", {
  costs: slice(pointer(costType)),
  baselines: slice(goDuration),
  expected: { kind: "int", bits: 32 },
  maxRTT: goDuration,
  tolerance: { kind: "float", bits: 64 },
});

const settingsTypes: Readonly<Record<string, GoStruct>> = {
  random: noSettings,
  roundrobin: noSettings,
  leastping: noSettings,
  leastload: leastLoadType,
};

const keys = keysOf(balancerType);
const strategyKeys = keysOf(strategyType);
const costKeys = keysOf(costType);

type Failure = (...texts: readonly string[]) => OriginalRefusal;

/** Reads a balancer as `xray.app.router.BalancingRule`. */
export function readBalancer(value: ConfigValue, failure: Failure): JsonObject {
  if (value.isNull) {
    throw value.refused("is null", "remove it (it makes Xray 26.3 panic)", { exit: 2 });
  }
  const balancer = value.asObject(keys);
  const tag = balancer.string("tag");
  if (tag === "") {
    throw value.refused("has no tag", "give it one", failure("infra/conf: empty balancer tag"));
  }
  const outboundSelector = stringsOf(balancer.get("selector"));
  if (outboundSelector.length === 0) {
    throw (balancer.get("selector") ?? value).refused(
      "selects no outbound",
      'write "selector": ["prefix of tags"]',
      failure("infra/conf: empty selector list"),
    );
  }
  const strategy = balancer.get("strategy")?.asObject(strategyKeys);
  const written = strategy?.string("type").toLowerCase() ?? "";
  const name = written === "" ? "random" : written;
  const settingsType = Object.hasOwn(settingsTypes, name) ? settingsTypes[name] : undefined;
  if (settingsType === undefined) {
    throw (strategy?.get("type") ?? value).refused(
      `is "${name}"`,
      "write random, roundRobin, leastPing or leastLoad",
      failure(`infra/conf: unknown balancing strategy: ${name}`),
    );
  }
  const settings = readSettings(strategy?.get("settings"), settingsType, failure);
  return {
    tag,
    outboundSelector,
    strategy: name,
    ...(name === "leastload"
      ? {
          strategySettings: {
            type: "xray.app.router.StrategyLeastLoadConfig",
            fields: settings === undefined ? {} : leastLoad(settings),
          },
        }
      : {}),
    fallbackTag: balancer.string("fallbacktag"),
  };
}

function readSettings(
  value: ConfigValue | undefined,
  type: GoStruct,
  failure: Failure,
): ConfigObject | undefined {
  if (value === undefined) return undefined;
  const fault = findFault(value, type);
  if (fault !== undefined) {
    throw fault.at.refused(
      `is ${fault.at.shown}`,
      `write ${fault.wanted}`,
      failure("infra/conf: failed to parse to strategy config.", ...fault.texts),
    );
  }
  return value.asObject(keysOf(type));
}

function leastLoad(settings: ConfigObject): JsonObject {
  const tolerance = Number(settings.get("tolerance")?.text ?? "0");
  return {
    costs: settings.list("costs").map((value) => {
      const cost = value.asObject(costKeys);
      return {
        regexp: cost.boolean("regexp"),
        match: cost.string("match"),
        value: Number(cost.get("value")?.text ?? "0"),
      };
    }),
    baselines: settings
      .list("baselines")
      .map(durationOf)
      .filter((baseline) => baseline > 0n)
      .map(String),
    expected: Math.max(0, Number(settings.get("expected")?.text ?? "0")),
    maxRTT: String(atLeastZero(durationOf(settings.get("maxrtt")))),
    tolerance: Math.min(1, Math.max(0, tolerance)),
  };
}

function atLeastZero(nanoseconds: bigint): bigint {
  return nanoseconds < 0n ? 0n : nanoseconds;
}
