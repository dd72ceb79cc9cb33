import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { FakeError } from "../../core/fake-error.js";
import { formatAddress, narrowed } from "../../core/sockets.js";
import { splitHostPort } from "../config/addresses.js";
import { parsePort } from "../config/ports.js";
import { systemText } from "../perform.js";

/** The listener of `metrics`. */
export interface MetricsServer {
  /** `HOST:PORT`. */
  readonly address: string;
  close(): Promise<void>;
}

/** How to start it. */
export interface MetricsOptions {
  /** As written: `HOST:PORT`, or `:PORT` for all addresses. */
  readonly listen: string;
  /** False: all addresses are loopback. */
  readonly expose: boolean;
  /** The answer to `/debug/vars`. */
  readonly vars: () => string;
}

/** Listens as the original's `metrics` does: `/debug/vars`, and nothing of `/debug/pprof/`. Rejects with a FakeError. */
export async function startMetrics({
  listen,
  expose,
  vars,
}: MetricsOptions): Promise<MetricsServer> {
  const wanted = readListen(listen);
  const host = expose ? wanted.host : narrowed(wanted.host);
  const server = createServer((request, response) => {
    answer(request, response, vars);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port: wanted.port, exclusive: true }, resolve);
  }).catch((error: unknown) => {
    throw portError(listen, error);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: formatAddress(host, port),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(request: IncomingMessage, response: ServerResponse, vars: () => string): void {
  const path = (request.url ?? "").split("?")[0];
  // Go says neither that it keeps the connection nor for how long, only that it doesn't where asked.
  if (request.headers.connection === "close") response.setHeader("Connection", "close");
  else response.removeHeader("connection");
  if (path !== "/debug/vars") return plain(response, 404, "404 page not found\n");
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    return plain(response, 405, "Method Not Allowed\n");
  }
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  // Written before the end it comes in chunks, as the original's.
  response.write(vars());
  response.end();
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.setHeader("Content-Type", "text/plain; charset=utf-8");
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.end(text);
}

function readListen(listen: string): { readonly host: string; readonly port: number } {
  const split = splitHostPort(listen);
  if ("problem" in split) throw badListen(listen, `listen tcp: ${split.problem}`);
  const port = split.port === "" ? 0 : parsePort(split.port);
  if (port !== undefined) return { host: split.host === "" ? "0.0.0.0" : split.host, port };
  if (/^-?\d+$/.test(split.port))
    throw badListen(listen, `listen tcp: address ${split.port}: invalid port`);
  if (split.port.includes("/"))
    throw badListen(listen, `listen tcp: lookup tcp/${split.port}: unknown port`);
  // The original knows some names of ports.
  throw badListen(listen);
}

function badListen(listen: string, text?: string): FakeError {
  return new FakeError(
    "bad-address",
    `metrics cannot listen on ${JSON.stringify(listen)}: write HOST:PORT, such as 127.0.0.1:11111`,
    text === undefined ? {} : { original: { exit: 255, text } },
  );
}

function portError(listen: string, error: unknown): FakeError {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const isBind = /^E(?!AI_|NOTFOUND)/.test(code);
  const place = listen.replace(/^\[::\]:/, "0.0.0.0:");
  return new FakeError(
    /EADDRNOTAVAIL|ENOTFOUND|EAI_AGAIN/.test(code) ? "bad-address" : "port-taken",
    `metrics cannot listen on ${listen}: ${String(error)}; free its port, write another one, or start without sockets`,
    {
      cause: error,
      // The words for a name that is not found depend on the system's resolver.
      ...(isBind && {
        original: { exit: 255, text: `listen tcp ${place}: bind: ${systemText(code)}` },
      }),
    },
  );
}
