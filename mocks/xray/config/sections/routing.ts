import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goAny, goString, keysOf, pointer, slice, struct } from "../decoding/type.js";
import { balancerType, readBalancer } from "./balancers.js";
import { readRule } from "./routing-rule.js";

/** `routing`. The original keeps rules as text at first. */
export const routingType = struct("conf.RouterConfig", {
  rules: slice(goAny),
  domainStrategy: pointer(goString),
  balancers: slice(pointer(balancerType)),
});

const keys = keysOf(routingType);
const strategies: Readonly<Record<string, string>> = {
  ipifnonmatch: "IpIfNonMatch",
  ipondemand: "IpOnDemand",
};

/** Reads `routing` as `xray.app.router.Config`. An unknown domainStrategy counts as AsIs. */
export function readRouting(value: ConfigValue): Message {
  const routing = value.asObject(keys);
  const failure = (...texts: readonly string[]) =>
    value.source.loadFailure("infra/conf: failed to build routing configuration", ...texts);
  return {
    type: "xray.app.router.Config",
    fields: {
      domainStrategy: strategies[routing.string("domainstrategy").toLowerCase()] ?? "AsIs",
      rule: routing.list("rules").map((rule) => readRule(rule, failure)),
      balancingRule: routing.list("balancers").map((balancer) => readBalancer(balancer, failure)),
    },
  };
}
