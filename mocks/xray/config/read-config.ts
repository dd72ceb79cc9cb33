import type { XrayBoot } from "../boot.js";
import { readApps } from "./apps.js";
import { configType } from "./config-type.js";
import { ConfigSource } from "./config-source.js";
import { ConfigValue, type ConfigObject } from "./config-value.js";
import { findFault } from "./decoding/decode.js";
import { readInbounds } from "./inbounds.js";
import { rootKeys } from "./known-keys.js";
import { readLeniently } from "./lenient.js";
import { readOutbounds } from "./outbounds.js";
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
  { lenient = false }: ReadOptions = {},
): XrayConfigReading {
  return read(new ConfigSource(text, file, true, lenient));
}

/** Reads a configuration written inline in a scenario; `where` is its place, for messages. */
export function readXrayConfigObject(
  value: unknown,
  where: string,
  { lenient = false }: ReadOptions = {},
): XrayConfigReading {
  return read(new ConfigSource(JSON.stringify(value) ?? "", where, false, lenient));
}

function read(source: ConfigSource): XrayConfigReading {
  const root = source.parse();
  const config = new ConfigValue(root, "", source);
  const fault = findFault(config, configType, "document");
  if (fault !== undefined) {
    const { at, wanted } = fault;
    throw at.refused(`is ${at.shown}`, `write ${wanted}`, source.decodeFault(fault));
  }
  const { result, lenient } = source.lenient
    ? readLeniently(source, root, () => readBoot(config))
    : { result: readBoot(config), lenient: [] };
  const all = [...source.warnings, ...lenient.map((message) => `${message} (left out)`)];
  // Some sections are looked at twice.
  return { boot: result, warnings: [...new Set(all)], lenient };
}

function readBoot(value: ConfigValue): XrayBoot {
  const config = value.asObject(rootKeys);
  const { source } = value;
  if (config.get("api") === undefined) {
    source.warnings.push(
      `${source.file}: there is no api, so Xray would not answer; the fake offers all services`,
    );
  }
  const { apps, policy, stats, start } = readApps(config);
  checkTransport(config);
  const inbounds = readInbounds(config.list("inbounds"));
  const outbounds = readOutbounds(config.list("outbounds"));
  return { api: start(), stats, policy, inbounds, outbounds, apps };
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
