import fc from "fast-check";
import { beforeAll, expect, test, vi } from "vitest";
import { freePorts } from "../../../suites/xray/sockets.js";
import { makeFake, makeReal } from "./compare.js";
import { wholeConfig } from "./draw.js";

// CI draws a few; NODEPROOF_CONFIGS=300 NODEPROOF_SEED=… draws more.
const numRuns = Number(process.env["NODEPROOF_CONFIGS"] ?? 40);
const seed = Number(process.env["NODEPROOF_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

// Neither finds a geo file there.
beforeAll(() => {
  vi.stubEnv("XRAY_LOCATION_ASSET", "/nonexistent");
});

test("fake and real make the same of drawn configurations", async () => {
  const [api = 0, ...ports] = await freePorts("127.0.0.1", 5);
  const address = `127.0.0.1:${String(api)}`;
  const made = { listed: 0, refused: 0, unsupported: 0 };
  await fc.assert(
    fc.asyncProperty(wholeConfig(address, ports), async (text) => {
      const theirs = await makeReal(text, address);
      made[theirs.kind] += 1;
      expect(await makeFake(text), text).toEqual(theirs);
    }),
    { numRuns, seed },
  );
  console.log(
    `configurations drawn: ${String(numRuns)} with seed ${String(seed)}, ${String(made.listed)} accepted, ${String(made.refused)} refused`,
  );
}, 1_800_000);
