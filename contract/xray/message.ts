import type { JsonObject } from "../json.js";

/**
 * A protobuf message with its full name, as `xray.common.serial.TypedMessage` carries it.
 *
 * Readable: `fields` in the JSON form of protobuf (lowerCamel names, 64-bit numbers as decimal
 * strings, bytes as base64, default values left out), except that a TypedMessage inside is again a
 * `Message` instead of `{type, value}`. Unreadable (a name that we do not know, or bytes that are
 * not such a message): the bytes as base64.
 */
export type Message =
  | { readonly type: string; readonly fields: JsonObject }
  | { readonly type: string; readonly base64: string };

/** A user as HandlerService carries it. `account` is null where the message leaves it out. */
export interface User {
  readonly email: string;
  readonly level: number;
  readonly account: Message | null;
}

/** `xray.core.InboundHandlerConfig`. A setting is null where the message leaves it out. */
export interface InboundHandler {
  readonly tag: string;
  readonly receiver: Message | null;
  readonly proxy: Message | null;
}

/** `xray.core.OutboundHandlerConfig`. */
export interface OutboundHandler {
  readonly tag: string;
  readonly sender: Message | null;
  readonly proxy: Message | null;
  /** Seconds, decimal. Default "0". */
  readonly expire?: string;
  /** Default "". */
  readonly comment?: string;
}
