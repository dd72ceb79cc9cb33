import { expect, test } from "vitest";
import { decodeBase64, decodeHex } from "./go-bytes.js";

// All from Go 1.26's encoding/base64 and encoding/hex.
test.each([
  ["AA\n==", "standard", Buffer.alloc(1)],
  ["AA=", "standard", "illegal base64 data at input byte 3"],
  ["AA", "standard", "illegal base64 data at input byte 0"],
  ["A", "standard", "illegal base64 data at input byte 0"],
  ["AA==x", "standard", "illegal base64 data at input byte 4"],
  ["AA=x", "standard", "illegal base64 data at input byte 2"],
  ["AA-_", "standard", "illegal base64 data at input byte 2"],
  ["--__", "url", Buffer.from([0xfb, 0xef, 0xff])],
  ["AA", "url", Buffer.alloc(1)],
  ["AA==", "url", "illegal base64 data at input byte 2"],
] as const)("base64 %j (%s)", (text, kind, expected) => {
  expect(decodeBase64(text, kind)).toEqual(expected);
});

test.each([
  ["00fF", Buffer.from([0, 255])],
  ["0", "encoding/hex: odd length hex string"],
  ["0Z1", "encoding/hex: invalid byte: U+005A 'Z'"],
  ["é", "encoding/hex: invalid byte: U+00C3 'Ã'"],
])("hex %j", (text, expected) => {
  expect(decodeHex(text)).toEqual(expected);
});
