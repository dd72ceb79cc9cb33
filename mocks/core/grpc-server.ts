import {
  constants,
  createServer,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from "node:http2";
import type { Socket } from "node:net";
import { createFrameReader, encodeStatusText, writeFrame } from "./grpc-frames.js";

/** One call as its method sees it. */
export interface GrpcCall {
  readonly metadata: IncomingHttpHeaders;
  send(bytes: Uint8Array): void;
  /** Ends the call with a status. Does nothing on a call that is over. */
  end(code: number, text?: string): void;
  /** Breaks the connection. */
  drop(): void;
}

/** What a method does with the messages of one call. */
export interface GrpcReceiver {
  message(bytes: Buffer): void;
  /** The client sends no more. */
  finished?(): void;
}

/** A method, or the status with which its calls are refused. */
export type GrpcRoute =
  | { readonly open: (call: GrpcCall) => GrpcReceiver }
  | { readonly code: number; readonly text: string };

/** What a server is made of. */
export interface GrpcServerOptions {
  /** Undefined: it listens nowhere, and serves what it is given by `accept`. */
  readonly host: string | undefined;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Longest request message in bytes. */
  readonly limit: number;
  readonly route: (service: string, method: string) => GrpcRoute;
}

/** A server that accepts calls. */
export interface GrpcServer {
  readonly port: number;
  /** Serves a connection that somebody else accepted. */
  accept(socket: Socket): void;
  /** Breaks every connection and gives the port back. */
  close(): Promise<void>;
}

const unknown = 2;
const resourceExhausted = 8;
const unimplemented = 12;
const internal = 13;
const windowSize = 4 * 1024 * 1024;

/**
 * A gRPC server that answers as grpc-go does where no method is reached: grpc-js has texts of its own
 * for unknown methods and no way to replace them, and reads compressed requests, which Xray refuses.
 * Rejects with the system's error where the address cannot be had.
 */
export async function startGrpcServer(options: GrpcServerOptions): Promise<GrpcServer> {
  const server = createServer({
    settings: { initialWindowSize: windowSize },
    // A refusal repeats what was asked for, and that may be 4 MiB long, each byte escaped.
    maxSendHeaderBlockLength: 4 * windowSize,
  });
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("session", (session) => {
    session.on("error", () => session.destroy());
    session.setLocalWindowSize(4 * windowSize);
  });
  server.on("sessionError", () => undefined);
  server.on("stream", (stream, headers) => {
    stream.on("error", () => undefined);
    answer(stream, headers, options);
  });
  const { host } = options;
  const port = await new Promise<number>((resolve, reject) => {
    if (host === undefined) return resolve(options.port);
    server.once("error", reject);
    server.listen({ host, port: options.port, exclusive: true }, () => {
      server.removeListener("error", reject);
      server.on("error", () => undefined);
      const address = server.address();
      resolve(address !== null && typeof address === "object" ? address.port : options.port);
    });
  });
  return {
    port,
    accept: (socket) => void server.emit("connection", socket),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function answer(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  options: GrpcServerOptions,
): void {
  const type = headers["content-type"] ?? "";
  if (headers[":method"] !== "POST") return refuseMethod(stream, String(headers[":method"]));
  if (!/^application\/grpc($|[+;])/.test(type)) return refuseType(stream, type);
  const call = createCall(stream, headers, type);
  const path = String(headers[":path"]);
  const slash = path.lastIndexOf("/");
  if (!path.startsWith("/") || slash === 0)
    return call.end(unimplemented, `malformed method name: ${JSON.stringify(path)}`);
  const route = options.route(path.slice(1, slash), path.slice(slash + 1));
  if ("code" in route) return call.end(route.code, route.text);
  const encoding = headers["grpc-encoding"];
  if (typeof encoding === "string" && encoding !== "identity" && encoding !== "")
    return call.end(
      unimplemented,
      `grpc: Decompressor is not installed for grpc-encoding ${JSON.stringify(encoding)}`,
    );
  const receiver = route.open(call);
  const reader = createFrameReader(options.limit, {
    message: (bytes, compressed) => {
      if (compressed)
        call.end(internal, "grpc: compressed flag set with identity or empty encoding");
      else receiver.message(bytes);
    },
    tooLong: (length) =>
      call.end(
        resourceExhausted,
        `grpc: received message larger than max (${String(length)} vs. ${String(options.limit)})`,
      ),
  });
  stream.on("data", (chunk: Buffer) => reader.push(chunk));
  stream.on("end", () => {
    if (reader.unfinished) call.end(unknown, "unexpected EOF");
    else receiver.finished?.();
  });
}

function createCall(
  stream: ServerHttp2Stream,
  metadata: IncomingHttpHeaders,
  type: string,
): GrpcCall {
  // grpc-go takes what follows "application/grpc" for the name of a codec, and names it back.
  const head = { ":status": 200, "content-type": type.replace(";", "+") };
  let over = false;
  const gone = (): boolean => over || stream.destroyed || stream.closed;
  return {
    metadata,
    send: (bytes) => {
      if (gone()) return;
      if (!stream.headersSent) stream.respond(head, { waitForTrailers: true });
      stream.write(writeFrame(bytes));
    },
    end: (code, text = "") => {
      if (gone()) return;
      over = true;
      // Whatever the client still sends is read and forgotten, so that it gets to see the status.
      stream.resume();
      const status = { "grpc-status": String(code), "grpc-message": encodeStatusText(text) };
      if (!stream.headersSent) {
        stream.respond({ ...head, ...status }, { endStream: true });
        return;
      }
      stream.on("wantTrailers", () => stream.sendTrailers(status));
      stream.end();
    },
    drop: () => {
      over = true;
      stream.session?.destroy();
    },
  };
}

function refuseType(stream: ServerHttp2Stream, type: string): void {
  const text = `invalid gRPC request content-type ${JSON.stringify(type)}`;
  refuseRequest(stream, constants.HTTP_STATUS_UNSUPPORTED_MEDIA_TYPE, 3, text);
}

function refuseMethod(stream: ServerHttp2Stream, method: string): void {
  const text = `Received a HEADERS frame with :method ${JSON.stringify(method)} which should be POST`;
  refuseRequest(stream, constants.HTTP_STATUS_METHOD_NOT_ALLOWED, internal, text);
}

function refuseRequest(stream: ServerHttp2Stream, http: number, code: number, text: string): void {
  stream.resume();
  stream.respond(
    {
      ":status": http,
      "content-type": "application/grpc",
      "grpc-status": String(code),
      "grpc-message": encodeStatusText(text),
    },
    { endStream: true },
  );
}
