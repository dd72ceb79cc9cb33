import { apiType } from "./api.js";
import { goList, goMap, goPointer, goRaw } from "./decoding/composites.js";
import type { Read } from "./decoding/go-type.js";
import { goStruct } from "./decoding/struct.js";
import { inboundType } from "./inbounds.js";
import { logType } from "./log.js";
import { outboundType } from "./outbounds.js";
import { policyType } from "./policy.js";
import { dnsType } from "./sections/dns.js";
import { fakeDnsType } from "./sections/fake-dns.js";
import { metricsType } from "./sections/metrics.js";
import { burstObservatoryType, observatoryType } from "./sections/observatory.js";
import { reverseType } from "./sections/reverse.js";
import { routingType } from "./sections/routing.js";
import { versionType } from "./sections/version.js";

const noNames = "the fake resolves no names";

/** The whole of a configuration, as the original decodes it before it builds anything. */
export const configType = goStruct(
  "conf.Config",
  {
    // Removed from the original, which refuses it; read for the refusal.
    transport: goMap(goRaw),
    log: goPointer(logType),
    routing: goPointer(routingType),
    dns: goPointer(dnsType),
    inbounds: goList(inboundType),
    outbounds: goList(outboundType),
    policy: goPointer(policyType),
    api: goPointer(apiType),
    metrics: goPointer(metricsType),
    stats: goPointer(goStruct("conf.StatsConfig", {})),
    reverse: goPointer(reverseType),
    fakeDns: goPointer(fakeDnsType),
    observatory: goPointer(observatoryType),
    burstObservatory: goPointer(burstObservatoryType),
    version: goPointer(versionType),
  },
  {
    inert: {
      dns: noNames,
      fakeDns: noNames,
      reverse: "the fake carries no connections",
    },
  },
);

/** A configuration, decoded. */
export type Config = Read<typeof configType>;
