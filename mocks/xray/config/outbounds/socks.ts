import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goStruct } from "../go/composites.js";
import type { Failure } from "../go/go-type.js";
import { readServer, serverKeys } from "../server-with-account.js";
import { readSettings } from "../settings.js";

const goSettings = goStruct("conf.SocksClientConfig", serverKeys("conf.SocksRemoteConfig"));

const names = {
  protocol: "SOCKS",
  account: "conf.SocksAccount",
  accountType: "xray.proxy.socks.Account",
  badUser: "failed to parse Socks user",
  badAccount: "failed to parse socks account",
} as const;

/** Reads the settings of a socks outbound, flat or with `servers`, as `xray.proxy.socks.ClientConfig`. */
export function readSocksOutbound(settings: ConfigValue, failure: Failure): Message {
  const socks = readSettings(goSettings, settings, failure);
  return {
    type: "xray.proxy.socks.ClientConfig",
    fields: { server: readServer(socks, names, failure) },
  };
}
