import type { Message } from "../../../../contract/xray/message.js";
import { goList, goPointer, goRaw } from "../decoding/composites.js";
import type { Failure, Read } from "../decoding/go-type.js";
import { goString } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { panics } from "../settings.js";
import { balancerType, buildBalancer } from "./balancers.js";
import { readRule } from "./routing-rule.js";

/** `routing`. The original keeps rules as text at first. */
export const routingType = goStruct("conf.RouterConfig", {
  rules: goList(goRaw),
  domainStrategy: goPointer(goString),
  balancers: goList(goPointer(balancerType)),
});

const strategies: Readonly<Record<string, string>> = {
  ipifnonmatch: "IpIfNonMatch",
  ipondemand: "IpOnDemand",
};

/** Makes `xray.app.router.Config` of `routing`. An unknown domainStrategy counts as AsIs. */
export function buildRouting(routing: Read<typeof routingType>): Message {
  const { rules, domainStrategy = "", balancers } = routing;
  const { source } = at(routing);
  const failure: Failure = (text) =>
    source.loadFailure("infra/conf: failed to build routing configuration", text);
  return {
    type: "xray.app.router.Config",
    fields: {
      domainStrategy: strategies[domainStrategy.toLowerCase()] ?? "AsIs",
      rule: rules.map((rule) => readRule(rule ?? at(routing), failure)),
      balancingRule: balancers.map((balancer, index) => {
        if (balancer === undefined) throw panics(at(routing, "balancers").item(index), "is null");
        return buildBalancer(balancer, failure);
      }),
    },
  };
}
