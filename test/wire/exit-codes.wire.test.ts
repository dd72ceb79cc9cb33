import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cli, inFolder, main, startCli } from "./cli.js";

const quick = ["--effort", "quick", "--seed", "3"];

test("0: the program is executable as it was built", () => {
  expect(execFileSync(main, ["--version"], { encoding: "utf8" })).toMatch(/^\d+\.\d+\.\d+/);
});

test("0: the target conforms", async () => {
  const { exit, stdout } = await cli(["check", "xray", ...quick, "--only", "xray/stats/**"]);
  expect(stdout).toContain("conforms to xray@26.3");
  expect(exit).toBe(0);
});

test("1: the target does not conform, and the replay shows it again", async () => {
  await inFolder(async (folder) => {
    const check = startCli(
      [
        "check",
        "xray",
        "--target",
        "fake:26.3+inbound-remove-ignored",
        "--only",
        "xray/inbound/remove",
      ],
      folder,
    );
    const { exit, stdout } = await check.finished;
    expect(stdout).toContain("FAILED xray/inbound/remove");
    expect(exit).toBe(1);
    const junit = readFileSync(join(folder, "nodeproof-report", "junit.xml"), "utf8");
    expect(junit).toContain("<failure");
    const replay = startCli(["replay", "nodeproof-report", "xray/inbound/remove"], folder);
    const again = await replay.finished;
    expect(again.stdout).toContain("broken again: xray/inbound/remove");
    expect(again.exit).toBe(1);
    const well = startCli(
      ["replay", "nodeproof-report", "xray/inbound/remove", "--target", "fake"],
      folder,
    );
    expect((await well.finished).exit).toBe(0);
  });
});

test("4: something was left out, unless --partial-ok", async () => {
  const args = [
    "check",
    "xray",
    ...quick,
    "--only",
    "xray/stats/**",
    "--skip",
    "xray/stats/system",
  ];
  const strict = await cli(args);
  expect(strict.stdout).toContain("PARTIAL");
  expect(strict.exit).toBe(4);
  const partial = await cli([...args, "--partial-ok"]);
  expect(partial.stdout).toContain("PARTIAL");
  expect(partial.exit).toBe(0);
});

test("4: cut off by --timeout, and the rest is named as undecided", async () => {
  const { exit, stdout } = await cli(["check", "xray", "--effort", "deep", "--timeout", "2s"]);
  expect(stdout).toContain("cut off after 2 s (--timeout)");
  expect(exit).toBe(4);
});

test.each([
  [["check", "xray", "--only", "xray/no/such"], "matches no requirement"],
  [["check", "xray", "--profile", "26.4"], 'no profile "26.4"'],
  [["check", "xray", "--target", "nonsense"], "is no target"],
  [["check", "xray", "--target", "image:foo"], "not supported by this version"],
  [["check", "xray", "--target", "grpc://example.test"], "write grpc://HOST:PORT"],
  [["check", "xray", "--target", "grpc://192.0.2.1:1", "--disruptive"], "must repeat the host"],
  [
    ["check", "xray", "--target", "grpc://127.0.0.1:1", "--disruptive=10.0.0.1"],
    "does not name the target's host",
  ],
  [["check", "xray", "--target", "fake:26.3+nonsense"], "nonsense"],
  [["check", "leaf"], "not supported by this version"],
  [["check", "xray", "--effort", "huge"], "quick, standard or deep"],
  [["check", "xray", "--seed", "-1"], "whole number"],
  [["check", "xray", "--timeout", "soon"], "90s"],
  [["check", "xray", "--bogus"], "unknown option"],
  [["serve", "leaf"], "not supported by this version"],
  [["serve", "no-such-file.yaml"], "cannot be read"],
  [["serve", "xray", "--config", "no-such-file.json"], "cannot be read"],
  [["replay", "no-such-folder", "xray/inbound/add"], "cannot be read"],
] as const)("2: %j", async (args, text) => {
  const { exit, stderr } = await cli(args);
  expect(stderr).toContain(text);
  expect(exit).toBe(2);
});

test("3: a binary that is not there, one that ends at once", async () => {
  expect((await cli(["check", "xray", "--target", "exec:/no/such/xray"])).exit).toBe(3);
  const ended = await cli(["check", "xray", "--target", "exec:/bin/false"]);
  expect(ended.stderr).toContain("exit code 1");
  expect(ended.exit).toBe(3);
});

test("a report folder that cannot be made: 2, and nothing lost", async () => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, "taken"), "keep me");
    mkdirSync(join(folder, "other"));
    const run = startCli(
      ["check", "xray", ...quick, "--only", "xray/stats/get", "--report", "taken/report"],
      folder,
    );
    const { exit, stderr } = await run.finished;
    expect(stderr).toContain("--report taken/report");
    expect(exit).toBe(2);
    expect(readFileSync(join(folder, "taken"), "utf8")).toBe("keep me");
  });
});

test("--version and --help answer", async () => {
  const version = await cli(["--version"]);
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  const help = await cli(["--help"]);
  expect(help.stdout).toContain("check");
  expect(help.exit).toBe(0);
});
