import { apiType } from "./api.js";
import { goAddress, goPortList, goStringList } from "./decoding/custom.js";
import { goAny, goBool, goString, mapOf, pointer, slice, struct } from "./decoding/type.js";
import { logType } from "./log.js";
import { policyType } from "./policy.js";
import { dnsType } from "./sections/dns.js";
import { fakeDnsType } from "./sections/fake-dns.js";
import { metricsType } from "./sections/metrics.js";
import { burstObservatoryType, observatoryType } from "./sections/observatory.js";
import { reverseType } from "./sections/reverse.js";
import { routingType } from "./sections/routing.js";
import { versionType } from "./sections/version.js";

const sniffingType = struct("conf.SniffingConfig", {
  enabled: goBool,
  destOverride: pointer(goStringList),
  domainsExcluded: pointer(goStringList),
  metadataOnly: goBool,
  routeOnly: goBool,
});

const muxType = struct("conf.MuxConfig", {
  enabled: goBool,
  concurrency: { kind: "int", bits: 16 },
  xudpConcurrency: { kind: "int", bits: 16 },
  xudpProxyUDP443: goString,
});

const proxyType = struct("conf.ProxyConfig", { tag: goString, transportLayer: goBool });

const inboundType = struct("conf.InboundDetourConfig", {
  protocol: goString,
  port: pointer(goPortList),
  listen: pointer(goAddress),
  settings: pointer(goAny),
  tag: goString,
  // Checked by its reader.
  streamSettings: goAny,
  sniffing: pointer(sniffingType),
});

const outboundType = struct("conf.OutboundDetourConfig", {
  protocol: goString,
  sendThrough: pointer(goString),
  tag: goString,
  settings: pointer(goAny),
  streamSettings: goAny,
  proxySettings: pointer(proxyType),
  mux: pointer(muxType),
  targetStrategy: goString,
});

/** The whole of a configuration, as the original decodes it before it builds anything. */
export const configType = struct("conf.Config", {
  transport: mapOf("string", goAny),
  log: pointer(logType),
  routing: pointer(routingType),
  dns: pointer(dnsType),
  inbounds: slice(inboundType),
  outbounds: slice(outboundType),
  policy: pointer(policyType),
  api: pointer(apiType),
  metrics: pointer(metricsType),
  stats: pointer(struct("conf.StatsConfig", {})),
  reverse: pointer(reverseType),
  fakeDns: pointer(fakeDnsType),
  observatory: pointer(observatoryType),
  burstObservatory: pointer(burstObservatoryType),
  version: pointer(versionType),
});
