import type { JsonObject } from "../../../../contract/json.js";
import { textOf } from "../../json-fields.js";
import { readAddress } from "../addresses.js";
import type { OriginalRefusal } from "../config-error.js";
import type { ConfigValue } from "../config-value.js";
import { goAddress } from "../decoding/custom.js";
import { findFault } from "../decoding/decode.js";
import { goString, mapOf, pointer, slice, type GoType } from "../decoding/type.js";
import { dotless, within, type TextReading } from "./domains.js";
import { loadSites } from "./geo-files.js";
import { matchingType } from "./name-server.js";

const hostType: GoType = {
  kind: "custom",
  name: "conf.HostAddress",
  check: (value) =>
    findFault(value, pointer(goString)) === undefined ||
    findFault(value, slice(pointer(goAddress))) === undefined
      ? undefined
      : { texts: ["infra/conf: invalid address"], wanted: "an address, or a list of addresses" },
};

const mapType = mapOf("string", pointer(hostType));

/** `dns.hosts`: domains to addresses. */
export const hostsType: GoType = {
  kind: "custom",
  name: "conf.HostsWrapper",
  check: (value) => {
    const fault = findFault(value, mapType);
    return fault && { ...fault, texts: ["infra/conf: invalid DNS hosts", ...fault.texts] };
  },
};

type Failure = (...texts: readonly string[]) => OriginalRefusal;

/** Reads `dns.hosts` as `xray.app.dns.Config.HostMapping`s, in the order of the domains' bytes. */
export function readHosts(value: ConfigValue, failure: Failure): readonly JsonObject[] {
  // A repetition replaces.
  const hosts = [...new Map(value.asMap())].toSorted(([a], [b]) =>
    Buffer.compare(Buffer.from(a), Buffer.from(b)),
  );
  return hosts.flatMap(([domain, host]) => {
    const reading = readDomain(domain);
    if ("problem" in reading) {
      throw host.refused(
        `cannot be used (${reading.problem.at(-1)})`,
        "mend it, or remove it",
        failure(...reading.problem),
      );
    }
    return reading.entries.map((entry) => ({ ...entry, ...readTarget(host) }));
  });
}

const prefixes: Readonly<Record<string, readonly [string, string]>> = {
  "domain:": ["Subdomain", "infra/conf: empty domain type of rule: "],
  "regexp:": ["Regex", "infra/conf: empty regexp type of rule: "],
  "keyword:": ["Keyword", "infra/conf: empty keyword type of rule: "],
  "full:": ["Full", "infra/conf: empty full domain type of rule: "],
};

function readDomain(text: string): TextReading {
  const prefix = Object.keys(prefixes).find((p) => text.startsWith(p));
  const known = prefix === undefined ? undefined : prefixes[prefix];
  if (prefix !== undefined && known !== undefined) {
    const [type, empty] = known;
    const domain = text.slice(prefix.length);
    return domain === "" ? { problem: [empty + text] } : { entries: [{ type, domain }] };
  }
  if (text.startsWith("dotless:")) {
    const pattern = dotless(text);
    return "problem" in pattern
      ? pattern
      : { entries: [{ type: "Regex", domain: pattern.expression }] };
  }
  if (text.startsWith("geosite:")) {
    const list = text.slice("geosite:".length);
    if (list === "") return { problem: [`infra/conf: empty geosite rule: ${text}`] };
    return listed(`infra/conf: failed to load geosite: ${list}`, "geosite.dat", list);
  }
  if (text.startsWith("ext:")) {
    const parts = text.slice("ext:".length).split(":");
    const [file = "", list = ""] = parts;
    if (parts.length !== 2) return { problem: [`infra/conf: invalid external resource: ${text}`] };
    return listed(`infra/conf: failed to load domain list: ${list} from ${file}`, file, list);
  }
  return { entries: [{ type: "Full", domain: text }] };
}

function listed(what: string, file: string, list: string): TextReading {
  const reading = within(what, loadSites(file, list));
  if ("problem" in reading) return reading;
  return {
    entries: reading.entries.map((domain) => ({
      type: matchingType(domain),
      domain: domain["value"] ?? "",
    })),
  };
}

/** The addresses; the first domain among them takes the place of all. */
function readTarget(host: ConfigValue): JsonObject {
  const values = host.node.type === "string" ? [host] : host.asList();
  if (host.isNull) throw panic(host);
  const ip: string[] = [];
  for (const value of values) {
    if (value.isNull) throw panic(value);
    const address = readAddress(value);
    if (typeof address["domain"] === "string") return { proxiedDomain: address["domain"] };
    ip.push(textOf(address, "ip"));
  }
  return { ip };
}

function panic(value: ConfigValue): Error {
  return value.refused("is null", "remove it (it makes Xray 26.3 panic)", { exit: 2 });
}
