import type { Message } from "../../../../contract/xray/message.js";
import { accountsOf, goAccounts } from "../accounts.js";
import type { ConfigValue } from "../config-value.js";
import { goPointer } from "../decoding/composites.js";
import { goAddress } from "../decoding/conf-types.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goBool, goString, goUint32 } from "../decoding/scalars.js";
import { goStruct } from "../decoding/struct.js";

const goSettings = goStruct("conf.SocksServerConfig", {
  auth: goString,
  accounts: goAccounts("conf.SocksAccount"),
  udp: goBool,
  ip: goPointer(goAddress),
  userLevel: goUint32,
});

/** Reads the settings of a socks (or mixed) inbound as `xray.proxy.socks.ServerConfig`. */
export function readSocks(settings: ConfigValue, failure: Failure, load: Failure): Message {
  const socks = decodeGo(goSettings, settings, load);
  return {
    type: "xray.proxy.socks.ServerConfig",
    fields: {
      // Any other word means no authentication, without a complaint.
      authType: socks.auth === "password" ? "PASSWORD" : "NO_AUTH",
      accounts: accountsOf(socks),
      ...(socks.ip === undefined ? {} : { address: socks.ip }),
      udpEnabled: socks.udp,
      userLevel: socks.userLevel,
    },
  };
}
