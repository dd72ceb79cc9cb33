import type { JsonObject } from "../../../../contract/json.js";
import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goList, goPointer } from "../decoding/composites.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goByte, goString } from "../decoding/scalars.js";
import { at, goStruct, type Struct } from "../decoding/struct.js";
import { goFallbacks, readFallbacks } from "../fallbacks.js";
import { panics } from "../settings.js";
import { removedFeature } from "../stream-settings.js";
import { userFields } from "../user.js";

const clientShape = { password: goString, level: goByte, email: goString, flow: goString };

const goSettings = goStruct("conf.TrojanServerConfig", {
  clients: goList(goPointer(goStruct("conf.TrojanUserConfig", clientShape))),
  fallbacks: goFallbacks("conf.TrojanInboundFallback"),
});

/** Reads the settings of a trojan inbound as `xray.proxy.trojan.ServerConfig`. */
export function readTrojan(settings: ConfigValue, failure: Failure, load: Failure): Message {
  const trojan = decodeGo(goSettings, settings, load);
  const clients = trojan.clients.map((client) => {
    if (client === undefined) throw panics(at(trojan, "clients"));
    return readClient(client, failure);
  });
  const list = at(trojan, "fallbacks");
  const fallbacks = readFallbacks(trojan.fallbacks ?? [], "Trojan", list, failure);
  return {
    type: "xray.proxy.trojan.ServerConfig",
    fields: { users: clients, fallbacks },
  };
}

function readClient(client: Struct<typeof clientShape>, failure: Failure): JsonObject {
  checkNoFlow(client, failure);
  return userFields(client, "xray.proxy.trojan.Account", { password: client.password });
}

/** Refuses the flow that trojan had once. */
export function checkNoFlow(holder: { readonly flow: string }, failure: Failure): void {
  if (holder.flow === "") return;
  throw at(holder, "flow").refused(
    "is not there for trojan",
    "remove it",
    failure(removedFeature("Flow for Trojan")),
  );
}
