import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseScenario } from "../../scenarios/load.js";
import { cli, inFolder, startCli } from "./cli.js";

const root = join(import.meta.dirname, "..", "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** The fenced blocks of a language in a page. */
function blocks(page: string, language: string): readonly string[] {
  return [...page.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "gs"))].map(
    (m) => m[1] ?? "",
  );
}

test.each(["serve", "check", "replay", "requirements"])(
  "docs/cli.md and `%s --help` name the same flags",
  async (command) => {
    const [usage = ""] = blocks(read("docs/cli.md"), "");
    const documented = usage
      .split(/^nodeproof /m)
      .filter((part) => part.startsWith(`${command} `) || part.startsWith(`${command}\n`))
      .flatMap((part) => [...part.matchAll(/--[a-z-]+/g)].map((m) => m[0]));
    const { stdout } = await cli([command, "--help"]);
    const offered = [...stdout.matchAll(/^\s+(?:-\w, )?(--[a-z-]+)/gm)]
      .map((m) => m[1])
      .filter((f) => f !== "--help");
    expect([...new Set(documented)].sort()).toEqual([...new Set(offered)].sort());
  },
);

test("every command of --help is in docs/cli.md", async () => {
  const { stdout } = await cli(["--help"]);
  const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)]
    .map((m) => m[1])
    .filter((c) => c !== "help");
  expect(commands.length).toBeGreaterThan(4);
  for (const command of commands)
    expect(read("docs/cli.md")).toContain(`nodeproof ${String(command)}`);
});

test("the scenario in the README is one, and serves", async () => {
  const [yaml = ""] = blocks(read("README.md"), "yaml");
  const scenario = parseScenario(yaml, "README.md");
  expect(scenario.fakes.map((f) => f.api)).toEqual(["xray"]);
  await inFolder(async (folder) => {
    writeFileSync(join(folder, "s.yaml"), yaml);
    writeFileSync(join(folder, "core.json"), read("scenarios/quickstart/core.json"));
    const run = startCli(
      ["serve", "s.yaml", "--listen", "127.0.0.1:0", "--no-listen", "--json"],
      folder,
    );
    expect(await run.until('{"ready":"all"}')).toContain('"profile":"26.3"');
    run.signal("SIGTERM");
    await run.finished;
  });
});

test("the report in the README is what the planted fault gives", async () => {
  const block = blocks(read("README.md"), "").find((b) => b.startsWith("FAILED")) ?? "";
  expect(block).not.toBe("");
  const { stdout } = await cli([
    "check",
    "xray",
    "--target",
    "fake:26.3+user-same-email-exact",
    "--only",
    "xray/user/add-same-email",
    "--seed",
    "7",
  ]);
  expect(stdout).toContain(block);
}, 60_000);

test("the walk of a newcomer in CONTRIBUTING.md leads through files that exist", () => {
  const files = [...read("CONTRIBUTING.md").matchAll(/^\d\. `([^`]+)`/gm)].map((m) => m[1] ?? "");
  expect(files.length).toBeGreaterThan(4);
  expect(files.length).toBeLessThanOrEqual(8);
  for (const file of files) expect(() => read(file)).not.toThrow();
});
