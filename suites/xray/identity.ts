import { createHash } from "node:crypto";

/** What a vless id stands for, or why it is refused. */
export type ReadId =
  | { readonly kind: "uuid"; readonly canonical: string }
  | { readonly kind: "text"; readonly canonical: string }
  | { readonly kind: "invalid"; readonly reason: string }
  | { readonly kind: "unclear" };

/**
 * Reads a vless id as the facts (§3.5) fix it: 1 to 30 bytes stand for a UUID of version 5, 32 hex
 * digits or 36 characters with dashes are a UUID, 0, 31 or more than 36 bytes are none, nor are 34
 * that are a UUID cut short. What other texts of 33 to 35 bytes are, the facts do not tell.
 */
export function readId(id: string): ReadId {
  const size = Buffer.byteLength(id);
  if (size >= 1 && size <= 30) return { kind: "text", canonical: uuidOfText(id) };
  if (size === 32 || size === 36) return readDigits(id);
  const cut = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{10}$/i.test(id);
  if (size >= 33 && size <= 35 && !cut) return { kind: "unclear" };
  return { kind: "invalid", reason: `common/uuid: invalid UUID: ${id}` };
}

/** The UUID of version 5 that stands for a text, in the name space of the nil UUID. */
export function uuidOfText(text: string): string {
  const hash = createHash("sha1").update(Buffer.alloc(16)).update(text).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return withDashes(hash.toString("hex"));
}

function readDigits(id: string): ReadId {
  const dashed = /^.{8}-.{4}-.{4}-.{4}-.{12}$/.test(id);
  if (id.length === 36 && !dashed) return { kind: "unclear" };
  const digits = dashed ? id.replaceAll("-", "") : id;
  const bad = /[^0-9a-f]/i.exec(digits)?.[0];
  if (bad === undefined) return { kind: "uuid", canonical: withDashes(digits.toLowerCase()) };
  // Seen for one bad letter only: a dash or a byte outside of ASCII may be told in another way.
  if (!/[A-Za-z]/.test(bad) || digits.length !== 32) return { kind: "unclear" };
  const code = bad.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return { kind: "invalid", reason: `encoding/hex: invalid byte: U+${code} '${bad}'` };
}

function withDashes(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
