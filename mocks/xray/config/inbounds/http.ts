import type { Message } from "../../../../contract/xray/message.js";
import { accountsOf, goAccounts } from "../accounts.js";
import type { ConfigValue } from "../config-value.js";
import { goStruct } from "../go/composites.js";
import type { Failure } from "../go/go-type.js";
import { goBool, goUint32 } from "../go/scalars.js";
import { readSettings } from "../settings.js";

const goSettings = goStruct("conf.HTTPServerConfig", {
  accounts: goAccounts("conf.HTTPAccount"),
  allowTransparent: goBool,
  userLevel: goUint32,
});

/** Reads the settings of an http inbound as `xray.proxy.http.ServerConfig`. */
export function readHttp(settings: ConfigValue, failure: Failure): Message {
  const http = readSettings(goSettings, settings, failure);
  const { allowTransparent, userLevel } = http;
  return {
    type: "xray.proxy.http.ServerConfig",
    fields: { accounts: accountsOf(http), allowTransparent, userLevel },
  };
}
