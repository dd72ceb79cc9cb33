import type { ConfigError } from "../config-error.js";
import type { ConfigValue } from "../config-value.js";
import { decodeBase64, decodeHex } from "./go-bytes.js";
import { bytes, text } from "./go-scalars.js";
import type { Range } from "./go-special.js";
import { rootPlace } from "./load-by-id.js";
import { refuse, type Words } from "./words.js";

/** What items of masks have in common: bytes as written, or a number of random ones. */
export interface PacketItem {
  readonly randRange: Range | undefined;
  readonly type: string;
  readonly packet: ConfigValue | undefined;
  readonly where: (field?: never) => ConfigValue;
}

/** The bytes of `packet`, read as `type` says, in base64. */
function readPacket({ packet, type, where }: PacketItem, words: Words): string {
  const kind = type.toLowerCase();
  const bad = (value: ConfigValue, problem: string): ConfigError =>
    value.refused(`is ${value.shown}`, `write what type "${type}" says`, words(problem));
  if (!["", "array", "str", "hex", "base64"].includes(kind)) {
    const known = "write array, str, hex or base64 as type";
    throw refuse(packet ?? where(), words, "unknown type", known, `has the type "${type}"`);
  }
  if (packet === undefined) {
    // Only a list may be left out: a text is read, and there is none.
    if (kind === "" || kind === "array") return "";
    throw bad(where(), "unexpected end of JSON input");
  }
  if (kind === "" || kind === "array") {
    return bytes.read(packet, rootPlace(packet, words)).toString("base64");
  }
  const written = text.read(packet, rootPlace(packet, words));
  if (kind === "str") return Buffer.from(written).toString("base64");
  const decoded = kind === "hex" ? decodeHex(written) : decodeBase64(written);
  if (typeof decoded === "string") throw bad(packet, decoded);
  return decoded.toString("base64");
}

/** The range that random bytes are drawn from, and the packet. */
export function readPacketItem(
  item: PacketItem,
  words: Words,
): { readonly min: number; readonly max: number; readonly packet: string } {
  const { from: min, to: max } = item.randRange ?? { from: 0, to: 255 };
  if (min < 0 || max > 255) {
    throw refuse(item.where(), words, "invalid randRange", 'write a range of bytes, as "0-255"');
  }
  return { min, max, packet: readPacket(item, words) };
}
