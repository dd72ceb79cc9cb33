import { createSocket } from "node:dgram";
import { chmod, rm, writeFile } from "node:fs/promises";
import { createServer, isIPv6, type ListenOptions, type Server, type Socket } from "node:net";

/**
 * What a listener does with what it gets before it ends the connection.
 *
 * - `first`: counts the first read, up to 8192 bytes, and ends.
 * - `all`: counts everything until the other side ends.
 * - `none`: counts nothing and ends.
 * - a number: as `first`, up to so many bytes.
 *
 * Datagrams are counted, or not where it is `none`; nothing ends them.
 */
export type Reading = "first" | "all" | "none" | number;

/** One address to listen on, for one owner. */
export interface Listening {
  readonly owner: number;
  readonly network: "tcp" | "udp" | "unix";
  /** An IP address, or the path of a unix socket; one that begins with @ has no file. */
  readonly host: string;
  readonly port: number;
  /** Permissions that the file of a unix socket gets. */
  readonly mode?: number;
  readonly reading: Reading;
}

/** The listening sockets of a fake, shared by address as owners come and go. */
export interface Sockets {
  /** The system's error code where it cannot be had, after `lock:` where the lock of a unix socket cannot. Never throws. */
  listen(listening: Listening): undefined | Promise<string | undefined>;
  /** Gives back all that the owner holds; what nobody else holds is closed. */
  unlisten(owner: number): undefined | Promise<void>;
  /** Marks an address as held by the fake itself: listening on it succeeds and opens nothing. */
  reserve(host: string, port: number): void;
  /** Ends the reservations. */
  release(): void;
  /** `HOST:PORT` of what is open, `udp:HOST:PORT` and `unix:PATH`. */
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
  /**
   * Asked for every TCP connection before anything is read of it. `taken`: somebody else has it now,
   * and ends it. `held`: what comes is read and forgotten, until the other side ends it. `closed`: it
   * ends at once. Default: `read`, as its listener does.
   */
  readonly accepted?: (owner: number, socket: Socket) => "taken" | "held" | "closed" | "read";
}

interface Held {
  readonly close: () => Promise<void>;
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
    const key = keyOf(wanted.network, host, wanted.port);
    if (reserved.has(key)) return undefined;
    const there = held.get(key);
    // A unix socket belongs to one alone: a second one would find its file there.
    if (there !== undefined && wanted.network === "unix") return "EADDRINUSE";
    if (there !== undefined) {
      there.owners.push(wanted);
      return undefined;
    }
    const accepted = new Set<Socket>();
    const owners = [wanted];
    const receives = (socket: Socket): void => receive(accepted, owners, socket);
    const opened = await open(wanted, host, receives, (bytes) => {
      const [owner] = owners;
      if (owner !== undefined && owner.reading !== "none") options.received(owner.owner, bytes);
    });
    if (typeof opened === "string") return opened;
    const close = async (): Promise<void> => {
      for (const socket of accepted) socket.destroy();
      await opened.close();
    };
    held.set(key, { close, owners });
    return undefined;
  };

  const receive = (accepted: Set<Socket>, owners: readonly Listening[], socket: Socket): void => {
    const owner = owners[0];
    const fate = (owner && options.accepted?.(owner.owner, socket)) ?? "read";
    if (fate === "taken") return;
    if (fate === "closed") return void socket.destroy();
    accepted.add(socket);
    socket.on("close", () => accepted.delete(socket));
    socket.on("error", () => socket.destroy());
    if (fate === "held") return void socket.on("end", () => socket.end()).resume();
    socket.on("end", () => socket.end());
    socket.setTimeout(patienceMs, () => socket.destroy());
    socket.on("data", (chunk: Buffer) => {
      if (owner === undefined || owner.reading === "none") return void socket.destroy();
      if (owner.reading === "all") return options.received(owner.owner, chunk.length);
      const most = owner.reading === "first" ? firstRead : owner.reading;
      options.received(owner.owner, Math.min(chunk.length, most));
      // Unread bytes make the original's kernel reset the connection; without any it ends it.
      if (chunk.length > most) socket.resetAndDestroy();
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
      await entry.close();
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
      await Promise.all(entries.map((entry) => entry.close()));
    },
  };
}

function keyOf(network: Listening["network"], host: string, port: number): string {
  if (network === "unix") return `unix:${host}`;
  return `${network === "udp" ? "udp:" : ""}${formatAddress(host, port)}`;
}

const longestPath = 107;

/** Something open, or the system's error code. */
type Opened = string | { readonly close: () => Promise<void> };

async function open(
  { network, port, mode }: Listening,
  host: string,
  receive: (socket: Socket) => void,
  datagram: (bytes: number) => void,
): Promise<Opened> {
  if (network === "udp") return openUdp(host, port, datagram);
  const server = createServer({ allowHalfOpen: true });
  server.on("connection", receive);
  // The port is free at once; connections that somebody else has taken may go on.
  const close = (): Promise<void> => {
    server.close();
    return Promise.resolve();
  };
  if (network === "tcp") return (await bind(server, { host, port, exclusive: true })) ?? { close };
  if (host.startsWith("@")) return (await bind(server, { path: nameless(host) })) ?? { close };
  // The system's own limit, for which libuv has another word.
  if (Buffer.byteLength(host) > longestPath) return "EINVAL";
  // As the original: a lock beside the file, as long as the socket lives.
  const lock = `${host}.lock`;
  const locked = await writeFile(lock, "").then(() => undefined, codeOf);
  if (locked !== undefined) return `lock:${locked}`;
  const refused = await bind(server, { path: host });
  if (refused !== undefined) {
    await rm(lock, { force: true });
    return refused;
  }
  if (mode !== undefined) await chmod(host, mode).catch(() => undefined);
  return { close: () => close().then(() => rm(lock, { force: true })) };
}

/** A name of the system's own space in place of a file; after two @ it is padded to its full length. */
function nameless(host: string): string {
  return host.startsWith("@@") ? `\0${host.slice(2)}`.padEnd(108, "\0") : `\0${host.slice(1)}`;
}

function openUdp(host: string, port: number, datagram: (bytes: number) => void): Promise<Opened> {
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(host) ? "udp6" : "udp4");
    socket.once("error", (error: NodeJS.ErrnoException) => {
      socket.close();
      resolve(codeOf(error));
    });
    socket.bind({ address: host, port, exclusive: true }, () => {
      socket.removeAllListeners("error");
      socket.on("error", () => undefined);
      socket.on("message", (message) => datagram(message.length));
      resolve({ close: () => new Promise((closed) => socket.close(() => closed())) });
    });
  });
}

const codeOf = (error: NodeJS.ErrnoException): string => error.code ?? error.message;

function bind(server: Server, where: ListenOptions): Promise<string | undefined> {
  return new Promise((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => resolve(codeOf(error)));
    server.listen(where, () => {
      server.removeAllListeners("error");
      // A listening server can still fail to accept, for want of file descriptors; it stays up.
      server.on("error", () => undefined);
      resolve(undefined);
    });
  });
}
