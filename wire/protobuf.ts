import { fromBinary, toBinary, type DescMessage, type MessageShape } from "@bufbuild/protobuf";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";

/** What reading protobuf bytes gave; `text` is what the Go library says of bytes that it cannot read. */
export type Decoded<T> =
  { readonly ok: true; readonly message: T } | { readonly ok: false; readonly text: string };

/** Go's two texts for unreadable bytes. */
export const goProtoTexts = {
  malformed: "proto: cannot parse invalid wire-format data",
  utf8: "string field contains invalid UTF-8",
} as const;

/**
 * Reads `bytes` as `desc`, as Go's protobuf library would: a known field that arrives with another
 * wire type is ignored, bytes that are no protobuf and text that is no UTF-8 are told apart.
 */
export function decode<Desc extends DescMessage>(
  desc: Desc,
  bytes: Uint8Array,
): Decoded<MessageShape<Desc>> {
  try {
    return { ok: true, message: fromBinary(desc, readable(desc, bytes)) };
  } catch (error) {
    // The strict TextDecoder is the only thing in there that throws with this code.
    const utf8 = (error as { code?: unknown }).code === "ERR_ENCODING_INVALID_ENCODED_DATA";
    return { ok: false, text: utf8 ? goProtoTexts.utf8 : goProtoTexts.malformed };
  }
}

/** Writes a message in canonical order. */
export function encode<Desc extends DescMessage>(
  desc: Desc,
  message: MessageShape<Desc>,
): Uint8Array<ArrayBuffer> {
  return toBinary(desc, message);
}

/**
 * The bytes without fields of `desc` whose wire type is not the declared one, at the top level.
 * protobuf-es reads such a field by its declared type and loses its place; Go skips it.
 */
function readable(desc: DescMessage, bytes: Uint8Array): Uint8Array {
  let kept: Uint8Array[] | undefined;
  let from = 0;
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const [number, wireType] = reader.tag();
    reader.skip(wireType, number);
    if (fits(desc, number, wireType)) continue;
    (kept ??= []).push(bytes.subarray(from, start));
    from = reader.pos;
  }
  if (kept === undefined) return bytes;
  kept.push(bytes.subarray(from));
  return Buffer.concat(kept);
}

function fits(desc: DescMessage, number: number, wireType: WireType): boolean {
  const field = desc.fields.find((f) => f.number === number);
  if (field === undefined) return true;
  switch (field.fieldKind) {
    case "message":
    case "map":
      return wireType === WireType.LengthDelimited;
    case "enum":
      return wireType === WireType.Varint;
    case "scalar":
      return wireType === scalarWireType(field.scalar);
    case "list":
      // Lists of numbers come packed or one by one; both are read.
      if (field.listKind === "message") return wireType === WireType.LengthDelimited;
      if (wireType === WireType.LengthDelimited) return true;
      return (
        wireType === (field.listKind === "enum" ? WireType.Varint : scalarWireType(field.scalar))
      );
    default:
      return field satisfies never;
  }
}

function scalarWireType(scalar: number): WireType {
  // Numbers of descriptor.proto's Type: 1 double, 2 float, 6 fixed64, 7 fixed32, 9 string,
  // 12 bytes, 15 sfixed32, 16 sfixed64; all others are varints.
  if (scalar === 9 || scalar === 12) return WireType.LengthDelimited;
  if (scalar === 1 || scalar === 6 || scalar === 16) return WireType.Bit64;
  if (scalar === 2 || scalar === 7 || scalar === 15) return WireType.Bit32;
  return WireType.Varint;
}
