import type { Failure } from "../decoding/go-type.js";
import { at } from "../decoding/struct.js";
import type { Stream } from "../stream-settings.js";
import { removedFeature } from "./words.js";

const names: ReadonlyMap<string, string> = new Map([
  ["raw", "tcp"],
  ["tcp", "tcp"],
  ["xhttp", "splithttp"],
  ["splithttp", "splithttp"],
  ["kcp", "mkcp"],
  ["mkcp", "mkcp"],
  ["grpc", "grpc"],
  ["ws", "websocket"],
  ["websocket", "websocket"],
  ["httpupgrade", "httpupgrade"],
  ["hysteria", "hysteria"],
]);

const http = ["HTTP transport (without header padding, etc.)", "XHTTP stream-one H2 & H3"] as const;
const removed: ReadonlyMap<string, readonly [string, string]> = new Map<
  string,
  readonly [string, string]
>([
  ["h2", http],
  ["h3", http],
  ["http", http],
  ["quic", ["QUIC transport (without web service, etc.)", "XHTTP stream-one H3"]],
]);

/** The transport's name in `xray.transport.internet.StreamConfig`. */
export function readNetwork(stream: Stream, words: Failure): string {
  const { network = "tcp" } = stream;
  const found = names.get(network.toLowerCase());
  if (found !== undefined) return found;
  const gone = removed.get(network.toLowerCase());
  throw at(stream, "network").refused(
    `"${network}" is no transport of Xray 26.3`,
    'write "raw", "xhttp", "ws", "grpc", "httpupgrade", "mkcp" or "hysteria"',
    words(
      gone === undefined
        ? `infra/conf: Config: unknown transport protocol: ${network}`
        : removedFeature(...gone),
    ),
  );
}
