import { expect, test } from "vitest";
import { uuidOf } from "./identity.js";

const good: readonly [string, string][] = [
  ["x", "f3e951bb-a80b-5e6c-a038-a56ee0caa25d"],
  ["a".repeat(30), "d20a3bd4-9d58-52e0-8caa-820ca42d1ad0"],
  ["b831381d63244d53ad4f8cda48b30811", "b831381d-6324-4d53-ad4f-8cda48b30811"],
  ["B831381D-6324-4D53-AD4F-8CDA48B30811", "b831381d-6324-4d53-ad4f-8cda48b30811"],
  ["b831381d63244d53ad4f8cda48b30811zz", "b831381d-6324-4d53-ad4f-8cda48b30811"],
];

test.each(good)("the id %j stands for %s", (id, uuid) => {
  expect(uuidOf(id)).toEqual({ kind: "uuid", uuid });
});

const bad: readonly [string, string][] = [
  ["", "common/uuid: invalid UUID: "],
  ["a".repeat(31), `common/uuid: invalid UUID: ${"a".repeat(31)}`],
  ["a".repeat(37), `common/uuid: invalid UUID: ${"a".repeat(37)}`],
  ["ü".repeat(15) + "a", `common/uuid: invalid UUID: ${"ü".repeat(15)}a`],
  [
    "b831381d-6324-4d53-ad4f-8cda48b30",
    "common/uuid: invalid UUID: b831381d-6324-4d53-ad4f-8cda48b30",
  ],
  ["b831381d63244d53ad4f8cda48b3081Z", "encoding/hex: invalid byte: U+005A 'Z'"],
  [" ".repeat(33), "encoding/hex: invalid byte: U+0020 ' '"],
  ["b831381d63244d53ad4f8cda48b308\u00018", "encoding/hex: invalid byte: U+0001"],
  ["ü".repeat(16), "encoding/hex: invalid byte: U+00C3 'Ã'"],
];

test.each(bad)("the id %j is refused", (id, text) => {
  expect(uuidOf(id)).toEqual({ kind: "refused", text });
});
