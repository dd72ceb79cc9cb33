import type { JsonObject } from "../../contract/json.js";
import type { Message } from "../../contract/xray/message.js";
import { answer, done, noClue, refuse, refuseFor, type XrayResult } from "./refusal.js";
import { choose, principleTargets } from "./router/balancer.js";
import { pickRule } from "./router/pick-rule.js";
import { readRouteContext, showRoute } from "./router/route-context.js";
import { addRules, openConfig } from "./router/router.js";
import type { XrayState } from "./state.js";

const unknownBalancer = "app/router: cannot find tag";

/** Adds the rules and balancers of an `xray.app.router.Config`, or puts them in place of all others. */
export function addRule(
  state: XrayState,
  config: Message | null,
  shouldAppend: boolean,
): XrayResult {
  if (state.router === null) return refuse(noClue);
  const opened = openConfig(config);
  if (opened.kind !== "config") return refuseFor(opened);
  const trouble = addRules(state.router, opened.fields, shouldAppend);
  return trouble === undefined ? done() : refuseFor(trouble);
}

/** Removes every rule of that tag; one that does not exist is removed as well. */
export function removeRule(state: XrayState, ruleTag: string): XrayResult {
  const { router } = state;
  if (router === null) return refuse(noClue);
  if (ruleTag === "") return refuse("app/router: empty tag name!");
  router.rules = router.rules.filter((rule) => rule.ruleTag !== ruleTag);
  return done();
}

/** Lists the rules in their order. */
export function listRule(state: XrayState): XrayResult {
  const rules = state.router?.rules ?? [];
  return answer({ kind: "rules", rules: rules.map(({ tag, ruleTag }) => ({ tag, ruleTag })) });
}

/** What a balancer chooses, and what overrides it. */
export function getBalancerInfo(state: XrayState, tag: string, now: number): XrayResult {
  if (state.router === null)
    return answer({ kind: "balancer", balancer: { override: null, principleTarget: null } });
  const balancer = state.router.balancers.get(tag);
  if (balancer === undefined) return refuse(unknownBalancer);
  const principleTarget = principleTargets(state, balancer, now);
  const override = { target: balancer.override };
  return answer({ kind: "balancer", balancer: { override, principleTarget } });
}

/** Lets a balancer choose a given outbound; "" lets it choose again. */
export function overrideBalancerTarget(state: XrayState, tag: string, target: string): XrayResult {
  if (state.router === null) return refuse("app/router/command: unsupported router implementation");
  const balancer = state.router.balancers.get(tag);
  if (balancer === undefined) return refuse(unknownBalancer);
  balancer.override = target;
  return done();
}

/** Where a connection of that description would go. */
export function testRoute(
  state: XrayState,
  fields: JsonObject | null,
  fieldSelectors: readonly string[],
  now: number,
): XrayResult {
  if (fields === null) return refuse("app/router/command: Invalid routing request.");
  if (state.router === null) return refuse(noClue);
  const picked = pickRule(state.router, readRouteContext(fields));
  if (picked === undefined) return refuse(noClue);
  if (picked.kind !== "picked") return refuseFor(picked);
  const { rule, context } = picked;
  const tag = rule.balancer === null ? rule.tag : choose(state, rule.balancer, now);
  if (tag === undefined) return refuse("app/router: balancing strategy returns empty tag");
  const result = answer({ kind: "route", context: showRoute(context, tag, fieldSelectors) });
  if (rule.webhook === "") return result;
  return { ...result, notes: [`the original reports this route to ${rule.webhook}`] };
}

/** Never to be had: the original has no way to enable it. */
export function subscribeRoutingStats(): XrayResult {
  return refuse("app/router/command: Routing statistics not enabled.");
}
