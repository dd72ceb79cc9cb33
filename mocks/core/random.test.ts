import { expect, test } from "vitest";
import { createRandom, hashText } from "./random.js";

const items = ["a", "b", "c", "d", "e", "f"];

test("one seed gives one series, two seeds give two", () => {
  const draw = (seed: number) => {
    const random = createRandom(seed);
    return Array.from({ length: 5 }, () => random.shuffle(items).join(""));
  };
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  expect(new Set(draw(1)).size).toBeGreaterThan(1);
});

test("shuffling keeps every item and leaves the given array alone", () => {
  const before = [...items];
  expect(createRandom(3).shuffle(items).sort()).toEqual(before);
  expect(items).toEqual(before);
});

test("a hash depends on text and seed only", () => {
  expect(hashText("alice", 1)).toBe(hashText("alice", 1));
  expect(hashText("alice", 1)).not.toBe(hashText("alice", 2));
  expect(hashText("alice", 1)).not.toBe(hashText("alicf", 1));
});
