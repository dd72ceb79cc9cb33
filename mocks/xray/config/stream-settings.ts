import type { JsonObject } from "../../../contract/json.js";
import { buildFinalMask, finalMaskShape } from "./stream/finalmask.js";
import { text, uint16, textOf } from "./stream/go-scalars.js";
import { later, pointer, struct, type Read, type Shape } from "./stream/go-shape.js";
import { address } from "./stream/go-special.js";
import { grpcShape } from "./stream/grpc.js";
import { hysteriaShape } from "./stream/hysteria.js";
import { kcpShape } from "./stream/kcp.js";
import { readNetwork } from "./stream/network.js";
import { rawTransportShape } from "./stream/raw-transport.js";
import { realityShape } from "./stream/reality.js";
import { buildSecurity } from "./stream/security.js";
import { buildSockopt, sockoptShape } from "./stream/sockopt.js";
import { splitHttpOf } from "./stream/splithttp-shape.js";
import { tlsShape } from "./stream/tls.js";
import { buildTransports } from "./stream/transports.js";
import { httpUpgradeShape, websocketShape } from "./stream/websocket.js";
import { within, type Words } from "./stream/words.js";

export { removedFeature } from "./stream/words.js";

// It contains streamSettings for downloads, which contain it.
const splitHttpShape = splitHttpOf(later("conf.StreamConfig", () => streamShape));

const streamStruct = struct("StreamConfig", {
  address: pointer(address),
  port: uint16,
  network: pointer(textOf("conf.TransportProtocol")),
  security: text,
  finalmask: pointer(finalMaskShape),
  tlsSettings: pointer(tlsShape),
  realitySettings: pointer(realityShape),
  rawSettings: pointer(rawTransportShape),
  tcpSettings: pointer(rawTransportShape),
  xhttpSettings: pointer(splitHttpShape),
  splithttpSettings: pointer(splitHttpShape),
  kcpSettings: pointer(kcpShape),
  grpcSettings: pointer(grpcShape),
  wsSettings: pointer(websocketShape),
  httpupgradeSettings: pointer(httpUpgradeShape),
  hysteriaSettings: pointer(hysteriaShape),
  sockopt: pointer(sockoptShape),
});

/** A read `streamSettings`. */
export type Stream = Read<typeof streamStruct>;

/** Gives the fields of `xray.transport.internet.StreamConfig`. Throws what the original refuses. */
export interface StreamBuilder {
  (words: Words): JsonObject;
  /** `dialerProxy` of its sockopt. */
  readonly dialerProxy: string;
}

/** `streamSettings`: read at once, as Go decodes it; built when it is called. */
export const streamShape: Shape<StreamBuilder> = {
  type: streamStruct.type,
  read: (value, at) => {
    const stream = streamStruct.read(value, at);
    const build = (words: Words): JsonObject => buildStream(stream, words);
    return Object.assign(build, { dialerProxy: stream.sockopt?.dialerProxy ?? "" });
  },
  absent: () => Object.assign(() => ({}), { dialerProxy: "" }),
};

function buildStream(stream: Stream, words: Words): JsonObject {
  // In the order in which the original looks at them.
  const protocolName = readNetwork(stream, words);
  const security = buildSecurity(stream, protocolName, words);
  const transportSettings = buildTransports(stream, words);
  const { sockopt, finalmask } = stream;
  const socketSettings =
    sockopt === undefined
      ? {}
      : { socketSettings: buildSockopt(sockopt, within(words, "Failed to build sockopt.")) };
  return {
    ...(stream.address === undefined ? {} : { address: stream.address }),
    port: stream.port,
    protocolName,
    ...security,
    transportSettings,
    ...socketSettings,
    ...(finalmask === undefined ? {} : buildFinalMask(finalmask, words)),
  };
}
