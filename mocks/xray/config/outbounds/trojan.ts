import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goList, goPointer } from "../decoding/composites.js";
import { goAddress } from "../decoding/conf-types.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goByte, goString, goUint16 } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { checkNoFlow } from "../inbounds/trojan.js";
import { isFlat, onlyMember } from "../only-member.js";
import { userFields } from "../user.js";

const server = {
  address: goPointer(goAddress),
  port: goUint16,
  level: goByte,
  email: goString,
  password: goString,
  flow: goString,
};

const goSettings = goStruct("conf.TrojanClientConfig", {
  ...server,
  servers: goList(goPointer(goStruct("conf.TrojanServerTarget", server))),
});

/** Reads the settings of a trojan outbound, flat or with `servers`, as `xray.proxy.trojan.ClientConfig`. */
export function readTrojanOutbound(
  settings: ConfigValue,
  failure: Failure,
  load: Failure,
): Message {
  const trojan = decodeGo(goSettings, settings, load);
  const one = isFlat(trojan, "servers") ? trojan : onlyMember(trojan, "servers", "Trojan", failure);
  const { address, port, password } = one;
  const refuse = (key: keyof typeof one, found: string, text: string) =>
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
