import { Client, credentials, Metadata } from "@grpc/grpc-js";
import { connect, createServer } from "node:net";

/** Full names of the two services. For tests. */
export const HS = "xray.app.proxyman.command.HandlerService";
/** See {@link HS}. */
export const SS = "xray.app.stats.command.StatsService";

/** The second name of a service. For tests. */
export const alias = (service: string): string => service.replace(/^xray/, "v2ray.core");

/** Bytes written in hex. For tests. */
export const hex = (text: string): Buffer => Buffer.from(text, "hex");

/** What a call gave. */
export interface Got {
  readonly code: number;
  readonly text: string;
  readonly bytes: Buffer;
}

/** A plain grpc-js client. For tests. */
export function createClient(address: string): Client {
  return new Client(address, credentials.createInsecure(), {
    "grpc.max_send_message_length": -1,
    // Two clients of one address have a connection each.
    "grpc.use_local_subchannel_pool": 1,
  });
}

/** Sends bytes as a unary request. For tests. */
export function call(
  via: Client,
  path: string,
  body: Uint8Array = hex(""),
  token?: string,
): Promise<Got> {
  const metadata = new Metadata();
  if (token !== undefined) metadata.set("authorization", token);
  return new Promise((resolve) => {
    via.makeUnaryRequest(
      path,
      (bytes: Uint8Array) => Buffer.from(bytes),
      (bytes: Buffer) => bytes,
      body,
      metadata,
      { deadline: Date.now() + 3000 },
      (error, bytes) =>
        resolve({ code: error?.code ?? 0, text: error?.details ?? "", bytes: bytes ?? hex("") }),
    );
  });
}

/** Is somebody listening? For tests. */
export function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

/**
 * A port that was free a moment ago, outside the range from which the system takes the ports of
 * outgoing connections: one of those may be in use by the time it is wanted. For tests.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 20_000);
    const server = createServer();
    const free = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen({ port, host: "127.0.0.1", exclusive: true }, () => resolve(true));
    });
    if (!free) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}
