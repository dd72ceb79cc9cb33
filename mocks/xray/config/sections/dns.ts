import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goAddress } from "../decoding/custom.js";
import { goBool, goString, goUint32, keysOf, pointer, slice, struct } from "../decoding/type.js";
import { hostsType, readHosts } from "./dns-hosts.js";
import { nameServerType, queryStrategyOf, readClientIp, readNameServer } from "./name-server.js";

/** `dns`. */
export const dnsType = struct("conf.DNSConfig", {
  servers: slice(pointer(nameServerType)),
  hosts: pointer(hostsType),
  clientIp: pointer(goAddress),
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

/** Keys of `dns`. */
export const dnsKeys = keysOf(dnsType);

/** Reads `dns` as `xray.app.dns.Config`. */
export function readDns(value: ConfigValue): Message {
  const dns = value.asObject(dnsKeys);
  const failure = (...texts: readonly string[]) =>
    value.source.loadFailure("infra/conf: failed to build DNS configuration", ...texts);
  const clientIp = readClientIp(dns.get("clientip"), failure);
  const policies: string[] = [];
  const nameServer = dns.list("servers").map((server) => {
    const { fields, policy } = readNameServer(server, (...texts) =>
      failure("infra/conf: failed to build nameserver", ...texts),
    );
    if (!policies.includes(policy)) policies.push(policy);
    return { ...fields, policyID: policies.indexOf(policy) + 1 };
  });
  const hosts = dns.get("hosts");
  const staticHosts =
    hosts === undefined
      ? []
      : readHosts(hosts, (...texts) => failure("infra/conf: failed to build hosts", ...texts));
  const system = dns.get("usesystemhosts");
  if (system?.asBoolean() === true) {
    throw system.unsupported(
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
      tag: dns.string("tag"),
      queryStrategy: queryStrategyOf(dns.string("querystrategy")),
      disableCache: dns.boolean("disablecache"),
      serveStale: dns.boolean("servestale"),
      serveExpiredTTL: dns.uint32("serveexpiredttl"),
      disableFallback: dns.boolean("disablefallback"),
      disableFallbackIfMatch: dns.boolean("disablefallbackifmatch"),
      enableParallelQuery: dns.boolean("enableparallelquery"),
    },
  };
}
