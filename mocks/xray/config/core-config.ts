import type { Message } from "../../../contract/xray/message.js";
import type { XrayBoot } from "../boot.js";
import { canonical } from "./canonical.js";

/**
 * The whole `xray.core.Config` that the original loads from the same text, as `xray convert pb`
 * writes it. For comparisons.
 */
export function coreConfig(boot: Pick<XrayBoot, "inbounds" | "outbounds" | "apps">): Message {
  return canonical({
    type: "xray.core.Config",
    fields: {
      inbound: boot.inbounds.map(({ tag, receiver, proxy }) => ({
        tag,
        ...settings("receiverSettings", receiver),
        ...settings("proxySettings", proxy),
      })),
      outbound: boot.outbounds.map(({ tag, sender, proxy }) => ({
        tag,
        ...settings("senderSettings", sender),
        ...settings("proxySettings", proxy),
      })),
      app: boot.apps.map((app) => ({ ...app })),
    },
  });
}

function settings(name: string, message: Message | null) {
  return message === null ? {} : { [name]: { ...message } };
}
