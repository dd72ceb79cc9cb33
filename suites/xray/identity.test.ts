import { expect, test } from "vitest";
import { readId, uuidOfText } from "./identity.js";

test("texts stand for the UUIDs that Xray was seen to make of them", () => {
  expect(uuidOfText("x")).toBe("f3e951bb-a80b-5e6c-a038-a56ee0caa25d");
  expect(uuidOfText("a".repeat(30))).toBe("d20a3bd4-9d58-52e0-8caa-820ca42d1ad0");
});

test("the length in bytes tells texts from UUIDs from nothing", () => {
  expect(readId("ключ").kind).toBe("text");
  expect(readId("я".repeat(15)).kind).toBe("text");
  expect(readId("я".repeat(16)).kind).not.toBe("text");
  for (const bad of ["", "a".repeat(31), "5783a3e7-e373-41cd-8642-c83782b807", "a".repeat(37)]) {
    expect(readId(bad)).toEqual({ kind: "invalid", reason: `common/uuid: invalid UUID: ${bad}` });
  }
});

test("34 hex digits are left open", () => {
  expect(readId("a".repeat(34)).kind).toBe("unclear");
});

test("a UUID is told in small letters with dashes", () => {
  const canonical = "a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d";
  expect(readId("A1B2C3D4-E5F6-4A7B-8C9D-0E1F2A3B4C5D")).toEqual({ kind: "uuid", canonical });
  expect(readId("a1b2c3d4e5f64a7b8c9d0e1f2a3b4c5d")).toEqual({ kind: "uuid", canonical });
});

test("a bad digit is named", () => {
  expect(readId("a1b2c3d4e5f64a7b8c9d0e1f2a3b4cZd")).toEqual({
    kind: "invalid",
    reason: "encoding/hex: invalid byte: U+005A 'Z'",
  });
});
