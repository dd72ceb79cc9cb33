import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goStruct } from "../decoding/struct.js";
import { readServer, serverKeys } from "../server-with-account.js";

const goSettings = goStruct("conf.SocksClientConfig", serverKeys("conf.SocksRemoteConfig"));

const names = {
  protocol: "SOCKS",
  account: "conf.SocksAccount",
  accountType: "xray.proxy.socks.Account",
  badUser: "failed to parse Socks user",
  badAccount: "failed to parse socks account",
} as const;

/** Reads the settings of a socks outbound, flat or with `servers`, as `xray.proxy.socks.ClientConfig`. */
export function readSocksOutbound(settings: ConfigValue, failure: Failure, load: Failure): Message {
  const socks = decodeGo(goSettings, settings, load);
  return {
    type: "xray.proxy.socks.ClientConfig",
    fields: { server: readServer(socks, names, failure) },
  };
}
