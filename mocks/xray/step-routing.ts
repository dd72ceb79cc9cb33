import type { JsonObject } from "../../contract/json.js";
import type { Message } from "../../contract/xray/message.js";
import { notModelled, refuse, refuseFor, type XrayResult } from "./refusal.js";
import type { XrayState } from "./state.js";

const missing = (): XrayResult => refuseFor(notModelled("routing"));

/** Adds the rules and balancers of an `xray.app.router.Config`, or puts them in place of all others. */
export function addRule(
  _state: XrayState,
  _config: Message | null,
  _shouldAppend: boolean,
): XrayResult {
  return missing();
}

/** Removes every rule of that tag. */
export function removeRule(_state: XrayState, _ruleTag: string): XrayResult {
  return missing();
}

/** Lists the rules in their order. */
export function listRule(_state: XrayState): XrayResult {
  return missing();
}

/** What a balancer chooses, and what overrides it. */
export function getBalancerInfo(_state: XrayState, _tag: string): XrayResult {
  return missing();
}

/** Lets a balancer choose a given outbound; "" lets it choose again. */
export function overrideBalancerTarget(
  _state: XrayState,
  _tag: string,
  _target: string,
): XrayResult {
  return missing();
}

/** Where a connection of that description would go. */
export function testRoute(
  _state: XrayState,
  _context: JsonObject | null,
  _fieldSelectors: readonly string[],
): XrayResult {
  return missing();
}

/** Never to be had: the original has no way to enable it. */
export function subscribeRoutingStats(_state: XrayState): XrayResult {
  return refuse("app/router/command: Routing statistics not enabled.");
}
