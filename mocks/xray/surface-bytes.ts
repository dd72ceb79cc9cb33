import { BinaryReader } from "@bufbuild/protobuf/wire";
import { inputOf, type UnaryRpc } from "./codec.js";

/** The bytes without repetitions of a field, for a fault that lets the first value count. */
export function firstOnly(bytes: Buffer): Buffer {
  const kept: Buffer[] = [];
  const seen = new Set<number>();
  eachField(bytes, (number, start, end) => {
    if (!seen.has(number)) kept.push(bytes.subarray(start, end));
    seen.add(number);
  });
  return Buffer.concat(kept);
}

/** True where a request has a field that its message does not declare. */
export function hasUnknownFields(rpc: UnaryRpc, bytes: Buffer): boolean {
  const known = new Set(inputOf(rpc)?.fields.map((f) => f.number));
  let unknown = false;
  eachField(bytes, (number) => {
    unknown ||= !known.has(number);
  });
  return unknown;
}

/** Stops at bytes that are no protobuf. */
function eachField(
  bytes: Buffer,
  visit: (number: number, start: number, end: number) => void,
): void {
  const reader = new BinaryReader(bytes);
  try {
    while (reader.pos < reader.len) {
      const start = reader.pos;
      const [number, wireType] = reader.tag();
      reader.skip(wireType, number);
      visit(number, start, reader.pos);
    }
  } catch {
    // What cannot be read any further is left to the codec, which says so.
  }
}
