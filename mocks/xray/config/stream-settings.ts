import type { JsonObject } from "../../../contract/json.js";
import { goLater, goPointer } from "./decoding/composites.js";
import { goAddress } from "./decoding/conf-types.js";
import type { Failure, GoType, Read } from "./decoding/go-type.js";
import { goString, goStringOf, goUint16 } from "./decoding/scalars.js";
import { goStruct } from "./decoding/struct.js";
import { buildFinalMask, finalMaskType } from "./stream/finalmask.js";
import { grpcType } from "./stream/grpc.js";
import { hysteriaType } from "./stream/hysteria.js";
import { kcpType } from "./stream/kcp.js";
import { readNetwork } from "./stream/network.js";
import { rawTransportType } from "./stream/raw-transport.js";
import { realityType } from "./stream/reality.js";
import { buildSecurity } from "./stream/security.js";
import { buildSockopt, sockoptType } from "./stream/sockopt.js";
import { splitHttpOf } from "./stream/splithttp-shape.js";
import { tlsType } from "./stream/tls.js";
import { buildTransports } from "./stream/transports.js";
import { httpUpgradeType, websocketType } from "./stream/websocket.js";
import { within } from "./stream/words.js";

export { removedFeature } from "./stream/words.js";

// It contains streamSettings for downloads, which contain it.
const splitHttpType = splitHttpOf(goLater("conf.StreamConfig", () => streamType));

const streamStruct = goStruct("conf.StreamConfig", {
  address: goPointer(goAddress),
  port: goUint16,
  network: goPointer(goStringOf("conf.TransportProtocol")),
  security: goString,
  finalmask: goPointer(finalMaskType),
  tlsSettings: goPointer(tlsType),
  realitySettings: goPointer(realityType),
  rawSettings: goPointer(rawTransportType),
  tcpSettings: goPointer(rawTransportType),
  xhttpSettings: goPointer(splitHttpType),
  splithttpSettings: goPointer(splitHttpType),
  kcpSettings: goPointer(kcpType),
  grpcSettings: goPointer(grpcType),
  wsSettings: goPointer(websocketType),
  httpupgradeSettings: goPointer(httpUpgradeType),
  hysteriaSettings: goPointer(hysteriaType),
  sockopt: goPointer(sockoptType),
});

/** A read `streamSettings`. */
export type Stream = Read<typeof streamStruct>;

/** Gives the fields of `xray.transport.internet.StreamConfig`. Throws what the original refuses. */
export interface StreamBuilder {
  (words: Failure): JsonObject;
  /** What it builds. */
  readonly stream: Stream;
}

/** `streamSettings`: read at once, as Go decodes it; built when it is called. */
export const streamType: GoType<StreamBuilder> = {
  name: streamStruct.name,
  zero: () => builderOf(streamStruct.zero()),
  decode: (value, before, run) => builderOf(streamStruct.decode(value, before.stream, run)),
};

function builderOf(stream: Stream): StreamBuilder {
  return Object.assign((words: Failure) => buildStream(stream, words), { stream });
}

function buildStream(stream: Stream, words: Failure): JsonObject {
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
