import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { call, createClient, freePort, HS, isOpen } from "../../mocks/xray/sample-client.js";
import { dropIn, inFolder, startCli, startProgram, type Finished } from "./cli.js";

const core = (api: number, port: number) => ({
  api: { tag: "api", listen: `127.0.0.1:${String(api)}`, services: ["HandlerService"] },
  inbounds: [
    {
      tag: "v",
      protocol: "vless",
      listen: "127.0.0.1",
      port,
      settings: { decryption: "none", clients: [] },
    },
  ],
  outbounds: [{ tag: "d", protocol: "freedom" }],
});

/** Runs the program as users do: it is executable. */
function run(args: readonly string[], input = "", env = {}): Promise<Finished> {
  return inFolder((folder) => startProgram([dropIn, ...args], folder, env, input).finished);
}

const bannerText =
  /^Xray 26\.3\.27 \(Xray, Penetrates Everything\.\) Custom \(go\S+ \w+\/\w+\)\nA unified platform for anti-censorship\.\n/;

test.each([[["version"]], [["-version"]], [["--version", "-c", "x"]]])(
  "%j answers with the version",
  async (args) => {
    const { exit, stdout, stderr } = await run(args);
    expect([exit, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(bannerText);
  },
);

test.each([
  [["nope"], 2, "xray nope: unknown command\nRun 'xray help' for usage.\n"],
  [
    ["-zz"],
    2,
    "flag provided but not defined: -zz\nusage: xray run [-c config.json] [-confdir dir]\nRun 'xray help run' for details.\n",
  ],
  [["help", "nope"], 2, "xray help nope: unknown help topic. Run 'xray help'.\n"],
  [
    ["uuid"],
    2,
    "xray uuid: this stand-in of nodeproof has only version and run; use the original for the rest\n",
  ],
])("%j ends with %i", async (args, exit, stderr) => {
  expect(await run(args)).toMatchObject({ exit, stderr, stdout: "" });
});

test("a configuration from stdin is served without `run` until SIGTERM, which ends it with 0", async () => {
  const [api, port] = [await freePort(), await freePort()];
  const running = await inFolder(async (folder) => {
    const program = startProgram(
      [dropIn, "-c", "stdin:"],
      folder,
      {},
      JSON.stringify(core(api, port)),
    );
    await program.until(/\[Warning\] core: Xray 26\.3\.27 started\n/);
    return program;
  });
  expect([await isOpen(api), await isOpen(port)]).toEqual([true, true]);
  running.signal("SIGTERM");
  const { exit, stdout, stderr } = await running.finished;
  expect([exit, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(bannerText);
  expect(stdout).toMatch(
    /\[Info\] infra\/conf\/serial: Reading config: &\{Name:stdin: Format:json\}\n/,
  );
});

test("the configuration of the working directory is found; without an API none is there", async () => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, "config.json"), "{}");
    const program = startProgram([dropIn], folder);
    await program.until("started");
    program.signal("SIGINT");
    const { exit, stderr } = await program.finished;
    expect(exit).toBe(0);
    expect(stderr).toMatch(/ Using default config: {2}\S+config\.json\n$/);
  });
});

test("-test checks without listening; YAML is read; several files become one", async () => {
  await inFolder(async (folder) => {
    const [api, port] = [await freePort(), await freePort()];
    await using held = await hold(port);
    writeFileSync(join(folder, "a.json"), JSON.stringify(core(api, held.port)));
    writeFileSync(join(folder, "b.yaml"), "outbounds:\n  - {tag: e, protocol: blackhole}\n");
    const { exit, stdout } = await startProgram(
      [dropIn, "run", "-test", "-c", "a.json", "-config=b.yaml"],
      folder,
    ).finished;
    expect(exit).toBe(0);
    expect(stdout).toMatch(/ \[Info\] infra\/conf: \[b\.yaml\] prepend outbound with tag: e\n/);
    expect(stdout).toMatch(/\nConfiguration OK\.\n$/);
  });
});

