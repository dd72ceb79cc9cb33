import type { JsonObject } from "../../../../contract/json.js";
import { textOf } from "../../json-fields.js";
import { readAddress } from "../addresses.js";
import type { OriginalRefusal } from "../config-error.js";
import type { ConfigObject, ConfigValue } from "../config-value.js";
import { goAddress, goStringList, stringsOf } from "../decoding/custom.js";
import { findFault } from "../decoding/decode.js";
import {
  goBool,
  goString,
  goUint32,
  keysOf,
  pointer,
  slice,
  struct,
  type GoType,
} from "../decoding/type.js";
import { readCidrs } from "./cidrs.js";
import { readDomainRule, within, type TextReading } from "./domains.js";

const objectType = struct("conf.NameServerConfig", {
  address: pointer(goAddress),
  clientIp: pointer(goAddress),
  port: { kind: "uint", bits: 16 },
  skipFallback: goBool,
  domains: slice(goString),
  expectedIPs: goStringList,
  expectIPs: goStringList,
  queryStrategy: goString,
  tag: goString,
  timeoutMs: { kind: "uint", bits: 64 },
  disableCache: pointer(goBool),
  serveStale: pointer(goBool),
  serveExpiredTTL: pointer(goUint32),
  finalQuery: goBool,
  unexpectedIPs: goStringList,
});

const keys = keysOf(objectType);

/** A name server of `dns.servers`: an address, or an object. */
export const nameServerType: GoType = {
  kind: "custom",
  name: "conf.NameServerConfig",
  check: (value) =>
    value.node.type === "string" || findFault(value, objectType) === undefined
      ? undefined
      : {
          texts: [`infra/conf: failed to parse name server: ${value.text}`],
          wanted: "an address, or an object with address",
        },
};

type Failure = (...texts: readonly string[]) => OriginalRefusal;

/** A name server as `xray.app.dns.NameServer` without its policyID, and what that goes by. */
export interface NameServerReading {
  readonly fields: JsonObject;
  /** Servers with the same policy get the same number. */
  readonly policy: string;
}

/** The address of a name server; `{domain: "fakedns"}` is one, too. */
export function addressOf(value: ConfigValue): JsonObject {
  if (value.node.type === "string") return readAddress(value);
  const address = value.isNull ? undefined : value.asObject(keys).get("address");
  if (address === undefined) {
    throw value.refused("has no address", "give it one (Xray 26.3 panics)", { exit: 2 });
  }
  return readAddress(address);
}

/** Reads a name server. */
export function readNameServer(value: ConfigValue, failure: Failure): NameServerReading {
  const address = addressOf(value);
  if (value.node.type === "string") return { fields: endpoint(address, 0), policy: policyOf({}) };
  const server = value.asObject(keys);
  const rules = server.list("domains").map((item) => {
    const rule = item.asString();
    const reading = within(`infra/conf: invalid domain rule: ${rule}`, readDomainRule(rule));
    return { rule, domains: entries(item, reading, failure) };
  });
  const isEmpty = stringsOf(server.get("expectedips")).length === 0;
  const expected = readIps(server, isEmpty ? "expectips" : "expectedips", "expected", failure);
  const unexpected = readIps(server, "unexpectedips", "unexpected", failure);
  const clientIp = readClientIp(server.get("clientip"), failure);
  return {
    policy: policyOf({
      clientIp,
      skipFallback: server.boolean("skipfallback"),
      queryStrategy: server.string("querystrategy"),
      tag: server.string("tag"),
      domains: rules.map(({ rule }) => rule),
      expected: expected.texts,
      expect: stringsOf(server.get("expectips")),
      unexpected: unexpected.texts,
    }),
    fields: {
      ...endpoint(address, Number(server.get("port")?.text ?? "0")),
      ...(clientIp === undefined ? {} : { clientIp }),
      skipFallback: server.boolean("skipfallback"),
      prioritizedDomain: rules.flatMap(({ domains }) => domains.map(priorityDomain)),
      originalRules: rules.map(({ rule, domains }) => ({ rule, size: domains.length })),
      expectedGeoip: expected.lists,
      actPrior: expected.isPrior,
      unexpectedGeoip: unexpected.lists,
      actUnprior: unexpected.isPrior,
      queryStrategy: queryStrategyOf(server.string("querystrategy")),
      tag: server.string("tag"),
      timeoutMs: server.get("timeoutms")?.text ?? "0",
      finalQuery: server.boolean("finalquery"),
      ...optional(server, "disablecache", "disableCache"),
      ...optional(server, "servestale", "serveStale"),
      ...(server.get("serveexpiredttl") === undefined
        ? {}
        : { serveExpiredTTL: server.uint32("serveexpiredttl") }),
    },
  };
}

/** A client's address as bytes; undefined where it is left out. */
export function readClientIp(value: ConfigValue | undefined, failure: Failure): string | undefined {
  if (value === undefined) return undefined;
  const address = readAddress(value);
  if (typeof address["ip"] === "string") return address["ip"];
  throw value.refused(
    `is ${value.shown}`,
    "write an IP address",
    failure(`infra/conf: not an IP address:${textOf(address, "domain")}`),
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

function endpoint(address: JsonObject, port: number): JsonObject {
  return { address: { network: "UDP", address, port } };
}

function optional(server: ConfigObject, key: "disablecache" | "servestale", name: string) {
  const value = server.get(key);
  return value === undefined ? {} : { [name]: value.asBoolean() };
}

function entries(
  value: ConfigValue,
  reading: TextReading,
  failure: Failure,
): readonly JsonObject[] {
  if (!("problem" in reading)) return reading.entries;
  throw value.refused(
    `cannot be used (${reading.problem.at(-1)})`,
    "mend it, or remove it",
    failure(...reading.problem),
  );
}

function readIps(
  server: ConfigObject,
  key: "expectedips" | "expectips" | "unexpectedips",
  what: string,
  failure: Failure,
) {
  const texts = stringsOf(server.get(key));
  const reading = within(
    `infra/conf: invalid ${what} IP rule: [${texts.join(" ")}]`,
    readCidrs(texts.filter((text) => text !== "*")),
  );
  return {
    texts,
    isPrior: texts.includes("*"),
    lists: entries(server.get(key) ?? server.self, reading, failure),
  };
}

function policyOf(policy: {
  readonly clientIp?: string | undefined;
  readonly skipFallback?: boolean;
  readonly queryStrategy?: string;
  readonly tag?: string;
  readonly domains?: readonly string[];
  readonly expected?: readonly string[];
  readonly expect?: readonly string[];
  readonly unexpected?: readonly string[];
}): string {
  const plain = (text = "") => text.trim().toLowerCase();
  const list = (texts: readonly string[] = []) => texts.map(plain).toSorted().join(",");
  return JSON.stringify([
    policy.clientIp ?? null,
    policy.skipFallback ?? false,
    plain(policy.queryStrategy),
    plain(policy.tag),
    list(policy.domains),
    list(policy.expected),
    list(policy.expect),
    list(policy.unexpected),
  ]);
}
