import { connect, createServer, type Server } from "node:net";
import { once } from "node:events";

/** True where somebody accepts a TCP connection there within `ms` milliseconds. */
export async function accepts(host: string, port: number, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const done = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.setTimeout(ms, () => done(false));
    socket.once("connect", () => done(true));
    socket.once("error", () => done(false));
  });
}

/** Sends `bytes` zero bytes to a port and waits until the other side has closed, `ms` at most. */
export async function sendAndWait(
  host: string,
  port: number,
  bytes: number,
  ms: number,
): Promise<void> {
  await new Promise<void>((resolve) => {
    const socket = connect({ host, port });
    const done = () => {
      socket.destroy();
      resolve();
    };
    socket.setTimeout(ms, done);
    socket.once("connect", () => socket.end(Buffer.alloc(bytes)));
    socket.on("data", () => undefined);
    socket.once("close", done);
    socket.once("error", done);
  });
}

/** Ports that this process holds as a foreign program would. */
export class HeldPorts {
  readonly #servers = new Map<number, Server>();

  /** Takes a port. True where it is now held. */
  async hold(host: string, port: number): Promise<boolean> {
    if (this.#servers.has(port)) return true;
    const server = createServer((socket) => socket.destroy());
    const listening = once(server, "listening").then(
      () => true,
      () => false,
    );
    server.listen({ host, port, exclusive: true });
    const held = await listening;
    if (held) this.#servers.set(port, server);
    return held;
  }

  async free(port: number): Promise<void> {
    const server = this.#servers.get(port);
    if (server === undefined) return;
    this.#servers.delete(port);
    await new Promise((resolve) => server.close(resolve));
  }

  async freeAll(): Promise<void> {
    for (const port of [...this.#servers.keys()]) await this.free(port);
  }
}

/**
 * Draws `count` free TCP ports of the host, one after another, outside the range from which the
 * system takes the ports of outgoing connections: a port free now must not be one of ours a moment
 * later. Throws where a hundred tries find none.
 */
export async function freePorts(host: string, count: number): Promise<readonly number[]> {
  for (let tries = 0; tries < 100; tries += 1) {
    const first = 10_000 + Math.floor(Math.random() * 20_000);
    const ports = Array.from({ length: count }, (_, i) => first + i);
    if (await allBindable(host, ports)) return ports;
  }
  throw new Error(`no ${String(count)} free ports in a row on ${host} between 10000 and 30000`);
}

async function allBindable(host: string, ports: readonly number[]): Promise<boolean> {
  for (const port of ports) if (!(await bindable(host, port))) return false;
  return true;
}

async function bindable(host: string, port: number): Promise<boolean> {
  const held = new HeldPorts();
  const free = await held.hold(host, port);
  await held.freeAll();
  return free;
}
