import type { JsonObject } from "../../../../contract/json.js";
import type { ConfigValue } from "../config-value.js";
import { goRaw } from "../decoding/composites.js";
import { decodeGo, type Failure, type Read } from "../decoding/go-type.js";
import { goBool } from "../decoding/scalars.js";
import { goStruct } from "../decoding/struct.js";
import { loadById } from "../load-by-id.js";
import { buildHttpHeader, httpHeaderType } from "./http-header.js";
import { within } from "./words.js";

/** `rawSettings` and `tcpSettings`. */
export const rawTransportType = goStruct("conf.TCPConfig", {
  header: goRaw,
  acceptProxyProtocol: goBool,
});

const noneType = goStruct("conf.NoOpConnectionAuthenticator", {}, { others: ["type"] });

/** The fields of `xray.transport.internet.tcp.Config`. */
export function buildRawTransport(
  settings: Read<typeof rawTransportType>,
  words: Failure,
): JsonObject {
  const { header, acceptProxyProtocol } = settings;
  return {
    acceptProxyProtocol,
    ...(header === undefined
      ? {}
      : { headerSettings: buildHeader(header, within(words, "invalid TCP header config")) }),
  };
}

function buildHeader(value: ConfigValue, words: Failure): JsonObject {
  const id = loadById(value, ["none", "http"], words);
  if (id === "none") {
    decodeGo(noneType, value, words);
    return { type: "xray.transport.internet.headers.noop.ConnectionConfig", fields: {} };
  }
  return {
    type: "xray.transport.internet.headers.http.Config",
    fields: buildHttpHeader(decodeGo(httpHeaderType, value, words), words),
  };
}
