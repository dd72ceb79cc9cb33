import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { beforeAll, expect, test, vi } from "vitest";
import { call, createClient, freePort, HS, isOpen } from "../../mocks/xray/sample-client.js";
import { dropIn, inFolder, startProgram, type Finished, type Running } from "../wire/cli.js";
import { xrayBinary } from "./xray.js";

let original = "";
beforeAll(() => {
  original = xrayBinary();
});

/** What a program printed, times aside, and how it ended. */
interface Printed {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The last line of a start. */
const startedLine = "core: Xray 26.3.27 started\n";

const loading = /^TIME \[(?:Info|Warning)\] .*\n/gm;

function printed({ exit, stdout, stderr }: Finished, folder: string): Printed {
  const plain = (text: string): string =>
    text
      .replaceAll(folder, "FOLDER")
      .replaceAll(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d{6})?/gm, "TIME");
  return { exit, stdout: plain(stdout), stderr: plain(stderr) };
}

/** Without the lines that the original writes beside its main thread: it may end before they are out. */
const settled = ({ exit, stdout, stderr }: Printed): Printed => ({
  exit,
  stdout: stdout.replaceAll(loading, ""),
  stderr,
});

interface Files {
  readonly [name: string]: string;
}

/** The same arguments for both programs, each in a folder of its own with these files. */
async function both(
  args: readonly string[],
  files: Files = {},
  input = "",
  env: Record<string, string> = {},
): Promise<readonly [Printed, Printed]> {
  const run = (program: string): Promise<Printed> =>
    inFolder(async (folder) => {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(join(folder, name, ".."), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
      const finished = await startProgram([program, ...args], folder, env, input).finished;
      return printed(finished, folder);
    });
  return Promise.all([run(original), run(dropIn)]);
}

const inbound = (port: number, more: object = {}) => ({
  tag: "v",
  protocol: "vless",
  listen: "127.0.0.1",
  port,
  settings: { decryption: "none", clients: [] },
  ...more,
});

/** Settles once something holds; rejects where the program ends before, or after half a minute. */
async function when(running: Running, holds: () => boolean | Promise<boolean>): Promise<void> {
  let over = false;
  void running.finished.then(() => (over = true));
  const ended = new Error("the program has ended");
  await vi.waitUntil(
    async () => {
      const held = await holds();
      if (!held && over) throw ended;
      return held;
    },
    { timeout: 30_000, interval: 5 },
  );
}

const json = (value: unknown): string => JSON.stringify(value);

test.each([
  [["version"]],
  [["version", "x"]],
  [["-version"]],
  [["--version"]],
  [["version", "-x"]],
  [["version", "-h"]],
  [["help"]],
  [["-h"]],
  [["--help"]],
  [["help", "run"]],
  [["help", "version"]],
  [["help", "nope"]],
  [["help", "run", "x"]],
  [["nope"]],
  [["-zz"]],
  [["run", "-zz"]],
  [["run", "-h"]],
  [["-test", "-h"]],
  [["-c"]],
  [["run", "-test=foo"]],
  [["-version=false"]],
  [["---x"]],
])("%j: the same output and exit code", async (args) => {
  const [theirs, ours] = await both(args);
  expect(ours).toEqual(theirs);
});

const good = json({
  api: { tag: "a", listen: "127.0.0.1:0", services: ["StatsService"] },
  inbounds: [inbound(1), inbound(2, { tag: "t", protocol: "trojan", settings: { clients: [] } })],
  outbounds: [{ tag: "o", protocol: "freedom" }],
});
const second = json({
  inbounds: [inbound(3), inbound(4, { tag: "w" })],
  outbounds: [{ protocol: "blackhole" }, { tag: "o", protocol: "blackhole" }],
});

test.each<[string, readonly string[], Files, string]>([
  ["a good one", ["run", "-test", "-c", "a.json"], { "a.json": good }, ""],
  ["stdin", ["-test", "-c=stdin:"], {}, good],
  ["several", ["-test", "-c", "a.json", "-c", "b.json"], { "a.json": good, "b.json": second }, ""],
  [
    "a last outbound",
    ["-test", "-c", "a.json", "--config", "tail.json"],
    { "a.json": good, "tail.json": second },
    "",
  ],
  ["a folder", ["-test", "-confdir", "d"], { "d/a.json": good, "d/b.json": "{}", "d/c": "" }, ""],
  ["the working directory", ["-test"], { "config.json": good, "config.yaml": "" }, ""],
  ["YAML", ["-test", "-c", "a.yml"], { "a.yml": "outbounds: [{protocol: freedom}]" }, ""],
  ["an unknown format", ["-test", "-c", "a.json", "-format", "zz"], { "a.json": "{}" }, ""],
  ["no argument that counts", ["run", "extra"], {}, ""],
  ["nothing", ["-c", "a.json"], { "a.json": "" }, ""],
  ["no file", ["-c", "a.json"], {}, ""],
  ["a folder as file", ["-format", "json", "-c", "d"], { "d/a.json": "" }, ""],
  ["no format", ["-c", "a"], { a: "{}" }, ""],
  ["an API without a tag", ["-c", "a.json"], { "a.json": '{"api":{}}' }, ""],
  [
    "a service twice",
    ["-c", "a.json"],
    {
      "a.json": json({
        api: { tag: "a", services: ["StatsService", "statsservice"], listen: "127.0.0.1:0" },
      }),
    },
    "",
  ],
  ["nothing to dump", ["-dump", "-c", "a.json"], { "a.json": "{}" }, ""],
  ["something to dump", ["-dump", "-c", "a.json"], { "a.json": good }, ""],
])("%s: the same output and exit code", async (_name, args, files, input) => {
  const [theirs, ours] = await both(args, files, input);
  expect(settled(ours)).toEqual(settled(theirs));
  // Lines that are there are the same ones, in the same order; the original may lose the last.
  const [shorter, longer] = [theirs, ours].map((p) => p.stdout.match(loading) ?? []);
  expect(longer?.slice(0, shorter?.length)).toEqual(shorter);
});

test("environment variables name the folder of configurations", async () => {
  for (const env of [{ XRAY_LOCATION_CONFIG: "d" }, { "xray.location.confdir": "d" }]) {
    const [theirs, ours] = await both(["-test"], { "d/config.json": "{}" }, "", env);
    expect(settled(ours)).toEqual(settled(theirs));
    expect(ours.stderr).toContain("from env: ");
  }
});

test("a held port: the same last line and exit code", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  for (const config of [
    { api: { tag: "a", listen: `127.0.0.1:${String(port)}` } },
    { inbounds: [inbound(port)] },
    { inbounds: [inbound(await freePort(), { listen: "192.0.2.1" })] },
    { api: { tag: "a", listen: "192.0.2.1:1" } },
  ]) {
    const [theirs, ours] = await both(["-c", "a.json"], { "a.json": json(config) });
    expect(settled(ours)).toEqual(settled(theirs));
    expect(ours.exit).toBe(255);
  }
  await new Promise((resolve) => server.close(resolve));
});

