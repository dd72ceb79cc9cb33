import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startFake } from "../../../harness/start-fake.js";
import { freePorts } from "../../../suites/xray/sockets.js";
import { startReal } from "../core.js";
import { countersOf, useTrojan } from "../traffic.js";
import { xrayBinary } from "../xray.js";
import { cliConfiguration, type Ports } from "./configuration.js";
import { normalise } from "./normalise.js";
import { filesOf, scriptOf, subcommands, type Run } from "./script.js";

/** What one run of the real `xray api` gave. */
interface Seen {
  readonly line: string;
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const folder = mkdtempSync(join(tmpdir(), "nodeproof-cli-"));
const file = (name: string) => join(folder, name);
let ports: Ports;
let script: readonly Run[];

beforeAll(async () => {
  const [api = 0, ...rest] = await freePorts("127.0.0.1", 15);
  ports = { api, inbound: rest[0] ?? 0, added: rest[6] ?? 0 };
  for (const [name, content] of Object.entries(filesOf(ports)))
    writeFileSync(file(name), typeof content === "string" ? content : JSON.stringify(content));
  script = scriptOf(file);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function play(run: Run, address: string): Promise<Seen> {
  const { subcommand, args } = run;
  const child = spawn(xrayBinary(), ["api", subcommand, "-s", address, ...args], { cwd: folder });
  child.stdin.end(run.stdin ?? "");
  const text = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (text.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (text.stderr += chunk.toString()));
  const [exit] = (await once(child, "close")) as [number | null];
  return {
    line: ["xray api", subcommand, ...args].join(" "),
    exit,
    stdout: normalise(text.stdout, subcommand),
    stderr: normalise(text.stderr, subcommand),
  };
}

async function playAll(script: readonly Run[], address: string): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  // In their order: what one does the next one sees.
  for (const run of script) seen.push(await play(run, address));
  return seen;
}

const only = (core: Run["core"]) => script.filter((run) => (run.core ?? "all") === core);

test("the real command line client prints the same of the fake as of the real one", async () => {
  const config = cliConfiguration(ports);
  const address = `127.0.0.1:${String(ports.api)}`;
  let counters: Readonly<Record<string, bigint>>;
  let theirs: readonly Seen[];
  {
    await using real = await startReal(config, address);
    const leave = await useTrojan(ports.inbound + 2, "nodeproof");
    counters = await countersOf(real.address);
    theirs = await playAll(only("all"), real.address);
    await leave();
  }
  await using fake = await startFake({
    config,
    listen: address,
    counters,
    online: { "cyd@nodeproof": ["127.0.0.2"] },
  });
  const ours = await playAll(only("all"), fake.address);
  compare(ours, theirs);
});

test("so does it where the server has no services, and where there is none", async () => {
  const config = {
    api: { tag: "api", listen: `127.0.0.1:${String(ports.api)}`, services: [] },
    log: { loglevel: "none" },
  };
  const address = `127.0.0.1:${String(ports.api)}`;
  let theirs: readonly Seen[];
  {
    await using real = await startReal(config, address);
    theirs = await playAll(only("bare"), real.address);
  }
  {
    await using fake = await startFake({ config, listen: address });
    compare(await playAll(only("bare"), fake.address), theirs);
  }
  const nobody = await playAll(only("none"), address);
  expect(nobody.map((seen) => seen.exit)).toEqual(nobody.map(() => 1));
});

function compare(ours: readonly Seen[], theirs: readonly Seen[]): void {
  const different = ours.flatMap((seen, index) => {
    const other = theirs[index];
    return JSON.stringify(seen) === JSON.stringify(other) ? [] : [{ ours: seen, theirs: other }];
  });
  console.log(`xray api: ${String(ours.length)} runs compared, ${String(different.length)} differ`);
  expect(different).toEqual([]);
}

test("every subcommand is there with a success, a failure and a bad flag", () => {
  const count = (subcommand: string) => script.filter((r) => r.subcommand === subcommand).length;
  expect(subcommands.filter((s) => count(s) < 3)).toEqual([]);
  expect(subcommands).toHaveLength(23);
});
