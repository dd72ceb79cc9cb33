import type { Trouble } from "../refusal.js";
import { resolved, type RouteContext } from "./route-context.js";
import type { Router, Rule } from "./router.js";

/** The rule that decides on a connection, and the connection as it saw it. */
export interface Picked {
  readonly kind: "picked";
  readonly rule: Rule;
  readonly context: RouteContext;
}

/** The first rule that holds; undefined where none does. */
export function pickRule(router: Router, given: RouteContext): Picked | Trouble | undefined {
  const isOnDemand = router.domainStrategy === "IpOnDemand";
  const first = firstHolding(router, isOnDemand ? resolved(given) : given);
  if (first !== undefined) return first;
  if (router.domainStrategy !== "IpIfNonMatch" || given.domain === "") return undefined;
  return firstHolding(router, resolved(given));
}

function firstHolding(router: Router, context: RouteContext): Picked | Trouble | undefined {
  for (const rule of router.rules) {
    const held = holds(rule, context);
    if (held === true) return { kind: "picked", rule, context };
    if (held !== false) return held;
  }
  return undefined;
}

function holds(rule: Rule, context: RouteContext): boolean | Trouble {
  for (const condition of rule.conditions) {
    const held = condition(context);
    if (held !== true) return held;
  }
  return true;
}
