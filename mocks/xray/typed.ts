import { BinaryReader } from "@bufbuild/protobuf/wire";
import type { JsonObject } from "../../contract/json.js";
import type { Message } from "../../contract/xray/message.js";
import { goProtoTexts } from "../../wire/protobuf.js";
import { findMessage } from "../../wire/xray/registry.js";
import { readTyped, unreadableText, writeTyped } from "../../wire/xray/typed-message.js";
import { isKnownEnum, isKnownMessage } from "./known-types.js";
import { refused, type Trouble } from "./refusal.js";

/** A message that the original can read. `foreign` ones are not modelled here: only their bytes are known. */
export type Typed =
  | { readonly kind: "readable"; readonly type: string; readonly fields: JsonObject }
  | { readonly kind: "foreign"; readonly type: string; readonly bytes: Uint8Array };

/** What the original makes of a TypedMessage: the message, or its refusal in Go's words. */
export function openTyped(message: Message): Typed | Trouble {
  if ("fields" in message) return { kind: "readable", ...message };
  const { type } = message;
  if (findMessage(type) !== undefined) {
    const read = readTyped(writeTyped(message));
    return read !== null && "fields" in read
      ? { kind: "readable", ...read }
      : refused(unreadableText(message));
  }
  if (isKnownEnum(type)) return refused("proto: found wrong type: got enum, want message");
  if (!isKnownMessage(type)) return refused("proto: not found");
  const bytes = Buffer.from(message.base64, "base64");
  return isProtobuf(bytes) ? { kind: "foreign", type, bytes } : refused(goProtoTexts.malformed);
}

/** True for bytes that are some protobuf message. */
function isProtobuf(bytes: Uint8Array): boolean {
  const reader = new BinaryReader(bytes);
  try {
    while (reader.pos < reader.len) {
      const [number, wireType] = reader.tag();
      reader.skip(wireType, number);
    }
    return reader.pos === reader.len;
  } catch {
    return false;
  }
}
