import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goString, keysOf, slice, struct } from "../decoding/type.js";

const bridgeType = struct("conf.BridgeConfig", { tag: goString, domain: goString });
const portalType = struct("conf.PortalConfig", { tag: goString, domain: goString });

/** `reverse`. */
export const reverseType = struct("conf.ReverseConfig", {
  bridges: slice(bridgeType),
  portals: slice(portalType),
});

const keys = keysOf(reverseType);
const endKeys = keysOf(bridgeType);

/** Reads `reverse` as `xray.app.reverse.Config`. */
export function readReverse(value: ConfigValue): Message {
  const reverse = value.asObject(keys);
  return {
    type: "xray.app.reverse.Config",
    fields: {
      bridgeConfig: reverse.list("bridges").map(readEnd),
      portalConfig: reverse.list("portals").map(readEnd),
    },
  };
}

function readEnd(value: ConfigValue) {
  const end = value.asObject(endKeys);
  return { tag: end.string("tag"), domain: end.string("domain") };
}
