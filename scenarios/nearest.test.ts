import { expect, test } from "vitest";
import { nearest } from "./nearest.js";

test.each([
  ["emial", "email"],
  ["Listen", "listen"],
  ["apiKey", "api_key"],
  ["zzz", undefined],
])("%s is meant to be %s", (word, meant) => {
  expect(nearest(word, ["email", "listen", "api_key", "id"])).toBe(meant);
});
