import type { Message } from "../../../../contract/xray/message.js";
import { accountsOf, goAccounts } from "../accounts.js";
import type { ConfigValue } from "../config-value.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goBool, goUint32 } from "../decoding/scalars.js";
import { goStruct } from "../decoding/struct.js";

const goSettings = goStruct("conf.HTTPServerConfig", {
  accounts: goAccounts("conf.HTTPAccount"),
  allowTransparent: goBool,
  userLevel: goUint32,
});

/** Reads the settings of an http inbound as `xray.proxy.http.ServerConfig`. */
export function readHttp(settings: ConfigValue, failure: Failure, load: Failure): Message {
  const http = decodeGo(goSettings, settings, load);
  const { allowTransparent, userLevel } = http;
  return {
    type: "xray.proxy.http.ServerConfig",
    fields: { accounts: accountsOf(http), allowTransparent, userLevel },
  };
}
