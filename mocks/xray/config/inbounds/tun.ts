import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goStruct } from "../go/composites.js";
import type { Failure } from "../go/go-type.js";
import { goString, goUint32 } from "../go/scalars.js";
import { readSettings } from "../settings.js";

const goSettings = goStruct("conf.TunConfig", {
  name: goString(),
  MTU: goUint32,
  userLevel: goUint32,
});

/** Reads the settings of a tun inbound as `xray.proxy.tun.Config`. */
export function readTun(settings: ConfigValue, failure: Failure): Message {
  const { name, MTU, userLevel } = readSettings(goSettings, settings, failure);
  return {
    type: "xray.proxy.tun.Config",
    fields: { name: name || "xray0", MTU: MTU || 1500, userLevel },
  };
}
