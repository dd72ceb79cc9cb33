import type { JsonObject } from "../../../../contract/json.js";
import { textOf } from "../../json-fields.js";
import { parseAddress, withEnvironment } from "../addresses.js";
import type { ConfigValue } from "../config-value.js";
import { goList, goPointer } from "../decoding/composites.js";
import { goAddress, goStringList } from "../decoding/conf-types.js";
import { type Failure, type GoType, type Read, tryGo } from "../decoding/go-type.js";
import { goBool, goString, goUint16, goUint32, goUint64 } from "../decoding/scalars.js";
import { at, changed, goStruct } from "../decoding/struct.js";
import { readCidrs } from "./cidrs.js";
import { entriesOf, readDomainRule, within } from "./domains.js";

const serverType = goStruct("conf.NameServerConfig", {
  address: goPointer(goAddress),
  clientIp: goPointer(goAddress),
  port: goUint16,
  skipFallback: goBool,
  domains: goList(goString),
  expectedIPs: goStringList,
  expectIPs: goStringList,
  queryStrategy: goString,
  tag: goString,
  timeoutMs: goUint64,
  disableCache: goPointer(goBool),
  serveStale: goPointer(goBool),
  serveExpiredTTL: goPointer(goUint32),
  finalQuery: goBool,
  unexpectedIPs: goStringList,
});

type NameServer = Read<typeof serverType>;

/** A name server of `dns.servers`: an address, or an object. */
export const nameServerType: GoType<NameServer> = {
  name: serverType.name,
  zero: () => serverType.zero(),
  decode(value, before, run) {
    if (value.node.type === "string") {
      const address = parseAddress(withEnvironment(value.asString()));
      return changed(before, { address }, value);
    }
    const server = tryGo(serverType, value);
    if (server !== undefined) return server.read;
    const text = `infra/conf: failed to parse name server: ${value.text}`;
    throw run.error(value, "an address, or an object with address", text);
  },
};

/** A name server as `xray.app.dns.NameServer` without its policyID, and what that goes by. */
export interface NameServerReading {
  readonly fields: JsonObject;
  /** Servers with the same policy get the same number. */
  readonly policy: string;
}

/** The address of a name server, which is written at `value`; `{domain: "fakedns"}` is one, too. */
export function addressOf(server: NameServer | undefined, value: ConfigValue): JsonObject {
  if (server?.address !== undefined) return server.address;
  throw value.refused("has no address", "give it one (Xray 26.3 panics)", { exit: 2 });
}

/** Makes a name server, which is written at `value`. */
export function buildNameServer(
  server: NameServer | undefined,
  value: ConfigValue,
  failure: Failure,
): NameServerReading {
  const address = addressOf(server, value);
  if (server === undefined) return { fields: {}, policy: "" };
  const rules = server.domains.map((rule, index) => {
    const reading = within(`infra/conf: invalid domain rule: ${rule}`, readDomainRule(rule));
    return { rule, domains: entriesOf(reading, at(server, "domains").item(index), failure) };
  });
  const expectKey = server.expectedIPs.length === 0 ? "expectIPs" : "expectedIPs";
  const expected = readIps(server, expectKey, "expected", failure);
  const unexpected = readIps(server, "unexpectedIPs", "unexpected", failure);
  const clientIp = readClientIp(server, failure);
  const { skipFallback, queryStrategy, tag, serveExpiredTTL, disableCache, serveStale } = server;
  return {
    policy: policyOf({
      clientIp,
      skipFallback,
      queryStrategy,
      tag,
      domains: server.domains,
      expected: server[expectKey],
      expect: server.expectIPs,
      unexpected: server.unexpectedIPs,
    }),
    fields: {
      address: { network: "UDP", address, port: server.port },
      ...(clientIp === undefined ? {} : { clientIp }),
      skipFallback,
      prioritizedDomain: rules.flatMap(({ domains }) => domains.map(priorityDomain)),
      originalRules: rules.map(({ rule, domains }) => ({ rule, size: domains.length })),
      expectedGeoip: expected.lists,
      actPrior: expected.isPrior,
      unexpectedGeoip: unexpected.lists,
      actUnprior: unexpected.isPrior,
      queryStrategy: queryStrategyOf(queryStrategy),
      tag,
      timeoutMs: server.timeoutMs,
      finalQuery: server.finalQuery,
      ...(disableCache === undefined ? {} : { disableCache }),
      ...(serveStale === undefined ? {} : { serveStale }),
      ...(serveExpiredTTL === undefined ? {} : { serveExpiredTTL }),
    },
  };
}

/** A client's address as bytes; undefined where it is left out. */
export function readClientIp(
  holder: { readonly clientIp: JsonObject | undefined },
  failure: Failure,
): string | undefined {
  const { clientIp } = holder;
  if (clientIp === undefined) return undefined;
  if (typeof clientIp["ip"] === "string") return clientIp["ip"];
  const value = at(holder, "clientIp");
  throw value.refused(
    `is ${value.shown}`,
    "write an IP address",
    failure(`infra/conf: not an IP address:${textOf(clientIp, "domain")}`),
  );
}
/** The strategy of a name in any of its spellings; USE_IP for all others. */
export function queryStrategyOf(written: string): string {
  const name = written.toLowerCase();
  if (/^use(ipv?|_ipv?|-ipv?|_ip_v|-ip-v)4$/.test(name)) return "USE_IP4";
  if (/^use(ipv?|_ipv?|-ipv?|_ip_v|-ip-v)6$/.test(name)) return "USE_IP6";
  return /^use[-_]?sys(tem)?$/.test(name) ? "USE_SYS" : "USE_IP";
}

/** The kind of a domain, as the DNS app names it. */
export function matchingType(domain: JsonObject): string {
  const types: Readonly<Record<string, string>> = {
    Domain: "Subdomain",
    Full: "Full",
    Regex: "Regex",
  };
  return types[textOf(domain, "type")] ?? "Keyword";
}

function priorityDomain(domain: JsonObject): JsonObject {
  return { type: matchingType(domain), domain: domain["value"] ?? "" };
}

function readIps(
  server: NameServer,
  key: "expectedIPs" | "expectIPs" | "unexpectedIPs",
  what: string,
  failure: Failure,
) {
  const texts = server[key];
  const reading = within(
    `infra/conf: invalid ${what} IP rule: [${texts.join(" ")}]`,
    readCidrs(texts.filter((text) => text !== "*")),
  );
  return { isPrior: texts.includes("*"), lists: entriesOf(reading, at(server, key), failure) };
}

/** What makes a policy; texts count without regard to case and blanks around them, lists to their order. */
interface Policy {
  readonly clientIp: string | undefined;
  readonly skipFallback: boolean;
  readonly queryStrategy: string;
  readonly tag: string;
  readonly domains: readonly string[];
  readonly expected: readonly string[];
  readonly expect: readonly string[];
  readonly unexpected: readonly string[];
}

function policyOf(policy: Policy): string {
  const plain = (text: string) => text.trim().toLowerCase();
  const list = (texts: readonly string[]) => texts.map(plain).toSorted().join(",");
  return JSON.stringify([
    policy.clientIp ?? null,
    policy.skipFallback,
    plain(policy.queryStrategy),
    plain(policy.tag),
    list(policy.domains),
    list(policy.expected),
    list(policy.expect),
    list(policy.unexpected),
  ]);
}
