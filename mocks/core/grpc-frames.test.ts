import { expect, test } from "vitest";
import { createFrameReader, encodeStatusText, writeFrame } from "./grpc-frames.js";

function read(chunks: readonly Buffer[], limit = 100) {
  const seen: string[] = [];
  const reader = createFrameReader(limit, {
    message: (bytes, compressed) => seen.push(`${bytes.toString()}${compressed ? "!" : ""}`),
    tooLong: (length) => seen.push(`too long ${String(length)}`),
  });
  for (const chunk of chunks) reader.push(chunk);
  return { seen, unfinished: reader.unfinished };
}

test("messages are found however the bytes are cut", () => {
  const bytes = Buffer.concat([
    writeFrame(Buffer.from("one")),
    writeFrame(Buffer.alloc(0)),
    writeFrame(Buffer.from("three")),
  ]);
  for (let size = 1; size <= bytes.length; size += 1) {
    const chunks: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
    expect(read(chunks)).toEqual({ seen: ["one", "", "three"], unfinished: false });
  }
});

test("a message of the limit is read, a longer one is told by its prefix and ends the reading", () => {
  expect(read([writeFrame(Buffer.alloc(100, "a"))]).seen[0]).toHaveLength(100);
  const long = writeFrame(Buffer.alloc(101)).subarray(0, 5);
  expect(read([long, writeFrame(Buffer.from("x"))]).seen).toEqual(["too long 101"]);
});

test("half a message and half a prefix are unfinished", () => {
  expect(read([writeFrame(Buffer.from("one")).subarray(0, 6)]).unfinished).toBe(true);
  expect(read([writeFrame(Buffer.from("one")).subarray(0, 3)]).unfinished).toBe(true);
});

test("the compressed flag is passed on", () => {
  const frame = writeFrame(Buffer.from("z"));
  frame.writeUInt8(1, 0);
  expect(read([frame]).seen).toEqual(["z!"]);
});

test("status texts are percent-encoded outside printable ASCII", () => {
  expect(encodeStatusText("a b > ü%\n")).toBe("a b > %C3%BC%25%0A");
});
