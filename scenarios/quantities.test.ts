import { expect, test } from "vitest";
import { parseBytes, parseDuration } from "./quantities.js";

test.each([
  ["0", 0n],
  ["1MB", 1_000_000n],
  ["1 MiB", 1_048_576n],
  ["0.5KiB", 512n],
  ["9223372036854775807", 9223372036854775807n],
  ["9223372036854775808", undefined],
  ["0.5", undefined],
  ["-1", undefined],
  ["1mb", undefined],
  ["", undefined],
])("%j bytes are %s", (text, bytes) => {
  expect(parseBytes(text)).toBe(bytes);
});

test.each([
  ["250ms", 250],
  ["10s", 10_000],
  ["1.5m", 90_000],
  ["10", undefined],
  ["-1s", undefined],
])("%j is %s ms", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});
