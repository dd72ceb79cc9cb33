import { createSocket } from "node:dgram";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createSockets, type Listening } from "./sockets.js";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address !== null && typeof address === "object" ? address.port : 0;
}

/** Connects, sends, and tells how it ended. */
function send(port: number, bytes: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.end(Buffer.alloc(bytes)));
    socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "error"));
    socket.on("close", () => resolve("closed"));
    socket.resume();
  });
}

function start(options: { real?: boolean; expose?: boolean } = {}) {
  const received: [number, number][] = [];
  const sockets = createSockets({
    real: options.real ?? true,
    expose: options.expose ?? false,
    received: (owner, bytes) => received.push([owner, bytes]),
  });
  return { sockets, received };
}

const on = (owner: number, port: number, more: Partial<Listening> = {}): Listening => ({
  owner,
  network: "tcp",
  host: "127.0.0.1",
  port,
  reading: "first",
  ...more,
});

test("an address is shared, and open until its last owner gives it back", async () => {
  const { sockets } = start();
  const port = await freePort();
  expect(await sockets.listen(on(1, port))).toBeUndefined();
  expect(await sockets.listen(on(2, port))).toBeUndefined();
  await sockets.unlisten(1);
  expect(await send(port, 0)).toBe("closed");
  await sockets.unlisten(2);
  expect(await send(port, 0)).toBe("ECONNREFUSED");
  expect(sockets.open()).toEqual([]);
});

test("a wildcard address is narrowed to loopback unless exposed", async () => {
  const narrow = start();
  const port = await freePort();
  await narrow.sockets.listen(on(1, port, { host: "0.0.0.0" }));
  expect(narrow.sockets.open()).toEqual([`127.0.0.1:${String(port)}`]);
  await narrow.sockets.close();
  const wide = start({ expose: true });
  await wide.sockets.listen(on(1, port, { host: "0.0.0.0" }));
  expect(wide.sockets.open()).toEqual([`0.0.0.0:${String(port)}`]);
  await wide.sockets.close();
});

test("a port of somebody else and an address of another machine are refused with the system's code", async () => {
  const { sockets } = start();
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
  const address = holder.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  expect(await sockets.listen(on(1, port))).toBe("EADDRINUSE");
  expect(await sockets.listen(on(1, await freePort(), { host: "192.0.2.1" }))).toBe(
    "EADDRNOTAVAIL",
  );
  expect(sockets.open()).toEqual([]);
  await new Promise((resolve) => holder.close(resolve));
});

test.each([
  ["first", 100, 100],
  ["first", 20_000, 8192],
  ["all", 20_000, 20_000],
  ["none", 100, 0],
  [59, 50, 50],
  [59, 100, 59],
] as const)("reading %j of %i bytes counts %i", async (reading, sent, counted) => {
  const { sockets, received } = start();
  const port = await freePort();
  await sockets.listen(on(7, port, { reading }));
  await send(port, sent);
  await sockets.close();
  expect(received.reduce((sum, [, bytes]) => sum + bytes, 0)).toBe(counted);
  expect(received.every(([owner]) => owner === 7)).toBe(true);
});

test("closing ends connections that are open", async () => {
  const { sockets } = start();
  const port = await freePort();
  await sockets.listen(on(1, port));
  const ended = new Promise<void>((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => resolve());
    socket.on("close", () => resolve());
    socket.on("connect", () => void sockets.close());
  });
  const begun = Date.now();
  await ended;
  // A silent connection would otherwise last until the listener loses patience, after 4 s.
  expect(Date.now() - begun).toBeLessThan(2000);
  expect(await send(port, 0)).toBe("ECONNREFUSED");
});

test("imaginary ports are had at once and open nothing", async () => {
  const { sockets } = start({ real: false });
  const port = await freePort();
  expect(sockets.listen(on(1, port, { host: "192.0.2.1" }))).toBeUndefined();
  expect(await send(port, 0)).toBe("ECONNREFUSED");
});

test("a reserved address is had without being opened", async () => {
  const { sockets } = start();
  const port = await freePort();
  sockets.reserve("0.0.0.0", port);
  expect(await sockets.listen(on(1, port))).toBeUndefined();
  expect(sockets.open()).toEqual([]);
  sockets.release();
  await sockets.listen(on(1, port));
  expect(sockets.open()).toHaveLength(1);
  await sockets.close();
});

test("datagrams are counted for the first owner of their port, which no stranger can hold", async () => {
  const { sockets, received } = start();
  const stranger = createSocket("udp4");
  await new Promise<void>((resolve) => stranger.bind(0, "127.0.0.1", resolve));
  const held = stranger.address().port;
  const port = await freePort();
  const udp = (owner: number, at: number) =>
    sockets.listen(on(owner, at, { network: "udp", reading: "all" }));
  expect(await udp(1, held)).toBe("EADDRINUSE");
  expect(await udp(1, port)).toBeUndefined();
  expect(await udp(2, port)).toBeUndefined();
  expect(sockets.open()).toEqual([`udp:127.0.0.1:${String(port)}`]);
  stranger.send(Buffer.alloc(77), port, "127.0.0.1");
  await expect.poll(() => received).toEqual([[1, 77]]);
  await sockets.unlisten(1);
  await sockets.unlisten(2);
  expect(sockets.open()).toEqual([]);
  stranger.close();
});

test("a unix socket has a file with its permissions and a lock beside it, both gone with it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "nodeproof-"));
  const { sockets, received } = start();
  const unix = (owner: number, host: string) =>
    sockets.listen(on(owner, 0, { network: "unix", host, mode: 0o600 }));
  const path = join(folder, "s");
  expect(await unix(1, path)).toBeUndefined();
  expect(readdirSync(folder)).toEqual(["s", "s.lock"]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(await unix(2, path)).toBe("EADDRINUSE");
  expect(await unix(2, join(folder, "none", "s"))).toBe("lock:ENOENT");
  expect(await unix(2, join(folder, "s".repeat(108)))).toBe("EINVAL");
  expect(await unix(3, `@${path}`)).toBeUndefined();
  connect(path).end(Buffer.alloc(5));
  await expect.poll(() => received).toEqual([[1, 5]]);
  await sockets.close();
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});
