import { connect, createServer, type Socket } from "node:net";
import { once } from "node:events";

/** A relay in front of a target that can fall silent: what it was sent is kept, nothing is answered. */
export interface BlackHole extends AsyncDisposable {
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  /** From now on nothing is forwarded, on new connections neither. */
  silence(): void;
  /** Chunks that came from clients so far. */
  readonly chunks: () => number;
}

/** Relays to `target`, silent from the chunk of that number on. Target null: silent from the start. */
export async function blackHole(target: string | null, silentAfter = Infinity): Promise<BlackHole> {
  const sockets = new Set<Socket>();
  let chunks = 0;
  let silent = target === null;
  const server = createServer((client) => {
    sockets.add(client);
    client.on("error", () => undefined);
    if (target === null || silent) {
      client.on("data", () => undefined);
      return;
    }
    const [host = "", port = ""] = target.split(":");
    const upstream = connect(Number(port), host);
    sockets.add(upstream);
    upstream.on("error", () => client.destroy());
    client.on("data", (data) => {
      chunks += 1;
      if (chunks > silentAfter) silent = true;
      if (!silent) upstream.write(data);
    });
    upstream.on("data", (data) => {
      if (!silent) client.write(data);
    });
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => {
      if (!silent) client.destroy();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    address: `127.0.0.1:${String(address.port)}`,
    silence: () => {
      silent = true;
    },
    chunks: () => chunks,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
