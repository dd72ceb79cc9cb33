import type { Message } from "../../../contract/xray/message.js";
import { readTyped, writeTyped } from "../../../wire/xray/typed-message.js";

/** The message as it is read off the wire: default values left out, fields in order. */
export function canonical(message: Message): Message {
  return readTyped(writeTyped(message)) ?? message;
}
