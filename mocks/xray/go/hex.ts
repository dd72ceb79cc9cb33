/** What Go's hex decoder makes of a text: bytes, or the words of its refusal. */
export type GoBytes =
  | { readonly kind: "bytes"; readonly bytes: Buffer }
  | { readonly kind: "bad"; readonly text: string };

/** Decodes hex digits as Go does; a text by its UTF-8. */
export function goHex(written: Buffer | string): GoBytes {
  const text = typeof written === "string" ? Buffer.from(written, "utf8") : written;
  const bad = text.find((byte) => !/^[0-9a-fA-F]$/.test(String.fromCharCode(byte)));
  if (bad !== undefined)
    return { kind: "bad", text: `encoding/hex: invalid byte: ${describeByte(bad)}` };
  if (text.length % 2 === 1) return { kind: "bad", text: "encoding/hex: odd length hex string" };
  return { kind: "bytes", bytes: Buffer.from(text.toString("latin1"), "hex") };
}

/** As Go's `%#U` prints one byte: the character only where it can be printed. */
function describeByte(byte: number): string {
  const code = `U+${byte.toString(16).toUpperCase().padStart(4, "0")}`;
  const printable = (byte >= 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad);
  return printable ? `${code} '${String.fromCharCode(byte)}'` : code;
}
