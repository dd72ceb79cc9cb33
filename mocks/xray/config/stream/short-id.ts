import type { ConfigValue } from "../config-value.js";
import { decodeHex } from "./go-bytes.js";
import { refuse, type Words } from "./words.js";

/** A REALITY short id as its 8 bytes in base64, filled up with zeros; `name` is what the original calls it. */
export function readShortId(value: ConfigValue, id: string, name: string, words: Words): string {
  const instead = "write up to 16 hexadecimal digits, an even number of them";
  if (Buffer.byteLength(id) > 16) {
    throw refuse(value, words, `too long ${name}: ${id}`, instead, `has "${id}"`);
  }
  const bytes = decodeHex(id);
  if (typeof bytes === "string") {
    throw refuse(value, words, `invalid ${name}: ${id}`, instead, `has "${id}"`);
  }
  return Buffer.concat([bytes], 8).toString("base64");
}
