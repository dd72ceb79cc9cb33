import type { JsonObject } from "../../../contract/json.js";
import type { Message } from "../../../contract/xray/message.js";
import type { LevelPolicy, XrayBoot } from "../boot.js";
import { goMap, goPointer } from "./decoding/composites.js";
import type { Read } from "./decoding/go-type.js";
import { goBool, goInt32, goUint32 } from "./decoding/scalars.js";
import { goStruct } from "./decoding/struct.js";

const timing = "the fake does not imitate time-outs and buffers of connections";

const levelType = goStruct(
  "conf.Policy",
  {
    handshake: goPointer(goUint32),
    connIdle: goPointer(goUint32),
    uplinkOnly: goPointer(goUint32),
    downlinkOnly: goPointer(goUint32),
    statsUserUplink: goBool,
    statsUserDownlink: goBool,
    statsUserOnline: goBool,
    bufferSize: goPointer(goInt32),
  },
  {
    inert: {
      handshake: timing,
      connIdle: timing,
      uplinkOnly: timing,
      downlinkOnly: timing,
      bufferSize: timing,
    },
  },
);

const systemType = goStruct("conf.SystemPolicy", {
  statsInboundUplink: goBool,
  statsInboundDownlink: goBool,
  statsOutboundUplink: goBool,
  statsOutboundDownlink: goBool,
});

/** `policy`. */
export const policyType = goStruct("conf.PolicyConfig", {
  levels: goMap(goPointer(levelType), "uint32"),
  system: goPointer(systemType),
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

/** Makes of `policy` what the fake asks, and what the original loads. */
export function buildPolicy(policy: Read<typeof policyType>): PolicyReading {
  const levels: Record<number, LevelPolicy> = {};
  const level: Record<string, JsonObject> = {};
  for (const [number, written] of policy.levels) {
    if (written === undefined) continue;
    const built = buildLevel(written);
    levels[Number(number)] = built.stats;
    level[number] = built.fields;
  }
  const { system } = policy;
  if (system === undefined) {
    return {
      policy: { ...defaultPolicy, levels },
      message: { type: "xray.app.policy.Config", fields: { level } },
    };
  }
  const stats = {
    inboundUplink: system.statsInboundUplink,
    inboundDownlink: system.statsInboundDownlink,
    outboundUplink: system.statsOutboundUplink,
    outboundDownlink: system.statsOutboundDownlink,
  };
  return {
    policy: { system: stats, levels },
    message: { type: "xray.app.policy.Config", fields: { level, system: { stats } } },
  };
}

function buildLevel(level: Read<typeof levelType>): {
  readonly stats: LevelPolicy;
  readonly fields: JsonObject;
} {
  const stats = {
    userUplink: level.statsUserUplink,
    userDownlink: level.statsUserDownlink,
    userOnline: level.statsUserOnline,
  };
  const seconds = (name: string, value: number | undefined) =>
    value === undefined ? {} : { [name]: { value } };
  const size = level.bufferSize;
  return {
    stats,
    fields: {
      stats,
      timeout: {
        ...seconds("handshake", level.handshake),
        ...seconds("connectionIdle", level.connIdle),
        ...seconds("uplinkOnly", level.uplinkOnly),
        ...seconds("downlinkOnly", level.downlinkOnly),
      },
      // Kilobytes; the product wraps at 32 bits, as Go's does.
      ...(size === undefined
        ? {}
        : { buffer: { connection: size < 0 ? -1 : Math.imul(size, 1024) } }),
    },
  };
}
