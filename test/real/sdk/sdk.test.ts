import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startFake } from "../../../harness/start-fake.js";
import { freePorts } from "../../../suites/xray/sockets.js";
import { cliConfiguration } from "../cli/configuration.js";
import { startReal } from "../core.js";
import { countersOf, useTrojan } from "../traffic.js";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "nodeproof-sdk-"));
const session = join(import.meta.dirname, "session.mjs");

// Never a dependency: it is installed for this test alone.
beforeAll(async () => {
  writeFileSync(join(folder, "package.json"), "{}");
  await run(
    "npm",
    ["install", "--no-audit", "--no-fund", "--ignore-scripts", "@remnawave/xtls-sdk@0.8.0"],
    { cwd: folder },
  );
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What each call gave; lists that come in the order of a map sorted. */
async function play(address: string): Promise<readonly string[]> {
  const { stdout } = await run(process.execPath, [session, folder, address]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.stringify(sorted(JSON.parse(line))));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(sorted);
    const isMapOrdered = items.every((item) => typeof item === "object" && item !== null);
    return isMapOrdered ? items.sort((a, b) => (text(a) < text(b) ? -1 : 1)) : items;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sorted(inner)]));
}

const text = (value: unknown): string => JSON.stringify(value) ?? "";

test("a released library gets the same of the fake as of the real one", async () => {
  const [api = 0, ...rest] = await freePorts("127.0.0.1", 9);
  const config = cliConfiguration({ api, inbound: rest[0] ?? 0, added: 0 });
  const address = `127.0.0.1:${String(api)}`;
  let counters: Readonly<Record<string, bigint>>;
  let theirs: readonly string[];
  {
    await using real = await startReal(config, address);
    const leave = await useTrojan((rest[0] ?? 0) + 2, "nodeproof");
    counters = await countersOf(real.address);
    theirs = await play(real.address);
    await leave();
  }
  await using fake = await startFake({
    config,
    listen: address,
    counters,
    online: { "cyd@nodeproof": ["127.0.0.2"] },
  });
  const ours = await play(fake.address);
  const failed = theirs.filter((line) => line.includes('"isOk":false')).length;
  console.log(
    `@remnawave/xtls-sdk: ${String(theirs.length)} calls compared, ${String(failed)} of them failures`,
  );
  expect(theirs.length).toBeGreaterThan(50);
  expect(ours).toEqual(theirs);
});
