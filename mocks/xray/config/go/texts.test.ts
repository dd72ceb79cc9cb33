import { expect, test } from "vitest";
import { decodeBase64 } from "./base64.js";
import { atoi, decodeHex, parseRange } from "./texts.js";

// What Go 1.26 gives: the bytes as hex, and where it stops.
test.each([
  ["YWI=", "standard", "6162", undefined],
  ["YW\nI=\r\n", "standard", "6162", undefined],
  ["YWI", "standard", "", 0],
  ["YQ=", "standard", "", 3],
  ["YQ=x", "standard", "", 2],
  ["YQ==x", "standard", "61", 4],
  ["YWJj=", "standard", "616263", 4],
  ["YWI", "rawUrl", "6162", undefined],
  ["YWJjY", "rawUrl", "616263", 4],
  ["YW+_", "rawUrl", "", 2],
  ["äYWJj", "rawStandard", "", 0],
] as const)("%j as %s is %s, stopping at %s", (text, alphabet, hex, at) => {
  const problem = at === undefined ? undefined : `illegal base64 data at input byte ${at}`;
  expect(decodeBase64(text, alphabet)).toEqual({ bytes: Buffer.from(hex, "hex"), problem });
});

test.each([
  ["+5", 5n],
  ["-0", 0n],
  ["9223372036854775807", 9223372036854775807n],
  ["9223372036854775808", undefined],
  ["1_0", undefined],
  ["", undefined],
  [" 1", undefined],
])("%j is the number %s", (text, number) => {
  expect(atoi(text)).toBe(number);
});

test.each([
  ["", [0n, 0n]],
  ["3-1", [3n, 1n]],
  ["-1919--810", [-1919n, -810n]],
  ["5--6", [5n, -6n]],
  ["-5-", undefined],
  ["1-2-3", undefined],
])("%j is the range %s", (text, ends) => {
  expect(parseRange(text)).toEqual(ends && { from: ends[0], to: ends[1] });
});

test.each([
  ["Ab01", { bytes: Buffer.from([0xab, 1]) }],
  ["abc", { problem: "encoding/hex: odd length hex string" }],
  ["é", { problem: "encoding/hex: invalid byte: U+00C3 'Ã'" }],
])("%j in hex", (text, expected) => {
  expect(decodeHex(text)).toEqual(expected);
});
