import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { at, goPointers, goStruct } from "../go/composites.js";
import { goAddress } from "../go/conf-types.js";
import type { Failure } from "../go/go-type.js";
import { goByte, goString, goUint16 } from "../go/scalars.js";
import { checkNoFlow } from "../inbounds/trojan.js";
import { isFlat, onlyMember } from "../only-member.js";
import { readSettings } from "../settings.js";
import { userFields } from "../user.js";

const server = {
  address: goAddress,
  port: goUint16,
  level: goByte,
  email: goString(),
  password: goString(),
  flow: goString(),
};

const goSettings = goStruct("conf.TrojanClientConfig", {
  ...server,
  servers: goPointers(goStruct("conf.TrojanServerTarget", server)),
});

/** Reads the settings of a trojan outbound, flat or with `servers`, as `xray.proxy.trojan.ClientConfig`. */
export function readTrojanOutbound(settings: ConfigValue, failure: Failure): Message {
  const trojan = readSettings(goSettings, settings, failure);
  const one = isFlat(trojan, "servers")
    ? trojan
    : onlyMember(trojan, "servers", trojan.servers, "Trojan", failure);
  const { address, port, password } = one;
  const refuse = (key: string, found: string, text: string) =>
    at(one, key).refused(found, "write one", failure(`infra/conf: ${text}`));
  if (address === undefined)
    throw refuse("address", "has no address", "Trojan server address is not set.");
  if (port === 0) throw refuse("port", "has no port", "Invalid Trojan port.");
  if (password === "")
    throw refuse("password", "has no password", "Trojan password is not specified.");
  checkNoFlow(one, failure);
  const user = userFields(one, "xray.proxy.trojan.Account", { password });
  return {
    type: "xray.proxy.trojan.ClientConfig",
    fields: { server: { address, port, user } },
  };
}
