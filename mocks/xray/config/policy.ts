import type { JsonObject } from "../../../contract/json.js";
import type { Message } from "../../../contract/xray/message.js";
import type { LevelPolicy, XrayBoot } from "../boot.js";
import type { ConfigValue } from "./config-value.js";
import { goBool, goUint32, keysOf, mapOf, pointer, struct } from "./decoding/type.js";

const levelType = struct("conf.Policy", {
  handshake: pointer(goUint32),
  connIdle: pointer(goUint32),
  uplinkOnly: pointer(goUint32),
  downlinkOnly: pointer(goUint32),
  statsUserUplink: goBool,
  statsUserDownlink: goBool,
  statsUserOnline: goBool,
  bufferSize: pointer({ kind: "int", bits: 32 }),
});

const systemType = struct("conf.SystemPolicy", {
  statsInboundUplink: goBool,
  statsInboundDownlink: goBool,
  statsOutboundUplink: goBool,
  statsOutboundDownlink: goBool,
});

/** `policy`. */
export const policyType = struct("conf.PolicyConfig", {
  levels: mapOf("uint32", pointer(levelType)),
  system: pointer(systemType),
});

const timing = { inert: "the fake does not imitate time-outs and buffers of connections" } as const;

const policyKeys = keysOf(policyType);
const systemKeys = keysOf(systemType);
const levelKeys = keysOf(levelType, {
  handshake: timing,
  connidle: timing,
  uplinkonly: timing,
  downlinkonly: timing,
  buffersize: timing,
});

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

/** `policy`, as the fake asks it and as the original loads it. */
export interface PolicyReading {
  readonly policy: XrayBoot["policy"];
  /** `xray.app.policy.Config`. */
  readonly message: Message;
}

/** Reads `policy`. */
export function readPolicy(value: ConfigValue): PolicyReading {
  const policy = value.asObject(policyKeys);
  const levels: Record<number, LevelPolicy> = {};
  const level: Record<string, JsonObject> = {};
  for (const [name, written] of policy.get("levels")?.asMap() ?? []) {
    if (written.isNull) continue;
    const number = Number(name);
    const read = readLevel(written);
    levels[number] = read.stats;
    level[String(number)] = read.fields;
  }
  const system = policy.get("system")?.asObject(systemKeys);
  if (system === undefined) {
    return {
      policy: { ...defaultPolicy, levels },
      message: { type: "xray.app.policy.Config", fields: { level } },
    };
  }
  const stats = {
    inboundUplink: system.boolean("statsinbounduplink"),
    inboundDownlink: system.boolean("statsinbounddownlink"),
    outboundUplink: system.boolean("statsoutbounduplink"),
    outboundDownlink: system.boolean("statsoutbounddownlink"),
  };
  return {
    policy: { system: stats, levels },
    message: { type: "xray.app.policy.Config", fields: { level, system: { stats } } },
  };
}

function readLevel(value: ConfigValue): {
  readonly stats: LevelPolicy;
  readonly fields: JsonObject;
} {
  const level = value.asObject(levelKeys);
  const stats = {
    userUplink: level.boolean("statsuseruplink"),
    userDownlink: level.boolean("statsuserdownlink"),
    userOnline: level.boolean("statsuseronline"),
  };
  const seconds = (name: string, key: "handshake" | "connidle" | "uplinkonly" | "downlinkonly") => {
    const written = level.get(key);
    return written === undefined ? {} : { [name]: { value: written.asUint32() } };
  };
  const size = level.get("buffersize")?.asWhole(-0x80000000, 0x7fffffff);
  return {
    stats,
    fields: {
      stats,
      timeout: {
        ...seconds("handshake", "handshake"),
        ...seconds("connectionIdle", "connidle"),
        ...seconds("uplinkOnly", "uplinkonly"),
        ...seconds("downlinkOnly", "downlinkonly"),
      },
      // Kilobytes; the product wraps at 32 bits, as Go's does.
      ...(size === undefined
        ? {}
        : { buffer: { connection: size < 0 ? -1 : Math.imul(size, 1024) } }),
    },
  };
}
