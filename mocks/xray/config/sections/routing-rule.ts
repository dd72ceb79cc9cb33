import type { JsonObject } from "../../../../contract/json.js";
import type { ConfigValue } from "../config-value.js";
import { goMap, goPointer } from "../decoding/composites.js";
import { goStringList, networkOf } from "../decoding/conf-types.js";
import { decodeGo, type Failure, type Read } from "../decoding/go-type.js";
import { goPortList, portListFields, type PortRange } from "../decoding/port-list.js";
import { goString, goUint32 } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { below } from "../settings.js";
import { readCidrs } from "./cidrs.js";
import { entriesOf, readDomainRule, within } from "./domains.js";

const target = { ruleTag: goString, outboundTag: goString, balancerTag: goString };
const targetType = goStruct("conf.RouterRule", target);
const webhookType = goStruct("conf.WebhookRuleConfig", {
  url: goString,
  deduplication: goUint32,
  headers: goMap(goString),
});

const texts = goPointer(goStringList);
const ports = goPointer(goPortList);
const fieldType = goStruct("conf.RawFieldRule", {
  ...target,
  domain: texts,
  domains: texts,
  ip: texts,
  port: ports,
  network: texts,
  sourceIP: texts,
  source: texts,
  sourcePort: ports,
  user: texts,
  vlessRoute: ports,
  inboundTag: texts,
  protocol: texts,
  attrs: goMap(goString),
  localIP: texts,
  localPort: ports,
  process: texts,
  webhook: goPointer(webhookType),
});

type FieldRule = Read<typeof fieldType>;

// Of older versions, and still in most configurations.
const otherKeys = ["type"];

/** Reads a rule as `xray.app.router.RoutingRule`. */
export function readRule(value: ConfigValue, failure: Failure): JsonObject {
  decodeGo(targetType, value, below(failure, "infra/conf: invalid router rule"), "any");
  const fail = below(failure, "infra/conf: invalid field rule");
  const rule = decodeGo(fieldType, value, fail, otherKeys);
  const tag = targetOf(rule, fail);
  const domains = (key: "domain" | "domains") =>
    (rule[key] ?? []).flatMap((text) =>
      entriesOf(
        within(`infra/conf: failed to parse domain rule: ${text}`, readDomainRule(text)),
        at(rule, key),
        fail,
      ),
    );
  const cidrs = (key: "ip" | "sourceIP" | "source" | "localIP") =>
    entriesOf(readCidrs(rule[key] ?? []), at(rule, key), fail);
  // In the order in which the original meets their errors.
  const domain = [...domains("domain"), ...domains("domains")];
  const geoip = cidrs("ip");
  const sourceGeoip = cidrs(rule.sourceIP === undefined ? "source" : "sourceIP");
  const localGeoip = cidrs("localIP");
  return {
    ...tag,
    ruleTag: rule.ruleTag,
    domain,
    geoip,
    sourceGeoip,
    localGeoip,
    ...portList("portList", rule.port),
    ...portList("sourcePortList", rule.sourcePort),
    ...portList("localPortList", rule.localPort),
    ...portList("vlessRouteList", rule.vlessRoute),
    networks: (rule.network ?? []).map(networkOf),
    userEmail: rule.user ?? [],
    inboundTag: rule.inboundTag ?? [],
    protocol: rule.protocol ?? [],
    attributes: Object.fromEntries(rule.attrs),
    process: rule.process ?? [],
    ...webhookOf(rule),
  };
}

function targetOf(rule: FieldRule, failure: Failure): JsonObject {
  const { outboundTag, balancerTag } = rule;
  if (outboundTag !== "") return { tag: outboundTag };
  if (balancerTag !== "") return { balancingTag: balancerTag };
  throw at(rule).refused(
    "leads nowhere",
    "write outboundTag or balancerTag",
    failure("infra/conf: neither outboundTag nor balancerTag is specified in routing rule"),
  );
}

function portList(name: string, ranges: readonly PortRange[] | undefined): JsonObject {
  return ranges === undefined ? {} : { [name]: portListFields(ranges) };
}

function webhookOf({ webhook }: FieldRule): JsonObject {
  // Without an address the original drops it.
  if (webhook === undefined || webhook.url === "") return {};
  const { url, deduplication, headers } = webhook;
  return { webhook: { url, deduplication, headers: Object.fromEntries(headers) } };
}
