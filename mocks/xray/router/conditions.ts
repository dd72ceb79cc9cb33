import type { JsonObject } from "../../../contract/json.js";
import { goLower } from "../go/text.js";
import { listOf, numberOf, objectOf, objectsOf, textOf, textsOf } from "../json-fields.js";
import { crash, refused, type Trouble } from "../refusal.js";
import { buildDomainMatcher } from "./domain-matcher.js";
import { compileGoRegexp } from "./go-regexp.js";
import { buildIpMatcher, type IpSet } from "./ip-matcher.js";
import { networkNumber, type RouteContext } from "./route-context.js";

/** One condition of a rule: whether it holds, or that it ends the original's process. */
export type Condition = (context: RouteContext) => boolean | Trouble;

const crashAtNetwork = crash("a number of a network beyond 7");

/** The conditions of an `xray.app.router.RoutingRule`, in the order in which they are looked at. */
export function buildConditions(
  rule: JsonObject,
  shared: Map<string, IpSet>,
): { readonly kind: "conditions"; readonly conditions: readonly Condition[] } | Trouble {
  const conditions: Condition[] = [];
  const tags = textsOf(rule, "inboundTag");
  if (tags.length > 0) conditions.push(({ inboundTag }) => isOneOf(tags, inboundTag));
  const networks = listOf(rule, "networks").map(networkNumber);
  if (networks.some((n) => !isNetworkSlot(n))) return crashAtNetwork;
  if (networks.length > 0)
    conditions.push(({ network }) =>
      isNetworkSlot(network) ? networks.includes(network) : crashAtNetwork,
    );
  const protocols = textsOf(rule, "protocol");
  if (protocols.length > 0)
    conditions.push(({ protocol }) => protocols.some((p) => p !== "" && protocol.startsWith(p)));
  for (const [field, of] of portFields) {
    const ports = objectOf(rule, field);
    if (ports === undefined) continue;
    const ranges = objectsOf(ports, "range").map(
      (range) => [numberOf(range, "From") & 0xffff, numberOf(range, "To") & 0xffff] as const,
    );
    conditions.push((context) =>
      ranges.some(([from, to]) => from <= context[of] && context[of] <= to),
    );
  }
  const users = textsOf(rule, "userEmail");
  if (users.length > 0) conditions.push(buildUsers(users));
  const attributes = objectOf(rule, "attributes");
  if (attributes !== undefined && Object.keys(attributes).length > 0) {
    const condition = buildAttributes(attributes);
    if (condition === undefined) return crash("an attribute with a pattern that cannot be read");
    conditions.push(condition);
  }
  for (const [field, of] of ipFields) {
    const geoips = objectsOf(rule, field);
    if (geoips.length === 0) continue;
    const matches = buildIpMatcher(geoips, shared);
    conditions.push((context) => matches(context[of]));
  }
  const domains = objectsOf(rule, "domain");
  if (domains.length > 0) {
    const built = buildDomainMatcher(domains);
    if (built.kind !== "matcher") return built;
    conditions.push(({ domain }) => domain !== "" && built.matches(domain));
  }
  if (listOf(rule, "process").length > 0) conditions.push(isFromProcess);
  if (conditions.length === 0) return refused("app/router: this rule has no effective fields");
  return { kind: "conditions", conditions };
}

const portFields = [
  ["portList", "targetPort"],
  ["sourcePortList", "sourcePort"],
  ["localPortList", "localPort"],
  ["vlessRouteList", "vlessRoute"],
] as const;

const ipFields = [
  ["geoip", "targetIps"],
  ["sourceGeoip", "sourceIps"],
  ["localGeoip", "localIps"],
] as const;

const isNetworkSlot = (network: number): boolean => network >= 0 && network < 8;

function isOneOf(values: readonly string[], value: string): boolean {
  return value !== "" && values.includes(value);
}

/** Users by name, or by a pattern after `regexp:`; patterns that cannot be read are left out. */
function buildUsers(users: readonly string[]): Condition {
  const isPattern = (user: string): boolean => user.length > 7 && user.startsWith("regexp:");
  const names = users.filter((user) => !isPattern(user));
  const patterns = users
    .filter(isPattern)
    .map((user) => compileGoRegexp(user.slice(7)))
    .filter((pattern) => pattern !== undefined);
  return ({ user }) =>
    isOneOf(names, user) || (user !== "" && patterns.some((pattern) => pattern.matches(user)));
}

/** Every attribute has to be there and to match. Case of names doesn't count. */
function buildAttributes(attributes: JsonObject): Condition | undefined {
  const wanted = Object.keys(attributes).map(
    (key) => [goLower(key), compileGoRegexp(textOf(attributes, key))] as const,
  );
  if (wanted.some(([, pattern]) => pattern === undefined)) return undefined;
  return (context) => {
    const { attributes: given } = context;
    if (given === undefined) return false;
    const values = new Map(Object.keys(given).map((key) => [goLower(key), textOf(given, key)]));
    return wanted.every(([key, pattern]) => {
      const value = values.get(key);
      return value !== undefined && pattern?.matches(value) === true;
    });
  };
}

/**
 * Never true: this fake has no processes of others. The original looks for the one that owns the
 * source, and does not survive a first source that is no address.
 */
const isFromProcess: Condition = ({ network, sourceIps }) => {
  const [source] = sourceIps;
  if (source === undefined || (network !== 2 && network !== 3)) return false;
  if (source.length !== 4 && source.length !== 16)
    return crash("a process is looked for at a source that is no address");
  return false;
};
