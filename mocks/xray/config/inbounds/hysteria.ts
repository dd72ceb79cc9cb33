import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { at, goPointers, goStruct } from "../go/composites.js";
import type { Failure } from "../go/go-type.js";
import { goInt32, goString, goUint32 } from "../go/scalars.js";
import { panics, readSettings } from "../settings.js";
import { userFields } from "../user.js";

const goSettings = goStruct("conf.HysteriaServerConfig", {
  // Not looked at here; an outbound must write 2.
  version: goInt32,
  clients: goPointers(
    goStruct("conf.HysteriaUserConfig", { auth: goString(), level: goUint32, email: goString() }),
  ),
});

/** Reads the settings of a hysteria inbound as `xray.proxy.hysteria.ServerConfig`. */
export function readHysteria(settings: ConfigValue, failure: Failure): Message {
  const hysteria = readSettings(goSettings, settings, failure);
  const users = (hysteria.clients ?? []).map((client) => {
    if (client === undefined) throw panics(at(hysteria, "clients"));
    return userFields(client, "xray.proxy.hysteria.account.Account", { auth: client.auth });
  });
  return { type: "xray.proxy.hysteria.ServerConfig", fields: { users } };
}
