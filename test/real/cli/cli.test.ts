import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startFake } from "../../../harness/start-fake.js";
import { Driver } from "../../../suites/xray/driver.js";
import { PortMap } from "../../../suites/xray/ports.js";
import { Secrets } from "../../../suites/core/secrets.js";
import { freePorts } from "../../../suites/xray/sockets.js";
import { startReal } from "../core.js";
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

/** Bytes through the trojan inbound from an address that counts as online; the connection stays open. */
async function useTrojan(port: number): Promise<() => Promise<void>> {
  const sink = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => socket.write("answer"));
  });
  sink.listen(0, "127.0.0.1");
  await once(sink, "listening");
  const target = (sink.address() as AddressInfo).port;
  const client = connect({ host: "127.0.0.1", port, localAddress: "127.0.0.2" });
  const key = createHash("sha224").update("nodeproof").digest("hex");
  const to = Buffer.from([1, 1, 127, 0, 0, 1, target >> 8, target & 255]);
  client.write(Buffer.concat([Buffer.from(`${key}\r\n`), to, Buffer.from("\r\nquestion")]));
  await once(client, "data");
  return async () => {
    client.destroy();
    await new Promise((resolve) => sink.close(resolve));
  };
}

async function countersOf(address: string): Promise<Readonly<Record<string, bigint>>> {
  const driver = new Driver({
    address,
    deadlineMs: 5_000,
    ports: new PortMap([]),
    secrets: new Secrets(),
    signal: new AbortController().signal,
  });
  try {
    const outcome = await driver.send({ kind: "QueryStats", pattern: "", reset: false });
    if (outcome.status !== "ok" || outcome.reply.kind !== "counters")
      throw new Error(JSON.stringify(outcome));
    return Object.fromEntries(outcome.reply.counters.map((c) => [c.name, c.value]));
  } finally {
    await driver.close();
  }
}

test("the real command line client prints the same of the fake as of the real one", async () => {
  const config = cliConfiguration(ports);
  const address = `127.0.0.1:${String(ports.api)}`;
  let counters: Readonly<Record<string, bigint>>;
  let theirs: readonly Seen[];
  {
    await using real = await startReal(config, address);
    const leave = await useTrojan(ports.inbound + 2);
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
