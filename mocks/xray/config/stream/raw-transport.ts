import type { JsonObject } from "../../../../contract/json.js";
import type { ConfigValue } from "../config-value.js";
import { flag, raw } from "./go-scalars.js";
import { struct, type Read } from "./go-shape.js";
import { buildHttpHeader, httpHeaderShape } from "./http-header.js";
import { loadById } from "./load-by-id.js";
import { within, type Words } from "./words.js";

/** `rawSettings` and `tcpSettings`. */
export const rawTransportShape = struct("TCPConfig", {
  header: raw,
  acceptProxyProtocol: flag,
});

const noneShape = struct("NoOpConnectionAuthenticator", {}, { type: "read" });

/** The fields of `xray.transport.internet.tcp.Config`. */
export function buildRawTransport(
  settings: Read<typeof rawTransportShape>,
  words: Words,
): JsonObject {
  const { header, acceptProxyProtocol } = settings;
  return {
    acceptProxyProtocol,
    ...(header === undefined
      ? {}
      : { headerSettings: buildHeader(header, within(words, "invalid TCP header config")) }),
  };
}

function buildHeader(value: ConfigValue, words: Words): JsonObject {
  const { id, place } = loadById(value, ["none", "http"], words);
  if (id === "none") {
    noneShape.read(value, place);
    return { type: "xray.transport.internet.headers.noop.ConnectionConfig", fields: {} };
  }
  return {
    type: "xray.transport.internet.headers.http.Config",
    fields: buildHttpHeader(httpHeaderShape.read(value, place), words),
  };
}