test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
  "%s: the same output and exit code of a core that runs",
  async (signal) => {
    const run = (program: string, probes: number) =>
      inFolder(async (folder) => {
        const port = await freePort();
        const config = json({ inbounds: [inbound(port)] });
        const running = startProgram([program, "-c", "stdin:"], folder, {}, config);
        await running.until(startedLine);
        for (let probe = 0; probe < probes; probe += 1) await isOpen(port);
        running.signal(signal);
        return printed(await running.finished, folder);
      });
    const ours = await run(dropIn, 0);
    let theirs = await run(original, 0);
    // The original tidies up its memory before it listens for signals: what came too early killed it.
    for (let probes = 16; probes < 1000 && theirs.exit !== ours.exit; probes *= 2)
      theirs = await run(original, probes);
    expect(ours).toEqual(theirs);
  },
);

test("a request that kills: both end with 2 and a panic, and the client sees 14", async () => {
  const run = (program: string) =>
    inFolder(async (folder) => {
      const listen = `127.0.0.1:${String(await freePort())}`;
      const config = json({ api: { tag: "a", listen, services: ["HandlerService"] } });
      const running = startProgram([program, "-c", "stdin:"], folder, {}, config);
      await running.until(startedLine);
      const client = createClient(listen);
      const { code } = await call(client, `/${HS}/AddInbound`);
      client.close();
      const { exit, stdout, stderr } = printed(await running.finished, folder);
      return { code, exit, stdout, stderr: stderr.split("\n")[0] };
    });
  const [theirs, ours] = [await run(original), await run(dropIn)];
  expect(ours).toEqual(theirs);
  expect(ours).toMatchObject({ code: 14, exit: 2 });
});

