import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goString } from "../decoding/scalars.js";
import { goStruct } from "../decoding/struct.js";

const goSettings = goStruct("conf.LoopbackConfig", { inboundTag: goString });

/** Reads the settings of a loopback outbound as `xray.proxy.loopback.Config`. */
export function readLoopback(settings: ConfigValue, failure: Failure, load: Failure): Message {
  const { inboundTag } = decodeGo(goSettings, settings, load);
  return { type: "xray.proxy.loopback.Config", fields: { inboundTag } };
}
