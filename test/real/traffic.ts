import { createHash } from "node:crypto";
import { once } from "node:events";
import { connect, createServer, type AddressInfo } from "node:net";
import { Secrets } from "../../suites/core/secrets.js";
import { Driver } from "../../suites/xray/driver.js";
import { PortMap } from "../../suites/xray/ports.js";

/**
 * Bytes through a trojan inbound of the host from 127.0.0.2, which counts as online: 8 up, 6 down. The
 * connection stays open until the function that comes back is called.
 */
export async function useTrojan(port: number, password: string): Promise<() => Promise<void>> {
  const sink = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => socket.write("answer"));
  });
  sink.listen(0, "127.0.0.1");
  await once(sink, "listening");
  const target = (sink.address() as AddressInfo).port;
  const client = connect({ host: "127.0.0.1", port, localAddress: "127.0.0.2" });
  const key = createHash("sha224").update(password).digest("hex");
  const to = Buffer.from([1, 1, 127, 0, 0, 1, target >> 8, target & 255]);
  client.write(Buffer.concat([Buffer.from(`${key}\r\n`), to, Buffer.from("\r\nquestion")]));
  await once(client, "data");
  return async () => {
    client.destroy();
    await new Promise((resolve) => sink.close(resolve));
  };
}

/** Every counter of a core. */
export async function countersOf(address: string): Promise<Readonly<Record<string, bigint>>> {
  const driver = new Driver({
    address,
    deadlineMs: 5_000,
    ports: new PortMap([]),
    secrets: new Secrets(),
    signal: new AbortController().signal,
  });
  try {
    const outcome = await driver.send({ kind: "QueryStats", pattern: "", reset: false });
    if (outcome.status !== "ok" || outcome.reply.kind !== "counters")
      throw new Error(JSON.stringify(outcome));
    return Object.fromEntries(outcome.reply.counters.map((c) => [c.name, c.value]));
  } finally {
    await driver.close();
  }
}