test.each([
  [{ access: "no/access" }],
  [{ error: "no/error" }],
  [{ maskAddress: "9" }],
  [{ maskAddress: "x" }],
])("log %j: the same last line and exit code", async (log) => {
  const [theirs, ours] = await both(["-c", "a.json"], { "a.json": json({ log }) });
  expect(settled(ours)).toEqual(settled(theirs));
  expect(ours.exit).toBe(23);
});

test.each(["debug", "info", "warning", "error", "none"])(
  "log level %s: the same lines on the console",
  async (loglevel) => {
    const [api, ...ports] = [await freePort(), await freePort(), await freePort()];
    const all = {
      statsInboundUplink: true,
      statsOutboundUplink: true,
      statsOutboundDownlink: true,
    };
    const config = json({
      log: { loglevel },
      api: { tag: "a", listen: `127.0.0.1:${String(api)}`, services: [] },
      stats: {},
      policy: { system: all },
      inbounds: [inbound(ports[0] ?? 0), inbound(ports[1] ?? 0, { tag: "w" })],
      outbounds: [{ tag: "o", protocol: "freedom" }, { protocol: "blackhole" }],
    });
    const run = (program: string) =>
      inFolder(async (folder) => {
        const running = startProgram([program, "-c", "stdin:"], folder, {}, config);
        await when(running, () => isOpen(api));
        // Its last line comes after its API is there.
        if (!["error", "none"].includes(loglevel)) await running.until(startedLine);
        running.signal("SIGHUP");
        const end = printed(await running.finished, folder);
        // Inbounds begin to listen in the order of a Go map, another one each time.
        return { ...end, stdout: end.stdout.split("\n").sort() };
      });
    const theirs = await run(original);
    expect(await run(dropIn)).toEqual(theirs);
  },
);

test("log files: made at the start, followed when renamed, made anew by RestartLogger", async () => {
  const [api, port] = [await freePort(), await freePort()];
  const listen = `127.0.0.1:${String(api)}`;
  const config = json({
    log: { loglevel: "debug", access: "access.log", error: "error.log" },
    api: { tag: "a", listen, services: ["LoggerService", "HandlerService"] },
    inbounds: [inbound(port)],
  });
  const run = (program: string) =>
    inFolder(async (folder) => {
      const running = startProgram([program, "-c", "stdin:"], folder, {}, config);
      const at = (name: string) => join(folder, name);
      const read = (name: string) => readFileSync(at(name), "utf8");
      await when(
        running,
        () => existsSync(at("error.log")) && read("error.log").includes("26.3.27 started"),
      );
      renameSync(at("access.log"), at("old-access.log"));
      renameSync(at("error.log"), at("old-error.log"));
      const client = createClient(listen);
      const restart = () => call(client, "/xray.app.log.command.LoggerService/RestartLogger");
      const answers = [await restart()];
      const files = readdirSync(folder).sort();
      await when(running, () => read("old-error.log").includes("closing"));
      const old = read("old-error.log");
      rmSync(at("access.log"));
      mkdirSync(at("access.log"));
      answers.push(await restart());
      client.close();
      running.signal("SIGHUP");
      const { stdout } = printed(await running.finished, folder);
      const plain = (text: string) => text.replaceAll(/^[\d/]+ [\d:.]+/gm, "TIME");
      return { answers, files, old: plain(old), stdout };
    });
  const theirs = await run(original);
  expect(await run(dropIn)).toEqual(theirs);
  expect(theirs.files).toEqual(["access.log", "error.log", "old-access.log", "old-error.log"]);
});
