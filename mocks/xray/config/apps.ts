import type { Message } from "../../../contract/xray/message.js";
import { defaultApi, readApi } from "./api.js";
import type { XrayBoot } from "../boot.js";
import { canonical } from "./canonical.js";
import type { ConfigObject, ConfigValue } from "./config-value.js";
import { defaultLog, readLog } from "./log.js";
import { defaultPolicy, readPolicy } from "./policy.js";
import { readDns } from "./sections/dns.js";
import { impliedFakeDns, readFakeDns } from "./sections/fake-dns.js";
import { readMetrics } from "./sections/metrics.js";
import { readBurstObservatory, readObservatory } from "./sections/observatory.js";
import { readReverse } from "./sections/reverse.js";
import { readRouting } from "./sections/routing.js";
import { readVersion } from "./sections/version.js";

/** The sections other than inbounds and outbounds, read. */
export interface AppsReading {
  /** `app` of the `xray.core.Config`, in the original's order. */
  readonly apps: readonly Message[];
  readonly policy: XrayBoot["policy"];
  readonly stats: boolean;
  /** What the original checks when it starts. Throws a ConfigError. */
  readonly start: () => XrayBoot["api"];
}

/** Reads the sections in the order in which the original builds them, and so meets its errors. */
export function readApps(config: ConfigObject): AppsReading {
  const implied = readImplied(config);
  const read = <T>(key: Lowercase<string>, reader: (value: ConfigValue) => T): T | undefined => {
    const value = config.get(key);
    return value === undefined ? undefined : reader(value);
  };
  const api = read("api", readApi);
  const metrics = read("metrics", readMetrics);
  const stats = read("stats", readStats);
  const log = read("log", readLog) ?? defaultLog;
  const routing = read("routing", readRouting);
  const dns = read("dns", readDns);
  const policy = read("policy", readPolicy);
  const reverse = read("reverse", readReverse);
  const fakeDns = read("fakedns", readFakeDns) ?? implied;
  const observatory = read("observatory", readObservatory);
  const burstObservatory = read("burstobservatory", readBurstObservatory);
  const version = read("version", readVersion);
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

/** Before anything else the original looks whether a name server needs `fakeDns`. */
function readImplied(config: ConfigObject): Message | undefined {
  const dns = config.get("dns");
  return dns === undefined ? undefined : impliedFakeDns(dns);
}

function readStats(value: ConfigValue): Message {
  value.asObject({});
  return { type: "xray.app.stats.Config", fields: {} };
}
