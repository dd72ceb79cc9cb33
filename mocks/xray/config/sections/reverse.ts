import type { Message } from "../../../../contract/xray/message.js";
import { goList } from "../decoding/composites.js";
import type { Read } from "../decoding/go-type.js";
import { goString } from "../decoding/scalars.js";
import { goStruct, type Struct } from "../decoding/struct.js";

const end = { tag: goString, domain: goString };

/** `reverse`. */
export const reverseType = goStruct("conf.ReverseConfig", {
  bridges: goList(goStruct("conf.BridgeConfig", end)),
  portals: goList(goStruct("conf.PortalConfig", end)),
});

/** Makes `xray.app.reverse.Config` of `reverse`. */
export function buildReverse({ bridges, portals }: Read<typeof reverseType>): Message {
  const fields = ({ tag, domain }: Struct<typeof end>) => ({ tag, domain });
  return {
    type: "xray.app.reverse.Config",
    fields: { bridgeConfig: bridges.map(fields), portalConfig: portals.map(fields) },
  };
}
