import type { Message } from "../../../contract/xray/message.js";
import type { XrayBoot } from "../boot.js";
import { buildApi, defaultApi } from "./api.js";
import { canonical } from "./canonical.js";
import type { Config } from "./config-type.js";
import { at } from "./decoding/struct.js";
import { buildLog, defaultLog } from "./log.js";
import { buildPolicy, defaultPolicy } from "./policy.js";
import { buildDns } from "./sections/dns.js";
import { buildFakeDns, impliedFakeDns } from "./sections/fake-dns.js";
import { buildMetrics } from "./sections/metrics.js";
import { buildBurstObservatory, buildObservatory } from "./sections/observatory.js";
import { buildReverse } from "./sections/reverse.js";
import { buildRouting } from "./sections/routing.js";
import { buildVersion } from "./sections/version.js";

/** The sections other than inbounds and outbounds, read. */
export interface AppsReading {
  /** `app` of the `xray.core.Config`, in the original's order. */
  readonly apps: readonly Message[];
  readonly policy: XrayBoot["policy"];
  readonly stats: boolean;
  /** What the original checks when it starts. Throws a ConfigError. */
  readonly start: () => XrayBoot["api"];
}

/** Builds the sections in the order in which the original does, and so meets its errors. */
export function buildApps(config: Config): AppsReading {
  // Before anything else the original looks whether a name server needs `fakeDns`.
  const implied = apply(config.dns, impliedFakeDns);
  const api = apply(config.api, buildApi);
  const metrics = apply(config.metrics, buildMetrics);
  const stats = apply(config.stats, () => ({ type: "xray.app.stats.Config", fields: {} }));
  const log = apply(config.log, buildLog) ?? defaultLog;
  const routing = apply(config.routing, buildRouting);
  const dns = apply(config.dns, buildDns);
  const policy = apply(config.policy, buildPolicy);
  const reverse = apply(config.reverse, buildReverse);
  const pools = apply(config.fakeDns, (written) => buildFakeDns(written, at(config, "fakeDns")));
  const fakeDns = pools ?? implied;
  const observatory = apply(config.observatory, buildObservatory);
  const burstObservatory = apply(config.burstObservatory, buildBurstObservatory);
  const version = apply(config.version, buildVersion);
  const apps = [
    fakeDns,
    log,
    { type: "xray.app.dispatcher.Config", fields: {} },
    { type: "xray.app.proxyman.InboundConfig", fields: {} },
    { type: "xray.app.proxyman.OutboundConfig", fields: {} },
    api?.message,
    metrics,
    stats,
    routing,
    dns,
    policy?.message,
    reverse,
    observatory,
    burstObservatory,
    version,
  ];
  return {
    apps: apps.flatMap((app) => (app === undefined ? [] : [canonical(app)])),
    policy: policy?.policy ?? defaultPolicy,
    stats: stats !== undefined,
    start: () => (api === undefined ? defaultApi : api.start()),
  };
}

function apply<T, U>(section: T | undefined, build: (section: T) => U): U | undefined {
  return section === undefined ? undefined : build(section);
}
