import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goString, goUint32 } from "../decoding/scalars.js";
import { goStruct } from "../decoding/struct.js";

const goSettings = goStruct("conf.TunConfig", {
  name: goString,
  MTU: goUint32,
  userLevel: goUint32,
});

/** Reads the settings of a tun inbound as `xray.proxy.tun.Config`. */
export function readTun(settings: ConfigValue, failure: Failure, load: Failure): Message {
  const { name, MTU, userLevel } = decodeGo(goSettings, settings, load);
  return {
    type: "xray.proxy.tun.Config",
    fields: { name: name || "xray0", MTU: MTU || 1500, userLevel },
  };
}
