import { expect, test } from "vitest";
import { goBase64 } from "./go-base64.js";

test.each([
  ["", ""],
  ["AAAA", "000000"],
  ["AA==", "00"],
  ["\nAA=\n=", "00"],
  ["//+=", "ffff"],
])("%j is decoded", (text, hex) => {
  expect(goBase64(text)).toEqual({ kind: "bytes", bytes: Buffer.from(hex, "hex") });
});

// Measured through the key of a shadowsocks 2022 inbound.
test.each([
  ["!!", 0],
  ["AAAAA", 4],
  ["AA==AA", 4],
  ["AA=A", 2],
  ["=", 0],
  ["A", 0],
  ["AAA=A", 4],
  ["AA=", 3],
  ["AAAA*AAA", 4],
  ["AAAAAAAAé", 8],
])("%j is bad at byte %i", (text, at) => {
  expect(goBase64(text)).toEqual({
    kind: "bad",
    text: `illegal base64 data at input byte ${String(at)}`,
  });
});
