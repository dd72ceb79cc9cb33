import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goStruct, goTexts } from "../go/composites.js";
import type { Failure } from "../go/go-type.js";
import { readServer, serverKeys } from "../server-with-account.js";
import { readSettings } from "../settings.js";

const goSettings = goStruct("conf.HTTPClientConfig", {
  ...serverKeys("conf.HTTPRemoteConfig"),
  headers: goTexts,
});

const names = {
  protocol: "HTTP",
  account: "conf.HTTPAccount",
  accountType: "xray.proxy.http.Account",
  badUser: "failed to parse HTTP user",
  badAccount: "failed to parse HTTP account",
} as const;

/** Reads the settings of an http outbound, flat or with `servers`, as `xray.proxy.http.ClientConfig`. */
export function readHttpOutbound(settings: ConfigValue, failure: Failure): Message {
  const http = readSettings(goSettings, settings, failure);
  const server = readServer(http, names, failure);
  // The original's order is another with each start.
  const header = [...(http.headers ?? [])].map(([key, value]) => ({ key, value }));
  return { type: "xray.proxy.http.ClientConfig", fields: { server, header } };
}
