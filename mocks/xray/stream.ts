import type { Json, JsonObject } from "../../contract/json.js";
import type { Message } from "../../contract/xray/message.js";
import { inside } from "./account.js";
import { isNoAddress, listOf, messageOf, objectOf, objectsOf, textOf } from "./json-fields.js";
import { crash, refused, type Trouble } from "./refusal.js";
import { openTyped, type Typed } from "./typed.js";

/** Settings of each transport of the original, by the name that stream settings use. */
export const transports = {
  tcp: "xray.transport.internet.tcp.Config",
  websocket: "xray.transport.internet.websocket.Config",
  httpupgrade: "xray.transport.internet.httpupgrade.Config",
  splithttp: "xray.transport.internet.splithttp.Config",
  grpc: "xray.transport.internet.grpc.encoding.Config",
  mkcp: "xray.transport.internet.kcp.Config",
  hysteria: "xray.transport.internet.hysteria.Config",
  udp: "xray.transport.internet.udp.Config",
} as const;

/** What stream settings come to. */
export interface Stream {
  readonly kind: "stream";
  /** The name that was given, known or not. */
  readonly transport: string;
  readonly settings: Typed;
  /** Undefined where there are no security settings. */
  readonly security: Typed | undefined;
  readonly udpMasks: readonly Typed[];
  /** Fields of SocketConfig; empty where there is none. */
  readonly socket: JsonObject;
}

/** Finds the transport of stream settings, and what the original finds wrong with them, in its order. */
export function readStream(stream: JsonObject | undefined): Stream | Trouble {
  if (stream === undefined) return { ...plain, settings: settingsOf("tcp") };
  const name = textOf(stream, "protocolName") || "tcp";
  const settings = readSettings(stream, name);
  if (!isTyped(settings)) return settings;
  if (isNoAddress(objectOf(stream, "address")))
    return crash("a stream address that is neither IP nor domain");
  const security = readSecurity(stream);
  if (security !== undefined && !isTyped(security)) return security;
  const tcpMasks = readMasks(stream, "tcpmasks", tcpMask);
  if ("kind" in tcpMasks) return tcpMasks;
  const udpMasks = readMasks(stream, "udpmasks", udpMask);
  if ("kind" in udpMasks) return udpMasks;
  const socket = objectOf(stream, "socketSettings") ?? {};
  return { kind: "stream", transport: name, settings, security, udpMasks, socket };
}

/** The same with the original's words for a receiver or a sender before it. */
export function readStreamFor(stream: JsonObject | undefined, prefix: string): Stream | Trouble {
  const read = readStream(stream);
  return read.kind === "stream" ? read : inside(prefix, read);
}

/** Fields of a message of that type; undefined for one of another. */
export function fieldsOf(typed: Typed | undefined, type: string): JsonObject | undefined {
  return typed?.kind === "readable" && typed.type === type ? typed.fields : undefined;
}

const plain = {
  kind: "stream",
  transport: "tcp",
  security: undefined,
  udpMasks: [],
  socket: {},
} as const;

const settingsOf = (transport: keyof typeof transports): Typed => ({
  kind: "readable",
  type: transports[transport],
  fields: {},
});

function readSettings(stream: JsonObject, name: string): Typed | Trouble {
  const own = objectsOf(stream, "transportSettings").find(
    (t) => textOf(t, "protocolName") === name,
  );
  if (own === undefined)
    return name in transports
      ? settingsOf(name as keyof typeof transports)
      : refused(`transport/internet: unknown transport protocol: ${name}`);
  const settings = messageOf(own, "settings");
  return settings === null ? crash("a transport without settings") : openTyped(settings);
}

function readSecurity(stream: JsonObject): Typed | Trouble | undefined {
  const settings = listOf(stream, "securitySettings").map(asMessage);
  if (settings.length === 0) return undefined;
  const type = textOf(stream, "securityType");
  return openTyped(settings.find((s) => s.type === type) ?? { type, base64: "" });
}

const finalmask = "xray\\.transport\\.internet\\.finalmask\\.";
const tcpMask = new RegExp(
  `^${finalmask}(fragment\\.Config|sudoku\\.Config|header\\.custom\\.TCPConfig)$`,
);
const udpMask = new RegExp(
  `^${finalmask}((noise|salamander|sudoku|xdns|xicmp|mkcp\\.\\w+|header\\.(?!custom)\\w+)\\.Config|header\\.custom\\.UDPConfig)$`,
);

function readMasks(stream: JsonObject, name: string, fits: RegExp): readonly Typed[] | Trouble {
  const masks: Typed[] = [];
  for (const message of listOf(stream, name).map(asMessage)) {
    const mask = openTyped(message);
    if (!isTyped(mask)) return mask;
    if (!fits.test(mask.type)) return crash(`a mask of type ${mask.type}`);
    masks.push(mask);
  }
  return masks;
}

const isTyped = (typed: Typed | Trouble): typed is Typed =>
  typed.kind === "readable" || typed.kind === "foreign";

function asMessage(value: Json): Message {
  return messageOf({ value }, "value") ?? { type: "", base64: "" };
}
