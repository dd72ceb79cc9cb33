import type { LevelPolicy, XrayBoot } from "../boot.js";
import type { ConfigValue } from "./config-value.js";
import { levelKeys, policyKeys, systemKeys } from "./known-keys.js";

/** What holds where the configuration has no `policy`: nothing is counted. */
export const defaultPolicy: XrayBoot["policy"] = {
  system: {
    inboundUplink: false,
    inboundDownlink: false,
    outboundUplink: false,
    outboundDownlink: false,
  },
  levels: {},
};

/** Reads `policy`. */
export function readPolicy(value: ConfigValue): XrayBoot["policy"] {
  const policy = value.asObject(policyKeys);
  const system = policy.get("system")?.asObject(systemKeys);
  const levels: Record<number, LevelPolicy> = {};
  for (const [name, level] of policy.get("levels")?.asMap() ?? []) {
    if (!/^\d+$/.test(name) || Number(name) > 0xffffffff) {
      throw level.refused("is no level", 'write a whole number as key, as "0"');
    }
    if (!level.isNull) levels[Number(name)] = readLevel(level);
  }
  if (system === undefined) return { ...defaultPolicy, levels };
  return {
    system: {
      inboundUplink: system.boolean("statsinbounduplink"),
      inboundDownlink: system.boolean("statsinbounddownlink"),
      outboundUplink: system.boolean("statsoutbounduplink"),
      outboundDownlink: system.boolean("statsoutbounddownlink"),
    },
    levels,
  };
}

function readLevel(value: ConfigValue): LevelPolicy {
  const level = value.asObject(levelKeys);
  for (const key of ["handshake", "connidle", "uplinkonly", "downlinkonly"] as const) {
    // Without effect here, but the original refuses a value of another type.
    level.uint32(key);
  }
  level.get("buffersize")?.asWhole(-0x80000000, 0x7fffffff);
  return {
    userUplink: level.boolean("statsuseruplink"),
    userDownlink: level.boolean("statsuserdownlink"),
    userOnline: level.boolean("statsuseronline"),
  };
}
