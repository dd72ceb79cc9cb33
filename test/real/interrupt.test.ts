import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inFolder, startCli } from "../wire/cli.js";
import { startRealXray, xrayBinary } from "./xray.js";

/** Processes whose command line names the binary. */
function processes(): readonly string[] {
  const binary = xrayBinary();
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0] === binary;
      } catch {
        return false; // It ended while we looked.
      }
    });
}

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s in the middle of a run by exec: 130, and no process stays",
  async (signal) => {
    const before = processes();
    await inFolder(async (folder) => {
      const run = startCli(["check", "xray", "--target", `exec:${xrayBinary()}`], folder);
      await run.until("ok xray/");
      run.signal(signal);
      const { exit, stdout } = await run.finished;
      expect(stdout).toContain("not decided: interrupted");
      expect(exit).toBe(130);
    });
    expect(processes()).toEqual(before);
  },
);

test("SIGINT in the middle of a run on a real address: 130, and no inbound or outbound of the run stays", async () => {
  const xray = await startRealXray();
  try {
    await inFolder(async (folder) => {
      const run = startCli(
        ["check", "xray", "--target", `grpc://${xray.address()}`, "--touch"],
        folder,
      );
      await run.until("ok xray/");
      run.signal("SIGINT");
      expect((await run.finished).exit).toBe(130);
      const again = startCli(
        ["check", "xray", "--target", `grpc://${xray.address()}`, "--partial-ok"],
        folder,
      );
      expect((await again.finished).exit).toBe(0);
    });
    expect(await tags(xray.address())).toEqual(["socks-in", "trojan-in", "tunnel-in", "vless-in"]);
  } finally {
    await xray.stop();
  }
});

async function tags(address: string): Promise<readonly string[]> {
  const { RawClient } = await import("../../suites/xray/client.js");
  const { callOf } = await import("../../suites/xray/call.js");
  const client = new RawClient(address, 5_000);
  try {
    const call = callOf({ kind: "ListInbounds", isOnlyTags: true });
    const outcome = await client.unary(call.path, call.body);
    const reply = outcome.status === "ok" ? call.read(outcome.reply) : undefined;
    if (reply?.kind !== "inbounds") throw new Error(JSON.stringify(outcome));
    return reply.inbounds.map((i) => i.tag).sort();
  } finally {
    client.close();
  }
}
