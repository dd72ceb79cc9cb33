import type { JsonObject } from "../../../contract/json.js";
import type { Message } from "../../../contract/xray/message.js";
import { objectOf, objectsOf, textOf } from "../json-fields.js";
import { crash, refused, type Trouble } from "../refusal.js";
import { openTyped } from "../typed.js";
import { buildBalancer, type Balancer } from "./balancer.js";
import { buildConditions, type Condition } from "./conditions.js";
import type { IpSet } from "./ip-matcher.js";

/** A rule; `tag` is "" where a balancer chooses. */
export interface Rule {
  readonly kind: "rule";
  readonly tag: string;
  readonly ruleTag: string;
  readonly balancer: Balancer | null;
  readonly conditions: readonly Condition[];
  /** Whom the original tells of every connection that the rule decides on; "" for nobody. */
  readonly webhook: string;
}

/** The routing of a configuration. Changed in place. */
export interface Router {
  /** That of the start: rules that come later bring none. */
  readonly domainStrategy: string;
  rules: Rule[];
  balancers: Map<string, Balancer>;
  /** Networks by country codes, kept until the end. */
  readonly shared: Map<string, IpSet>;
}

const configType = "xray.app.router.Config";

/** The router of a configuration at the start, where tags may be there twice: the last balancer counts. */
export function createRouter(
  config: JsonObject,
): { readonly kind: "router"; readonly router: Router } | Trouble {
  const domainStrategy = textOf(config, "domainStrategy");
  const router: Router = { domainStrategy, rules: [], balancers: new Map(), shared: new Map() };
  for (const rule of objectsOf(config, "balancingRule")) {
    const balancer = buildBalancer(rule);
    if (balancer.kind !== "balancer") return balancer;
    router.balancers.set(textOf(rule, "tag"), balancer);
  }
  for (const given of objectsOf(config, "rule")) {
    const rule = buildRule(router, given);
    if (rule.kind !== "rule") return rule;
    router.rules.push(rule);
  }
  return { kind: "router", router };
}

/** The fields of the `xray.app.router.Config` that AddRule was sent. */
export function openConfig(
  config: Message | null,
): { readonly kind: "config"; readonly fields: JsonObject } | Trouble {
  if (config === null) return crash("AddRule without a configuration");
  const typed = openTyped(config);
  if (typed.kind !== "readable" && typed.kind !== "foreign") return typed;
  if (typed.kind === "foreign" || typed.type !== configType)
    return refused("app/router: AddRule: config type error");
  return { kind: "config", fields: typed.fields };
}

/**
 * Adds rules and balancers. What was there is dropped first where they are to take its place, and
 * stays dropped when this fails; balancers of a request that fails stay, its rules don't.
 */
export function addRules(router: Router, config: JsonObject, append: boolean): Trouble | undefined {
  if (!append) {
    router.rules = [];
    router.balancers = new Map();
  }
  for (const rule of objectsOf(config, "balancingRule")) {
    const tag = textOf(rule, "tag");
    if (router.balancers.has(tag)) return refused("app/router: duplicate balancer tag");
    const balancer = buildBalancer(rule);
    if (balancer.kind !== "balancer") return balancer;
    router.balancers.set(tag, balancer);
  }
  const rules = [...router.rules];
  for (const given of objectsOf(config, "rule")) {
    const ruleTag = textOf(given, "ruleTag");
    if (ruleTag !== "" && rules.some((rule) => rule.ruleTag === ruleTag))
      return refused(`app/router: duplicate ruleTag ${ruleTag}`);
    const rule = buildRule(router, given);
    if (rule.kind !== "rule") return rule;
    rules.push(rule);
  }
  router.rules = rules;
  return undefined;
}

function buildRule(router: Router, given: JsonObject): Rule | Trouble {
  const built = buildConditions(given, router.shared);
  if (built.kind !== "conditions") return built;
  const balancingTag = textOf(given, "balancingTag");
  const balancer = balancingTag === "" ? null : router.balancers.get(balancingTag);
  if (balancer === undefined) return refused(`app/router: balancer ${balancingTag} not found`);
  return {
    kind: "rule",
    tag: textOf(given, "tag"),
    ruleTag: textOf(given, "ruleTag"),
    balancer,
    conditions: built.conditions,
    webhook: textOf(objectOf(given, "webhook") ?? {}, "url"),
  };
}
