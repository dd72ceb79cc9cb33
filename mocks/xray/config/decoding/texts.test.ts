import { expect, test } from "vitest";
import { atoi, parseRange } from "./texts.js";

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
