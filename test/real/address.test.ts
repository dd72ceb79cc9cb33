import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Secrets } from "../../suites/core/secrets.js";
import { Driver } from "../../suites/xray/driver.js";
import { PortMap } from "../../suites/xray/ports.js";
import { inFolder, startCli } from "../wire/cli.js";
import { startRealXray } from "./xray.js";

let xray: Awaited<ReturnType<typeof startRealXray>>;

beforeAll(async () => {
  xray = await startRealXray();
});

afterAll(() => xray.stop());

/** Handlers and users of the target, in an order of their own. */
async function listed(): Promise<readonly string[]> {
  const driver = new Driver({
    address: xray.address(),
    deadlineMs: 5_000,
    ports: new PortMap([]),
    secrets: new Secrets(),
    signal: new AbortController().signal,
  });
  try {
    const lines: string[] = [];
    const inbounds = await driver.send({ kind: "ListInbounds", isOnlyTags: false });
    const outbounds = await driver.send({ kind: "ListOutbounds" });
    if (inbounds.status !== "ok" || inbounds.reply.kind !== "inbounds")
      throw new Error(JSON.stringify(inbounds));
    if (outbounds.status !== "ok" || outbounds.reply.kind !== "outbounds")
      throw new Error(JSON.stringify(outbounds));
    lines.push(
      ...inbounds.reply.inbounds.map((i) => JSON.stringify(i)),
      ...outbounds.reply.outbounds.map((o) => JSON.stringify(o)),
    );
    for (const { tag } of inbounds.reply.inbounds) {
      lines.push(
        JSON.stringify([tag, await driver.send({ kind: "GetInboundUsers", tag, email: "" })]),
      );
    }
    return lines.sort();
  } finally {
    await driver.close();
  }
}

test.each([
  ["look", [], "needs --touch"],
  ["touch", ["--touch"], "counters of what this run makes stay"],
  ["disruptive", ["--disruptive"], "counters of what this run makes stay"],
] as const)(
  "grade %s: what was listed before is listed after, and what was left out is said",
  async (grade, flags, said) => {
    const before = await listed();
    await inFolder(async (folder) => {
      const run = startCli(
        [
          "check",
          "xray",
          "--target",
          `grpc://${xray.address()}`,
          "--partial-ok",
          "--effort",
          "quick",
          ...flags,
        ],
        folder,
      );
      const { exit, stdout } = await run.finished;
      expect(stdout).toContain(`grade: ${grade}`);
      expect(stdout).toContain(said);
      expect(stdout).toContain("left out: needs a target of our own start");
      const report = JSON.parse(
        readFileSync(join(folder, "nodeproof-report", "report.json"), "utf8"),
      ) as {
        tally: Record<string, number>;
        leftOut: unknown[];
      };
      expect(report.tally["failed"]).toBe(0);
      expect(report.tally["inconclusive"]).toBe(0);
      expect(report.leftOut.length).toBeGreaterThan(0);
      expect(exit).toBe(0);
      console.log(`${grade}: ${JSON.stringify(report.tally)}`);
    });
    expect(await listed()).toEqual(before);
  },
);
