import { expect, test } from "vitest";
import { goHex } from "./hex.js";

// All from Go 1.26's encoding/hex.
test.each([
  ["00fF", { kind: "bytes", bytes: Buffer.from([0, 255]) }],
  ["Ab01", { kind: "bytes", bytes: Buffer.from([0xab, 1]) }],
  ["0", { kind: "bad", text: "encoding/hex: odd length hex string" }],
  ["abc", { kind: "bad", text: "encoding/hex: odd length hex string" }],
  ["0Z1", { kind: "bad", text: "encoding/hex: invalid byte: U+005A 'Z'" }],
  ["é", { kind: "bad", text: "encoding/hex: invalid byte: U+00C3 'Ã'" }],
])("%j in hex", (text, expected) => {
  expect(goHex(text)).toEqual(expected);
});
