import { goHex } from "../../go/hex.js";
import type { ConfigValue } from "../config-value.js";
import type { Failure } from "../decoding/go-type.js";
import { refuse } from "./words.js";

/** A REALITY short id as its 8 bytes in base64, filled up with zeros; `name` is what the original calls it. */
export function readShortId(value: ConfigValue, id: string, name: string, words: Failure): string {
  const instead = "write up to 16 hexadecimal digits, an even number of them";
  if (Buffer.byteLength(id) > 16) {
    throw refuse(value, words, `too long ${name}: ${id}`, instead, `has "${id}"`);
  }
  const bytes = goHex(id);
  if (bytes.kind === "bad") {
    throw refuse(value, words, `invalid ${name}: ${id}`, instead, `has "${id}"`);
  }
  return Buffer.concat([bytes.bytes], 8).toString("base64");
}
