import type { JsonObject } from "../../../../contract/json.js";
import { textOf } from "../../json-fields.js";
import type { ConfigValue } from "../config-value.js";
import { goList, goMap, goPointer } from "../decoding/composites.js";
import { goAddress } from "../decoding/conf-types.js";
import { type Failure, type GoType, type Read, tryGo } from "../decoding/go-type.js";
import { panics } from "../settings.js";
import { dotless, entriesOf, type TextReading, within } from "./domains.js";
import { loadSites } from "./geo-files.js";
import { matchingType } from "./name-server.js";

/** A host; among its addresses undefined stands for null, with which the original panics. */
export interface Host {
  readonly addresses: readonly (JsonObject | undefined)[];
  readonly value: ConfigValue;
}

const hostType: GoType<Host | undefined> = {
  name: "*conf.HostAddress",
  zero: () => undefined,
  decode(value, _before, run) {
    const one = tryGo(goPointer(goAddress), value);
    if (one !== undefined) return { addresses: [one.read], value };
    const list = tryGo(goList(goPointer(goAddress)), value);
    if (list !== undefined) return { addresses: list.read, value };
    throw run.error(value, "an address, or a list of addresses", "infra/conf: invalid address");
  },
};

const mapType = goMap(hostType);

/** `dns.hosts`: domains to addresses. */
export const hostsType: GoType<Read<typeof mapType>> = {
  name: "conf.HostsWrapper",
  zero: () => mapType.zero(),
  decode: (value, _before, run) =>
    run.apart(mapType, value, (text) => `infra/conf: invalid DNS hosts > ${text}`),
};

/** Makes `xray.app.dns.Config.HostMapping`s of `dns.hosts`, in the order of the domains' bytes. */
export function buildHosts(hosts: Read<typeof hostsType>, failure: Failure): readonly JsonObject[] {
  const sorted = [...hosts].toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return sorted.flatMap(([domain, host]) => {
    if (host === undefined) return [];
    const entries = entriesOf(readDomain(domain), host.value, failure);
    return entries.map((entry) => ({ ...entry, ...targetOf(host) }));
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
function targetOf({ addresses, value }: Host): JsonObject {
  const ip: string[] = [];
  for (const [index, address] of addresses.entries()) {
    if (address === undefined) throw panics(value.item(index), "is null");
    if (typeof address["domain"] === "string") return { proxiedDomain: address["domain"] };
    ip.push(textOf(address, "ip"));
  }
  return { ip };
}
