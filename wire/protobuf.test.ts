import { expect, test } from "vitest";
import { GetStatsRequestSchema } from "../proto/gen/xray/app/stats/command/command_pb.js";
import { decode, goProtoTexts } from "./protobuf.js";

const read = (hex: string) => decode(GetStatsRequestSchema, Buffer.from(hex, "hex"));

test.each([
  ["a field", "0a0161", { name: "a", reset: false }],
  ["no bytes at all", "", { name: "", reset: false }],
  ["a known field of another wire type is ignored", "080a0a0161", { name: "a" }],
  ["an unknown field is ignored", "0a016118051a0178", { name: "a" }],
  ["of a field sent twice the last value counts", "0a01610a0162", { name: "b" }],
])("%s", (_what, hex, fields) => {
  const decoded = read(hex);
  expect(decoded.ok && decoded.message).toMatchObject(fields);
});

test.each([
  ["a length beyond the end", "0aff", goProtoTexts.malformed],
  ["a field number of zero", "00", goProtoTexts.malformed],
  ["text that is no UTF-8", "0a01ff", goProtoTexts.utf8],
])("unreadable: %s", (_what, hex, text) => {
  expect(read(hex)).toEqual({ ok: false, text });
});