test("a held port ends it with 255 and the original's last line", async () => {
  await using held = await hold(0);
  const { port } = held;
  const at = `127.0.0.1:${String(port)}`;
  const last = async (config: object) => {
    const { exit, stdout } = await run(["-c", "stdin:"], JSON.stringify(config));
    return [exit, stdout.trimEnd().split("\n").at(-1)];
  };
  expect(await last(core(port, await freePort()))).toEqual([
    255,
    `Failed to start: listen tcp ${at}: bind: address already in use`,
  ]);
  expect(await last(core(await freePort(), port))).toEqual([
    255,
    `Failed to start: app/proxyman/inbound: failed to listen TCP on ${String(port)} > transport/internet: failed to listen on address: ${at} > transport/internet/tcp: failed to listen TCP on ${at} > listen tcp ${at}: bind: address already in use`,
  ]);
});

test.each([
  [
    '{"api":{"services":[]}}',
    23,
    /Failed to start: main: .* > infra\/conf: API tag can't be empty\.\n$/,
  ],
  ["", 23, /Failed to start: main: .* > infra\/conf\/serial: failed to read config file > EOF\n$/],
])("%s on stdin ends it with %i", async (text, exit, end) => {
  const finished = await run(["-c", "stdin:"], text);
  expect(finished.exit).toBe(exit);
  expect(finished.stdout).toMatch(end);
});

test("what gRPC finds fatal is said on stderr, with 1", async () => {
  const api = { tag: "a", listen: "127.0.0.1:0", services: ["StatsService", "StatsService"] };
  const { exit, stderr } = await run(["-c", "stdin:"], JSON.stringify({ api }));
  expect(exit).toBe(1);
  expect(stderr).toMatch(
    /^[\d/]+ [\d:]+ FATAL: \[core\] grpc: Server\.RegisterService found duplicate service registration for "xray\.app\.stats\.command\.StatsService"\n$/,
  );
});

test("a request that crashes the original ends it with 2 and a panic, and breaks the connection", async () => {
  const api = await freePort();
  await inFolder(async (folder) => {
    const config = JSON.stringify(core(api, await freePort()));
    const program = startProgram([dropIn, "-c", "stdin:"], folder, {}, config);
    await program.until("started");
    const client = createClient(`127.0.0.1:${String(api)}`);
    expect(await call(client, `/${HS}/AlterInbound`)).toMatchObject({ code: 14 });
    client.close();
    const { exit, stderr } = await program.finished;
    expect(exit).toBe(2);
    expect(stderr).toMatch(/^panic: runtime error: .*\n\[signal SIGSEGV.*\n\ngoroutine /);
  });
});

test("a file that may not be read is named in Go's words", async () => {
  await inFolder(async (folder) => {
    mkdirSync(join(folder, "a.json"));
    const { exit, stdout } = await startProgram([dropIn, "-c", "a.json"], folder).finished;
    expect(exit).toBe(23);
    expect(stdout).toMatch(/ > read a\.json: is a directory\n$/);
  });
});

test("every program of the package is executable", () => {
  const root = join(import.meta.dirname, "..", "..");
  const { bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    bin: Record<string, string>;
  };
  expect(Object.keys(bin)).toEqual(["nodeproof", "nodeproof-xray"]);
  for (const file of Object.values(bin))
    expect(statSync(join(root, file)).mode & 0o111).toBe(0o111);
});

test("`serve xray` says the original's last line after its own words, and ends with 2", async () => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, "c.json"), '{"api":{"services":[]}}');
    const { exit, stdout, stderr } = await startCli(["serve", "xray", "--config", "c.json"], folder)
      .finished;
    expect([exit, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(
      /^nodeproof: c\.json:1:8: .*\nFailed to start: main: failed to load config files: \[c\.json\] > .* > infra\/conf: API tag can't be empty\.\n$/,
    );
  });
});

test("`serve --crash` names the request that ended its only fake, and ends with 2", async () => {
  await inFolder(async (folder) => {
    const running = startCli(
      ["serve", "--crash", "--no-listen", "--listen", "127.0.0.1:0", "--json"],
      folder,
    );
    const address = /grpc:\/\/([^"]+)/.exec(await running.until('"all"'))?.[1] ?? "";
    const client = createClient(address);
    expect(await call(client, `/${HS}/AlterInbound`)).toMatchObject({ code: 14 });
    client.close();
    const { exit, stderr } = await running.finished;
    expect(exit).toBe(2);
    expect(stderr).toMatch(/has ended as the original would: AlterInbound without an operation\n$/);
  });
});

/** Holds a port of loopback, as another program would. */
async function hold(port: number) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: address !== null && typeof address === "object" ? address.port : port,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
