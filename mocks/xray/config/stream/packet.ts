import { goBase64 } from "../../go/base64.js";
import { goHex } from "../../go/hex.js";
import type { ConfigError } from "../config-error.js";
import type { ConfigValue } from "../config-value.js";
import type { Range } from "../decoding/conf-types.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goBytes, goString } from "../decoding/scalars.js";
import { at } from "../decoding/struct.js";
import { refuse } from "./words.js";

/** What items of masks have in common: bytes as written, or a number of random ones. */
export interface PacketItem {
  readonly randRange: Range | undefined;
  readonly type: string;
  readonly packet: ConfigValue | undefined;
}

/** The bytes of `packet`, read as `type` says, in base64. */
function readPacket(item: PacketItem, words: Failure): string {
  const { packet, type } = item;
  const kind = type.toLowerCase();
  const bad = (value: ConfigValue, problem: string): ConfigError =>
    value.refused(`is ${value.shown}`, `write what type "${type}" says`, words(problem));
  if (!["", "array", "str", "hex", "base64"].includes(kind)) {
    const known = "write array, str, hex or base64 as type";
    throw refuse(packet ?? at(item), words, "unknown type", known, `has the type "${type}"`);
  }
  if (packet === undefined) {
    // Only a list may be left out: a text is read, and there is none.
    if (kind === "" || kind === "array") return "";
    throw bad(at(item), "unexpected end of JSON input");
  }
  if (kind === "" || kind === "array") {
    return (decodeGo(goBytes, packet, words) ?? Buffer.alloc(0)).toString("base64");
  }
  const written = decodeGo(goString, packet, words);
  if (kind === "str") return Buffer.from(written).toString("base64");
  const decoded = kind === "hex" ? goHex(written) : goBase64(written);
  if (decoded.kind === "bad") throw bad(packet, decoded.text);
  return decoded.bytes.toString("base64");
}

/** The range that random bytes are drawn from, and the packet. */
export function readPacketItem(
  item: PacketItem,
  words: Failure,
): { readonly min: number; readonly max: number; readonly packet: string } {
  const { from: min, to: max } = item.randRange ?? { from: 0, to: 255 };
  if (min < 0 || max > 255) {
    throw refuse(at(item), words, "invalid randRange", 'write a range of bytes, as "0-255"');
  }
  return { min, max, packet: readPacket(item, words) };
}
