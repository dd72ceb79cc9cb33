import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test, vi } from "vitest";
import { makeFake, makeReal } from "./compare.js";

const folder = join(import.meta.dirname, "..", "..", "..", "fixtures", "configs", "xray");
const files = [folder, join(folder, "refused")].flatMap((in_) =>
  readdirSync(in_)
    .filter((name) => name.endsWith(".json"))
    .map((name) => [name, join(in_, name), in_ !== folder] as const),
);

// Neither finds a geo file there.
beforeAll(() => {
  vi.stubEnv("XRAY_LOCATION_ASSET", "/nonexistent");
});

test.each(files)("fake and real make the same of %s", async (name, file, refused) => {
  const text = readFileSync(file, "utf8");
  const address = "127.0.0.1:24110";
  const theirs = await makeReal(text, address);
  expect(theirs.kind).toBe(refused ? "refused" : "listed");
  expect(await makeFake(text)).toEqual(theirs);
});

test("there are at least thirty of them", () => {
  expect(files.length).toBeGreaterThanOrEqual(30);
  console.log(`configurations by hand: ${String(files.length)} compared`);
});
