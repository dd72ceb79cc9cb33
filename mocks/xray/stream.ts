import type { Json, JsonObject } from "../../contract/json.js";
import type { Message } from "../../contract/xray/message.js";
import { inside } from "./account.js";
import { isNoAddress, listOf, messageOf, objectOf, objectsOf, textOf } from "./json-fields.js";
import { crash, notModelled, refused, type Trouble } from "./refusal.js";
import { openTyped } from "./typed.js";

/** Transports of the original, by the name that stream settings use. */
export const transports = [
  "tcp",
  "websocket",
  "httpupgrade",
  "splithttp",
  "grpc",
  "mkcp",
  "hysteria",
] as const;

/** One of {@link transports}. */
export type Transport = (typeof transports)[number];

/** What stream settings come to. */
export interface Stream {
  readonly kind: "stream";
  readonly transport: Transport;
  /** True where they carry settings of TLS or REALITY. */
  readonly secured: boolean;
}

/** Finds the transport of stream settings, and what the original finds wrong with them. */
export function readStream(stream: JsonObject | undefined): Stream | Trouble {
  if (stream === undefined) return { kind: "stream", transport: "tcp", secured: false };
  if (isNoAddress(objectOf(stream, "address")))
    return crash("a stream address that is neither IP nor domain");
  const name = textOf(stream, "protocolName") || "tcp";
  const transport = transports.find((t) => t === name);
  const own = objectsOf(stream, "transportSettings").find(
    (t) => textOf(t, "protocolName") === name,
  );
  if (own === undefined && transport === undefined)
    return refused(`transport/internet: unknown transport protocol: ${name}`);
  const settings = own === undefined ? undefined : messageOf(own, "settings");
  const wrong = firstWrong([
    ...(settings === undefined || settings === null ? [] : [settings]),
    ...securityOf(stream),
    ...masksOf(stream),
  ]);
  if (wrong !== undefined) return wrong;
  const noMask = masksOf(stream).find((m) => !m.type.includes(".finalmask."));
  if (noMask !== undefined) return crash(`a mask of type ${noMask.type}`);
  return transport === undefined
    ? notModelled(`the transport ${name}`)
    : { kind: "stream", transport, secured: securityOf(stream).length > 0 };
}

/** The same with the original's words for a receiver or a sender before it. */
export function readStreamFor(stream: JsonObject | undefined, prefix: string): Stream | Trouble {
  const read = readStream(stream);
  return read.kind === "stream" ? read : inside(prefix, read);
}

function securityOf(stream: JsonObject): readonly Message[] {
  const settings = listOf(stream, "securitySettings").map(asMessage);
  if (settings.length === 0) return [];
  const type = textOf(stream, "securityType");
  return [settings.find((s) => s.type === type) ?? { type, base64: "" }];
}

function masksOf(stream: JsonObject): readonly Message[] {
  return [...listOf(stream, "tcpmasks"), ...listOf(stream, "udpmasks")].map(asMessage);
}

function asMessage(value: Json): Message {
  return messageOf({ value }, "value") ?? { type: "", base64: "" };
}

function firstWrong(messages: readonly Message[]): Trouble | undefined {
  for (const message of messages) {
    const typed = openTyped(message);
    if (typed.kind !== "readable" && typed.kind !== "foreign") return typed;
  }
  return undefined;
}
