import type { JsonObject } from "../../../../contract/json.js";
import type { OriginalRefusal } from "../config-error.js";
import type { ConfigObject, ConfigValue } from "../config-value.js";
import {
  goNetworkList,
  goPortList,
  goStringList,
  portListOf,
  stringsOf,
} from "../decoding/custom.js";
import { findFault } from "../decoding/decode.js";
import {
  goString,
  goUint32,
  keysOf,
  mapOf,
  pointer,
  struct,
  type GoType,
} from "../decoding/type.js";
import { readCidrs } from "./cidrs.js";
import { readDomainRule, within, type TextReading } from "./domains.js";

const target = { ruleTag: goString, outboundTag: goString, balancerTag: goString };
const targetType = struct("conf.RouterRule", target);
const webhookType = struct("conf.WebhookRuleConfig", {
  url: goString,
  deduplication: goUint32,
  headers: mapOf("string", goString),
});

const texts = pointer(goStringList);
const ports = pointer(goPortList);
const fieldType = struct("conf.RawFieldRule", {
  ...target,
  domain: texts,
  domains: texts,
  ip: texts,
  port: ports,
  network: pointer(goNetworkList),
  sourceIP: texts,
  source: texts,
  sourcePort: ports,
  user: texts,
  vlessRoute: ports,
  inboundTag: texts,
  protocol: texts,
  attrs: mapOf("string", goString),
  localIP: texts,
  localPort: ports,
  process: texts,
  webhook: pointer(webhookType),
});

const keys = keysOf(fieldType, {
  // Of older versions, and still in most configurations.
  type: "read",
});
const webhookKeys = keysOf(webhookType);

type Failure = (...texts: readonly string[]) => OriginalRefusal;

/** Reads a rule as `xray.app.router.RoutingRule`. */
export function readRule(value: ConfigValue, failure: Failure): JsonObject {
  checkType(value, targetType, (...rest) => failure("infra/conf: invalid router rule", ...rest));
  const fail: Failure = (...rest) => failure("infra/conf: invalid field rule", ...rest);
  checkType(value, fieldType, fail);
  const rule = value.asObject(keys);
  const tag = readTarget(rule, fail);
  const domains = (key: "domain" | "domains") =>
    stringsOf(rule.get(key)).flatMap((text) =>
      entries(
        rule,
        key,
        within(`infra/conf: failed to parse domain rule: ${text}`, readDomainRule(text)),
        fail,
      ),
    );
  const cidrs = (key: "ip" | "sourceip" | "source" | "localip") =>
    entries(rule, key, readCidrs(stringsOf(rule.get(key))), fail);
  // In the order in which the original meets their errors.
  const domain = [...domains("domain"), ...domains("domains")];
  const geoip = cidrs("ip");
  const sourceGeoip = cidrs(rule.get("sourceip") === undefined ? "source" : "sourceip");
  const localGeoip = cidrs("localip");
  return {
    ...tag,
    ruleTag: rule.string("ruletag"),
    domain,
    geoip,
    sourceGeoip,
    localGeoip,
    ...portList(rule, "port", "portList"),
    ...portList(rule, "sourceport", "sourcePortList"),
    ...portList(rule, "localport", "localPortList"),
    ...portList(rule, "vlessroute", "vlessRouteList"),
    networks: stringsOf(rule.get("network")).map(networkOf),
    userEmail: stringsOf(rule.get("user")),
    inboundTag: stringsOf(rule.get("inboundtag")),
    protocol: stringsOf(rule.get("protocol")),
    attributes: stringMap(rule.get("attrs")),
    process: stringsOf(rule.get("process")),
    ...readWebhook(rule.get("webhook")),
  };
}

/** Refuses a value that the original decodes on its own and that does not fit. */
export function checkType(value: ConfigValue, type: GoType, failure: Failure): void {
  const fault = findFault(value, type);
  if (fault === undefined) return;
  throw fault.at.refused(`is ${fault.at.shown}`, `write ${fault.wanted}`, failure(...fault.texts));
}

function readTarget(rule: ConfigObject, failure: Failure): JsonObject {
  const outbound = rule.string("outboundtag");
  if (outbound !== "") return { tag: outbound };
  const balancer = rule.string("balancertag");
  if (balancer !== "") return { balancingTag: balancer };
  throw rule.self.refused(
    "leads nowhere",
    "write outboundTag or balancerTag",
    failure("infra/conf: neither outboundTag nor balancerTag is specified in routing rule"),
  );
}

function entries(
  rule: ConfigObject,
  key: Lowercase<string>,
  reading: TextReading,
  failure: Failure,
): readonly JsonObject[] {
  if (!("problem" in reading)) return reading.entries;
  const value = rule.get(key) ?? rule.self;
  throw value.refused(
    `cannot be used (${reading.problem.at(-1)})`,
    "mend it, or remove it",
    failure(...reading.problem),
  );
}

function portList(
  rule: ConfigObject,
  key: "port" | "sourceport" | "localport" | "vlessroute",
  name: string,
): JsonObject {
  const value = rule.get(key);
  return value === undefined ? {} : { [name]: portListOf(value) };
}

function networkOf(name: string): string {
  const network = name.toUpperCase();
  return ["TCP", "UDP", "UNIX"].includes(network) ? network : "Unknown";
}

function stringMap(value: ConfigValue | undefined): JsonObject {
  return Object.fromEntries((value?.asMap() ?? []).map(([key, text]) => [key, text.asString()]));
}

function readWebhook(value: ConfigValue | undefined): JsonObject {
  const webhook = value?.asObject(webhookKeys);
  const url = webhook?.string("url") ?? "";
  // Without an address the original drops it.
  if (webhook === undefined || url === "") return {};
  return {
    webhook: {
      url,
      deduplication: webhook.uint32("deduplication"),
      headers: stringMap(webhook.get("headers")),
    },
  };
}
