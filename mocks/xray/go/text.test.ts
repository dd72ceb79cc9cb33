import { expect, test } from "vitest";
import { formatIp, goLower, goQuote } from "./text.js";

test.each([
  ["Alice@X.io", "alice@x.io"],
  ["ÜNÏ", "ünï"],
  ["İx", "ix"],
  ["ΑΣ", "ασ"],
])("%s in lower case is %s", (text, lower) => {
  expect(goLower(text)).toBe(lower);
});

test.each([
  ["7f000001", "127.0.0.1"],
  ["00000000000000000000ffff7f000001", "127.0.0.1"],
  ["00000000000000000000000000000001", "::1"],
  ["20010db8000000000000000000000001", "2001:db8::1"],
  ["010203", undefined],
])("the address of bytes %s is %s", (hex, address) => {
  expect(formatIp(Buffer.from(hex, "hex"))).toBe(address);
});

test.each([
  ['a"\\ä', '"a\\"\\\\ä"'],
  ["\u0001\u0007\v\u007f", '"\\x01\\a\\v\\x7f"'],
  ["\u009f\u00a0\u{e0001}", '"\\u009f\\u00a0\\U000e0001"'],
])("%j in quotes is %s", (text, quoted) => {
  expect(goQuote(text)).toBe(quoted);
});
