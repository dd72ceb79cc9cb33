import type { Message } from "../../../../contract/xray/message.js";
import { accountsOf, goAccounts } from "../accounts.js";
import type { ConfigValue } from "../config-value.js";
import { goStruct } from "../go/composites.js";
import { goAddress } from "../go/conf-types.js";
import type { Failure } from "../go/go-type.js";
import { goBool, goString, goUint32 } from "../go/scalars.js";
import { readSettings } from "../settings.js";

const goSettings = goStruct("conf.SocksServerConfig", {
  auth: goString(),
  accounts: goAccounts("conf.SocksAccount"),
  udp: goBool,
  ip: goAddress,
  userLevel: goUint32,
});

/** Reads the settings of a socks (or mixed) inbound as `xray.proxy.socks.ServerConfig`. */
export function readSocks(settings: ConfigValue, failure: Failure): Message {
  const socks = readSettings(goSettings, settings, failure);
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
