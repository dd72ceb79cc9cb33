import { createServer, type Server, type Socket } from "node:net";

/**
 * What a listener does with what it gets before it ends the connection.
 *
 * - `first`: counts the first read, up to 8192 bytes, and ends.
 * - `all`: counts everything until the other side ends.
 * - `none`: counts nothing and ends.
 */
export type Reading = "first" | "all" | "none";

/** One address to listen on, for one owner. */
export interface Listening {
  readonly owner: number;
  readonly host: string;
  readonly port: number;
  readonly reading: Reading;
}

/** The listening sockets of a fake, shared by address as owners come and go. */
export interface Sockets {
  /** The system's error code where it cannot be had. Never throws. */
  listen(listening: Listening): undefined | Promise<string | undefined>;
  /** Gives back all that the owner holds; what nobody else holds is closed. */
  unlisten(owner: number): undefined | Promise<void>;
  /** Marks an address as held by the fake itself: listening on it succeeds and opens nothing. */
  reserve(host: string, port: number): void;
  /** Ends the reservations. */
  release(): void;
  /** `HOST:PORT` of what is open. */
  open(): readonly string[];
  close(): Promise<void>;
}

/** How sockets behave. */
export interface SocketsOptions {
  /** False: ports are imaginary, nothing is bound and everything succeeds. */
  readonly real: boolean;
  /** False: every wildcard address becomes 127.0.0.1. */
  readonly expose: boolean;
  /** Called with the bytes that came in on an owner's listener. */
  readonly received: (owner: number, bytes: number) => void;
}

interface Held {
  readonly server: Server;
  readonly accepted: Set<Socket>;
  /** In the order in which they came; the first one gets the traffic. */
  readonly owners: Listening[];
}

// What vless and trojan read before they look at it: measured on Xray 26.3.27, of 8193, 20000 and
// 200000 bytes 8192 were counted.
const firstRead = 8192;
// Xray's default handshake limit: a silent connection is ended after 4 s.
const patienceMs = 4000;

/** Loopback in place of a wildcard address. */
export function narrowed(host: string): string {
  return host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
}

/** `HOST:PORT`, brackets around IPv6. */
export function formatAddress(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${String(port)}` : `${host}:${String(port)}`;
}

/** Listening sockets for a fake: real ones, or none at all. */
export function createSockets(options: SocketsOptions): Sockets {
  const held = new Map<string, Held>();
  const reserved = new Set<string>();

  const listenReal = async (wanted: Listening): Promise<string | undefined> => {
    const host = options.expose ? wanted.host : narrowed(wanted.host);
    const key = formatAddress(host, wanted.port);
    if (reserved.has(key)) return undefined;
    const there = held.get(key);
    if (there !== undefined) {
      there.owners.push(wanted);
      return undefined;
    }
    const server = createServer({ allowHalfOpen: true });
    const entry: Held = { server, accepted: new Set(), owners: [wanted] };
    server.on("connection", (socket) => receive(entry, socket));
    const refused = await bind(server, host, wanted.port);
    if (refused === undefined) held.set(key, entry);
    return refused;
  };

  const receive = (entry: Held, socket: Socket): void => {
    entry.accepted.add(socket);
    socket.on("close", () => entry.accepted.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.on("end", () => socket.end());
    socket.setTimeout(patienceMs, () => socket.destroy());
    const owner = entry.owners[0];
    socket.on("data", (chunk: Buffer) => {
      if (owner === undefined || owner.reading === "none") return void socket.destroy();
      if (owner.reading === "all") return options.received(owner.owner, chunk.length);
      options.received(owner.owner, Math.min(chunk.length, firstRead));
      // Unread bytes make the original's kernel reset the connection; without any it ends it.
      if (chunk.length > firstRead) socket.resetAndDestroy();
      else socket.destroySoon();
    });
  };

  const giveBack = async (owner: number): Promise<void> => {
    for (const [key, entry] of held) {
      const rest = entry.owners.filter((o) => o.owner !== owner);
      if (rest.length === entry.owners.length) continue;
      entry.owners.splice(0, entry.owners.length, ...rest);
      if (rest.length > 0) continue;
      held.delete(key);
      await shut(entry);
    }
  };

  return {
    listen: (wanted) => (options.real ? listenReal(wanted) : undefined),
    unlisten: (owner) => (options.real ? giveBack(owner) : undefined),
    reserve: (host, port) => {
      reserved.add(formatAddress(options.expose ? host : narrowed(host), port));
    },
    release: () => reserved.clear(),
    open: () => [...held.keys()],
    close: async () => {
      const entries = [...held.values()];
      held.clear();
      await Promise.all(entries.map(shut));
    },
  };
}

function bind(server: Server, host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => {
      server.removeAllListeners("error");
      // A listening server can still fail to accept, for want of file descriptors; it stays up.
      server.on("error", () => undefined);
      resolve(undefined);
    });
  });
}

function shut(entry: Held): Promise<void> {
  for (const socket of entry.accepted) socket.destroy();
  return new Promise((resolve) => entry.server.close(() => resolve()));
}
