import type { XrayBoot } from "../boot.js";
import { defaultApi, readApi } from "./api.js";
import { ConfigSource } from "./config-source.js";
import { ConfigValue, type ConfigObject } from "./config-value.js";
import { readInbounds } from "./inbounds.js";
import { rootKeys, statsKeys } from "./known-keys.js";
import { checkLog } from "./log.js";
import { readOutbounds } from "./outbounds.js";
import { defaultPolicy, readPolicy } from "./policy.js";
import { removedFeature } from "./stream-settings.js";

/** A configuration, read. */
export interface XrayConfigReading {
  readonly boot: XrayBoot;
  /** What the fake does not do as the text says, or the original ignores; each with its place. */
  readonly warnings: string[];
  /** Values that the original honours and that were left out; each with its place. Only where lenient. */
  readonly lenient: readonly string[];
}

/** How a configuration is read. */
export interface ReadOptions {
  /** True to leave out, with a warning, what this version does not imitate, instead of refusing it. */
  readonly lenient?: boolean;
}

/**
 * Reads the text of a real Xray configuration; `file` is its name, for messages.
 * Throws a ConfigError for what the original refuses, and for what this version does not imitate.
 */
export function readXrayConfig(
  text: string,
  file: string,
  _options: ReadOptions = {},
): XrayConfigReading {
  return read(new ConfigSource(text, file, true));
}

/** Reads a configuration written inline in a scenario; `where` is its place, for messages. */
export function readXrayConfigObject(
  value: unknown,
  where: string,
  _options: ReadOptions = {},
): XrayConfigReading {
  return read(new ConfigSource(JSON.stringify(value) ?? "", where, false));
}

function read(source: ConfigSource): XrayConfigReading {
  const root = source.parse() ?? { type: "object" as const, offset: 0, length: 0, children: [] };
  const config = new ConfigValue(root, "", source).asObject(rootKeys);
  const log = config.get("log");
  if (log !== undefined) checkLog(log);
  const policy = config.get("policy");
  const stats = config.get("stats");
  stats?.asObject(statsKeys);
  const api = config.get("api");
  if (api === undefined) {
    source.warnings.push(
      `${source.file}: there is no api, so Xray would not answer; the fake offers all services`,
    );
  }
  checkTransport(config);
  const boot: XrayBoot = {
    api: api === undefined ? defaultApi : readApi(api),
    stats: stats !== undefined,
    policy: policy === undefined ? defaultPolicy : readPolicy(policy),
    inbounds: readInbounds(config.list("inbounds")),
    outbounds: readOutbounds(config.list("outbounds")),
    apps: [],
  };
  return { boot, warnings: source.warnings, lenient: [] };
}

/** The global `transport` of old configurations. */
function checkTransport(config: ConfigObject): void {
  const transport = config.get("transport");
  if (transport === undefined || transport.asMap().length === 0) return;
  throw transport.refused(
    "is no longer there",
    "write streamSettings in inbounds and outbounds",
    transport.source.loadFailure(
      removedFeature("Global transport config", "streamSettings in inbounds and outbounds"),
    ),
  );
}
