import { expect, test } from "vitest";
import { goBase64, goRawBase64 } from "./base64.js";

function decode(text: string, kind: "padded" | "raw" | "rawUrl") {
  if (kind === "padded") return goBase64(text);
  return goRawBase64(text, kind === "raw" ? "standard" : "url");
}

// What Go 1.26 gives, in hex.
test.each([
  ["", "padded", ""],
  ["AAAA", "padded", "000000"],
  ["AA==", "padded", "00"],
  ["\nAA=\n=", "padded", "00"],
  ["AA\n==", "padded", "00"],
  ["//+=", "padded", "ffff"],
  ["YWI=", "padded", "6162"],
  ["YW\nI=\r\n", "padded", "6162"],
  ["YWI", "rawUrl", "6162"],
  ["--__", "rawUrl", "fbefff"],
  ["AA", "rawUrl", "00"],
] as const)("%j as %s is decoded", (text, kind, hex) => {
  expect(decode(text, kind)).toEqual({ kind: "bytes", bytes: Buffer.from(hex, "hex") });
});

// Measured in Go 1.26, some through the key of a shadowsocks 2022 inbound; the last are the bytes before.
test.each([
  ["!!", "padded", 0, ""],
  ["AAAAA", "padded", 4, "000000"],
  ["AA==AA", "padded", 4, "00"],
  ["AA==x", "padded", 4, "00"],
  ["AA=A", "padded", 2, ""],
  ["AA=x", "padded", 2, ""],
  ["=", "padded", 0, ""],
  ["A", "padded", 0, ""],
  ["AA", "padded", 0, ""],
  ["AAA=A", "padded", 4, "0000"],
  ["AA=", "padded", 3, ""],
  ["AA-_", "padded", 2, ""],
  ["AAAA*AAA", "padded", 4, "000000"],
  ["AAAAAAAAé", "padded", 8, "000000000000"],
  ["YWI", "padded", 0, ""],
  ["YQ=", "padded", 3, ""],
  ["YQ=x", "padded", 2, ""],
  ["YQ==x", "padded", 4, "61"],
  ["YWJj=", "padded", 4, "616263"],
  ["YWJjY", "rawUrl", 4, "616263"],
  ["YW+_", "rawUrl", 2, ""],
  ["AA==", "rawUrl", 2, ""],
  ["äYWJj", "raw", 0, ""],
] as const)("%j as %s is bad at byte %i", (text, kind, at, before) => {
  expect(decode(text, kind)).toEqual({
    kind: "bad",
    text: `illegal base64 data at input byte ${String(at)}`,
    before: Buffer.from(before, "hex"),
  });
});
