import { expect, test } from "vitest";
import { createClock } from "./clock.js";

test("a manual clock goes only when told, and only forward", () => {
  const clock = createClock("manual", 1000);
  expect(clock.now()).toBe(1000);
  clock.advance(250);
  clock.set(2000);
  expect(clock.now()).toBe(2000);
  expect(() => clock.set(1999)).toThrow(TypeError);
  expect(() => clock.advance(-1)).toThrow(TypeError);
  expect(() => clock.set(Number.NaN)).toThrow(TypeError);
});

test("a real clock cannot be set", () => {
  const clock = createClock("real");
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1000);
  expect(() => clock.advance(1)).toThrow(/manual/);
});
