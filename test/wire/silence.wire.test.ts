import { expect, test } from "vitest";
import { startFake } from "../../harness/start-fake.js";
import { blackHole } from "./black-hole.js";
import { cli, inFolder, startCli } from "./cli.js";
import { readFileSync } from "node:fs";
import { join } from "node:path";

test("a target that accepts and never answers a probe: exit 3 within 15 s, saying so", async () => {
  await using hole = await blackHole(null);
  const { exit, stderr, ms } = await cli(["check", "xray", "--target", `grpc://${hole.address}`]);
  expect(exit).toBe(3);
  expect(stderr).toContain("got no answer");
  // A bound that the issue sets, three deadlines wide: no measure of speed.
  expect(ms).toBeLessThan(15_000);
});

test("a target where nobody listens: exit 3 at once", async () => {
  const { exit, stderr } = await cli(["check", "xray", "--target", "grpc://127.0.0.1:1"]);
  expect(exit).toBe(3);
  expect(stderr).toContain("no connection");
});

test("a target that answers the probes and then falls silent: exit 4, naming what was not decided", async () => {
  await using fake = await startFake();
  // Probing takes some thirty chunks; what follows is lost.
  await using hole = await blackHole(fake.address, 60);
  await inFolder(async (folder) => {
    const run = startCli(
      ["check", "xray", "--target", `grpc://${hole.address}`, "--touch", "--partial-ok"],
      folder,
    );
    const { exit, stdout } = await run.finished;
    expect(exit).toBe(4);
    expect(stdout).toContain("the target stopped answering");
    const report = JSON.parse(
      readFileSync(join(folder, "nodeproof-report", "report.json"), "utf8"),
    ) as {
      complete: boolean;
      tally: Record<string, number>;
      calls: number;
    };
    expect(report.complete).toBe(false);
    expect(report.tally["inconclusive"]).toBeGreaterThan(10);
    expect(report.tally["failed"]).toBe(0);
  });
}, 60_000);
