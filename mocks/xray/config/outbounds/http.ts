import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goMap } from "../decoding/composites.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goString } from "../decoding/scalars.js";
import { goStruct } from "../decoding/struct.js";
import { readServer, serverKeys } from "../server-with-account.js";

const goSettings = goStruct("conf.HTTPClientConfig", {
  ...serverKeys("conf.HTTPRemoteConfig"),
  headers: goMap(goString),
});

const names = {
  protocol: "HTTP",
  account: "conf.HTTPAccount",
  accountType: "xray.proxy.http.Account",
  badUser: "failed to parse HTTP user",
  badAccount: "failed to parse HTTP account",
} as const;

/** Reads the settings of an http outbound, flat or with `servers`, as `xray.proxy.http.ClientConfig`. */
export function readHttpOutbound(settings: ConfigValue, failure: Failure, load: Failure): Message {
  const http = decodeGo(goSettings, settings, load);
  const server = readServer(http, names, failure);
  // The original's order is another with each start.
  const header = [...http.headers].map(([key, value]) => ({ key, value }));
  return { type: "xray.proxy.http.ClientConfig", fields: { server, header } };
}
