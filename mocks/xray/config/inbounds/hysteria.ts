import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goList, goPointer } from "../decoding/composites.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goInt32, goString, goUint32 } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { panics } from "../settings.js";
import { userFields } from "../user.js";

const goSettings = goStruct("conf.HysteriaServerConfig", {
  // Not looked at here; an outbound must write 2.
  version: goInt32,
  clients: goList(
    goPointer(
      goStruct("conf.HysteriaUserConfig", { auth: goString, level: goUint32, email: goString }),
    ),
  ),
});

/** Reads the settings of a hysteria inbound as `xray.proxy.hysteria.ServerConfig`. */
export function readHysteria(settings: ConfigValue, failure: Failure, load: Failure): Message {
  const hysteria = decodeGo(goSettings, settings, load);
  const users = hysteria.clients.map((client) => {
    if (client === undefined) throw panics(at(hysteria, "clients"));
    return userFields(client, "xray.proxy.hysteria.account.Account", { auth: client.auth });
  });
  return { type: "xray.proxy.hysteria.ServerConfig", fields: { users } };
}
