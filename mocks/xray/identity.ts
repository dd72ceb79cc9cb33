import { createHash } from "node:crypto";
import type { Random } from "../core/random.js";
import { goHex } from "./go/hex.js";
import { refused, type Trouble } from "./refusal.js";

const groups = [8, 4, 4, 4, 12] as const;
const dash = 0x2d;

/**
 * The UUID that stands for the id of a vless or vmess user, in canonical form.
 *
 * A text of 1 to 30 bytes is hashed (version 5, all-zero namespace), one of 32 to 36 is read as hex
 * digits with a dash allowed before each group; what follows the last group is not looked at.
 */
export function uuidOf(id: string): { readonly kind: "uuid"; readonly uuid: string } | Trouble {
  const text = Buffer.from(id, "utf8");
  const invalid = refused(`common/uuid: invalid UUID: ${id}`);
  if (text.length === 0 || text.length === 31 || text.length > 36) return invalid;
  if (text.length < 31) return { kind: "uuid", uuid: format(hashed(text)) };
  let digits = "";
  let at = 0;
  for (const size of groups) {
    if (text[at] === dash) at += 1;
    if (text.length - at < size) return invalid;
    const group = goHex(text.subarray(at, at + size));
    if (group.kind === "bad") return refused(group.text);
    digits += text.toString("latin1", at, at + size);
    at += size;
  }
  return { kind: "uuid", uuid: format(Buffer.from(digits, "hex")) };
}

function hashed(text: Buffer): Buffer {
  const hash = createHash("sha1").update(Buffer.alloc(16)).update(text).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash;
}

function format(bytes: Buffer): string {
  let at = 0;
  const hex = bytes.toString("hex");
  return groups.map((size) => hex.slice(at, (at += size))).join("-");
}

/** A UUID of random digits, as the original makes up names for users that have none. */
export function uuidFrom(random: Random): string {
  const bytes = Buffer.from(Array.from({ length: 16 }, () => random.integer(256)));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return format(bytes);
}
