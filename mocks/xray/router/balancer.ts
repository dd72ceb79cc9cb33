import type { JsonObject } from "../../../contract/json.js";
import { goLower } from "../go/text.js";
import { messageOf, textOf, textsOf } from "../json-fields.js";
import { observe } from "../observatory/observatory.js";
import { crash, refused, type Trouble } from "../refusal.js";
import type { XrayState } from "../state.js";
import { openTyped } from "../typed.js";
import { leastLoaded, readLeastLoad, type LeastLoad } from "./least-load.js";
import { selectOutbounds } from "./select.js";

/** How a balancer chooses. `turn` counts the choices of a round robin. */
export type Strategy =
  | { readonly kind: "random" }
  | { readonly kind: "round robin"; turn: number }
  | { readonly kind: "least ping" }
  | { readonly kind: "least load"; readonly settings: LeastLoad };

/** A balancer: changed in place by its choices and by overriding. */
export interface Balancer {
  readonly kind: "balancer";
  readonly selectors: readonly string[];
  readonly strategy: Strategy;
  readonly fallbackTag: string;
  /** "" for none. */
  override: string;
}

/** Builds the balancer of an `xray.app.router.BalancingRule`. */
export function buildBalancer(rule: JsonObject): Balancer | Trouble {
  const strategy = buildStrategy(rule);
  if (!isStrategy(strategy)) return strategy;
  return {
    kind: "balancer",
    selectors: textsOf(rule, "outboundSelector"),
    strategy,
    fallbackTag: textOf(rule, "fallbackTag"),
    override: "",
  };
}

function isStrategy(made: Strategy | Trouble): made is Strategy {
  return made.kind !== "refused" && made.kind !== "crash" && made.kind !== "not modelled";
}

function buildStrategy(rule: JsonObject): Strategy | Trouble {
  switch (goLower(textOf(rule, "strategy"))) {
    case "":
    case "random":
      return { kind: "random" };
    case "roundrobin":
      return { kind: "round robin", turn: 0 };
    case "leastping":
      return { kind: "least ping" };
    case "leastload": {
      const settings = messageOf(rule, "strategySettings");
      if (settings === null) return crash("a leastload balancer without strategy settings");
      const typed = openTyped(settings);
      if (typed.kind !== "readable" && typed.kind !== "foreign") return typed;
      if (typed.kind === "foreign" || typed.type !== "xray.app.router.StrategyLeastLoadConfig")
        return refused("app/router: not a StrategyLeastLoadConfig");
      return { kind: "least load", settings: readLeastLoad(typed.fields) };
    }
    default:
      return refused("app/router: unrecognized balancer type");
  }
}

/** True for a balancer that asks an observatory. */
export function needsObservatory({ strategy, fallbackTag }: Balancer): boolean {
  return strategy.kind === "least ping" || strategy.kind === "least load" || fallbackTag !== "";
}

/** The tag that a balancer chooses, undefined where it has none to give. A round robin goes on by one. */
export function choose(state: XrayState, balancer: Balancer, now: number): string | undefined {
  const chosen = balancer.override || byStrategy(state, balancer, now) || balancer.fallbackTag;
  return chosen === "" ? undefined : chosen;
}

function byStrategy(state: XrayState, balancer: Balancer, now: number): string {
  const { strategy } = balancer;
  switch (strategy.kind) {
    case "random": {
      const tags = usable(state, balancer, now);
      return tags[state.random.integer(tags.length)] ?? "";
    }
    case "round robin": {
      const tags = usable(state, balancer, now);
      if (tags.length === 0) return "";
      const tag = tags[strategy.turn % tags.length] ?? "";
      strategy.turn = (strategy.turn + 1) % tags.length;
      return tag;
    }
    case "least ping":
      return fastest(state, balancer, now);
    case "least load": {
      const tags = principleTargets(state, balancer, now);
      return tags.length === 0 ? "" : (tags[state.random.integer(tags.length)] ?? "");
    }
    default:
      return strategy satisfies never;
  }
}

/** What GetBalancerInfo shows as the targets of a balancer; overriding doesn't show here. */
export function principleTargets(
  state: XrayState,
  balancer: Balancer,
  now: number,
): readonly string[] {
  const { strategy } = balancer;
  const tags = selectOutbounds(state, balancer.selectors);
  if (strategy.kind === "least ping") return [fastest(state, balancer, now)];
  if (strategy.kind !== "least load") return tags;
  return leastLoaded(strategy.settings, observe(state, now) ?? [], tags);
}

/** All outbounds; with a fallback those not known to be dead. */
function usable(state: XrayState, balancer: Balancer, now: number): readonly string[] {
  const tags = selectOutbounds(state, balancer.selectors);
  const seen = balancer.fallbackTag === "" ? null : observe(state, now);
  if (seen === null) return tags;
  const alive = new Map(seen.map((status) => [status.tag, status.alive]));
  return tags.filter((tag) => alive.get(tag) !== false);
}

function fastest(state: XrayState, balancer: Balancer, now: number): string {
  const tags = selectOutbounds(state, balancer.selectors);
  let best = { tag: "", delay: 99999999 };
  for (const { tag, alive, delay } of observe(state, now) ?? [])
    if (alive && tags.includes(tag) && delay < best.delay) best = { tag, delay };
  return best.tag;
}
