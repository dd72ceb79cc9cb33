import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goStruct } from "../go/composites.js";
import type { Failure } from "../go/go-type.js";
import { goString } from "../go/scalars.js";
import { readSettings } from "../settings.js";

const goSettings = goStruct("conf.LoopbackConfig", { inboundTag: goString() });

/** Reads the settings of a loopback outbound as `xray.proxy.loopback.Config`. */
export function readLoopback(settings: ConfigValue, failure: Failure): Message {
  const { inboundTag } = readSettings(goSettings, settings, failure);
  return { type: "xray.proxy.loopback.Config", fields: { inboundTag } };
}
