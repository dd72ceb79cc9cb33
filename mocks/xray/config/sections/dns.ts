import type { Message } from "../../../../contract/xray/message.js";
import { goList, goPointer } from "../decoding/composites.js";
import { goAddress } from "../decoding/conf-types.js";
import type { Failure, Read } from "../decoding/go-type.js";
import { goBool, goString, goUint32 } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { below } from "../settings.js";
import { buildHosts, hostsType } from "./dns-hosts.js";
import { buildNameServer, nameServerType, queryStrategyOf, readClientIp } from "./name-server.js";

/** `dns`. */
export const dnsType = goStruct("conf.DNSConfig", {
  servers: goList(goPointer(nameServerType)),
  hosts: goPointer(hostsType),
  clientIp: goPointer(goAddress),
  tag: goString,
  queryStrategy: goString,
  disableCache: goBool,
  serveStale: goBool,
  serveExpiredTTL: goUint32,
  disableFallback: goBool,
  disableFallbackIfMatch: goBool,
  enableParallelQuery: goBool,
  useSystemHosts: goBool,
});

/** `dns`, read. */
export type Dns = Read<typeof dnsType>;

/** Makes `xray.app.dns.Config` of `dns`. */
export function buildDns(dns: Dns): Message {
  const { source } = at(dns);
  const failure: Failure = (text) =>
    source.loadFailure("infra/conf: failed to build DNS configuration", text);
  const clientIp = readClientIp(dns, failure);
  const policies: string[] = [];
  const nameServer = dns.servers.map((server, index) => {
    const { fields, policy } = buildNameServer(
      server,
      at(dns, "servers").item(index),
      below(failure, "infra/conf: failed to build nameserver"),
    );
    if (!policies.includes(policy)) policies.push(policy);
    return { ...fields, policyID: policies.indexOf(policy) + 1 };
  });
  const staticHosts =
    dns.hosts === undefined
      ? []
      : buildHosts(dns.hosts, below(failure, "infra/conf: failed to build hosts"));
  if (dns.useSystemHosts) {
    throw at(dns, "useSystemHosts").unsupported(
      "is not supported by this version of nodeproof",
      "write the hosts into dns.hosts",
    );
  }
  return {
    type: "xray.app.dns.Config",
    fields: {
      ...(clientIp === undefined ? {} : { clientIp }),
      staticHosts,
      nameServer,
      tag: dns.tag,
      queryStrategy: queryStrategyOf(dns.queryStrategy),
      disableCache: dns.disableCache,
      serveStale: dns.serveStale,
      serveExpiredTTL: dns.serveExpiredTTL,
      disableFallback: dns.disableFallback,
      disableFallbackIfMatch: dns.disableFallbackIfMatch,
      enableParallelQuery: dns.enableParallelQuery,
    },
  };
}
