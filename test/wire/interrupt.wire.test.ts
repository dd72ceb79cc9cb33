import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startFake } from "../../harness/start-fake.js";
import { inFolder, startCli } from "./cli.js";

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s in the middle of a run on an address: 130, and nothing of the run stays",
  async (signal) => {
    await using fake = await startFake();
    const before = JSON.stringify(fake.state().inbounds) + JSON.stringify(fake.state().outbounds);
    await inFolder(async (folder) => {
      const run = startCli(
        ["check", "xray", "--target", `grpc://${fake.address}`, "--touch"],
        folder,
      );
      await run.until("ok xray/");
      run.signal(signal);
      const { exit, stdout } = await run.finished;
      expect(exit).toBe(130);
      expect(stdout).toContain("not decided: interrupted");
      const report = JSON.parse(
        readFileSync(join(folder, "nodeproof-report", "report.json"), "utf8"),
      ) as { complete: boolean };
      expect(report.complete).toBe(false);
    });
    expect(JSON.stringify(fake.state().inbounds) + JSON.stringify(fake.state().outbounds)).toBe(
      before,
    );
  },
);

test("Ctrl-C on a run against the embedded fake: 130, no folder of ours stays", async () => {
  const folders = () =>
    readdirSync(tmpdir()).filter(
      (f) => f.startsWith("nodeproof-") && !f.startsWith("nodeproof-test-"),
    );
  const before = folders();
  await inFolder(async (folder) => {
    const run = startCli(["check", "xray"], folder);
    await run.until("ok xray/");
    run.signal("SIGINT");
    expect((await run.finished).exit).toBe(130);
    expect(existsSync(join(folder, "nodeproof-report", "junit.xml"))).toBe(true);
  });
  expect(folders()).toEqual(before);
});

test("an error of ours that nobody catches: 5, said so, and nothing of the run stays", async () => {
  await using fake = await startFake();
  const handlers = () => JSON.stringify([fake.state().inbounds, fake.state().outbounds]);
  const before = handlers();
  // Throws in the middle of the run, as the handler of a socket's event would.
  const broken = `const { stdout } = process; const write = stdout.write.bind(stdout);
    stdout.write = (text, ...rest) => {
      if (String(text).startsWith("ok xray/")) setImmediate(() => { throw new Error("planted"); });
      return write(text, ...rest);
    };`;
  const env = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(broken)}` };
  await inFolder(async (folder) => {
    const args = ["check", "xray", "--target", `grpc://${fake.address}`, "--touch"];
    const { exit, stdout, stderr } = await startCli(args, folder, env).finished;
    expect(stderr).toContain("a fault of nodeproof's own, please report it: Error: planted");
    expect(stderr.match(/please report/g)).toHaveLength(1);
    expect(stdout).toContain("not decided: a fault of nodeproof's own");
    expect(exit).toBe(5);
  });
  expect(handlers()).toBe(before);
});

test("serve ends on SIGTERM and gives its ports back", async () => {
  await inFolder(async (folder) => {
    const run = startCli(["serve", "xray", "--listen", "127.0.0.1:0", "--no-listen"], folder);
    await run.until("ready all");
    run.signal("SIGTERM");
    expect((await run.finished).exit).toBe(0);
  });
});
