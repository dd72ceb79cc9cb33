import type { Json, JsonObject } from "../../../../contract/json.js";
import type { Failure } from "../decoding/go-type.js";
import type { Stream } from "../stream-settings.js";
import { buildGrpc } from "./grpc.js";
import { buildHysteria } from "./hysteria.js";
import { buildKcp } from "./kcp.js";
import { buildRawTransport } from "./raw-transport.js";
import { buildSplitHttp } from "./splithttp.js";
import { buildHttpUpgrade, buildWebsocket } from "./websocket.js";
import { within } from "./words.js";

/**
 * `transportSettings`: one for each transport whose settings are written, chosen or not, in the
 * original's order.
 */
export function buildTransports(stream: Stream, words: Failure): readonly Json[] {
  const built: Json[] = [];
  const add = <T>(
    settings: T | undefined,
    protocolName: string,
    label: string,
    build: (settings: T, words: Failure) => JsonObject,
    packageName = protocolName,
  ): void => {
    if (settings === undefined) return;
    const fields = build(settings, within(words, `Failed to build ${label} config.`));
    const type = `xray.transport.internet.${packageName}.Config`;
    built.push({ protocolName, settings: { type, fields } });
  };
  add(stream.rawSettings ?? stream.tcpSettings, "tcp", "RAW", buildRawTransport);
  add(stream.xhttpSettings ?? stream.splithttpSettings, "splithttp", "XHTTP", buildSplitHttp);
  add(stream.kcpSettings, "mkcp", "mKCP", buildKcp, "kcp");
  add(stream.grpcSettings, "grpc", "gRPC", buildGrpc, "grpc.encoding");
  add(stream.wsSettings, "websocket", "WebSocket", buildWebsocket);
  add(stream.httpupgradeSettings, "httpupgrade", "HTTPUpgrade", buildHttpUpgrade);
  add(stream.hysteriaSettings, "hysteria", "Hysteria", buildHysteria);
  return built;
}
