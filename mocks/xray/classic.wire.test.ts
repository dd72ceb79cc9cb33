import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { XrayFake } from "./fake.js";
import { startXrayFake } from "./fake.js";
import { readXrayConfigObject } from "./config/read-config.js";
import { call, createClient, freePort, HS, isOpen, SS } from "./sample-client.js";

let port: number;
beforeEach(async () => {
  port = await freePort();
});

let fake: XrayFake | undefined;
afterEach(() => fake?.close());

const toApi = { inboundTag: ["api-in"], outboundTag: "api" };

async function begin(
  rule: object | undefined,
  options: { readonly listen?: string; readonly sockets?: boolean } = {},
): Promise<XrayFake> {
  const { boot } = readXrayConfigObject(
    {
      api: { tag: "api", services: ["HandlerService", "StatsService"] },
      stats: {},
      policy: { system: { statsInboundUplink: true, statsInboundDownlink: true } },
      inbounds: [
        {
          tag: "api-in",
          listen: "127.0.0.1",
          port,
          protocol: "dokodemo-door",
          settings: { address: "127.0.0.1" },
        },
      ],
      outbounds: [{ tag: "direct", protocol: "freedom" }],
      routing: { rules: rule === undefined ? [] : [rule] },
    },
    "config",
  );
  fake = await startXrayFake({ boot, ...options });
  return fake;
}

const counter = (running: XrayFake, direction: string): bigint | undefined =>
  running.state().counters[`inbound>>>api-in>>>traffic>>>${direction}`];

test("the API answers behind its inbound, whose counters grow with every call", async () => {
  const running = await begin(toApi);
  expect(running.address).toBe(`127.0.0.1:${String(port)}`);
  const client = createClient(running.address);
  expect((await call(client, `/${SS}/GetSysStats`)).code).toBe(0);
  await call(client, `/${SS}/GetSysStats`);
  const [up = 0n, down = 0n] = [counter(running, "uplink"), counter(running, "downlink")];
  expect(up).toBeGreaterThan(0n);
  expect(down).toBeGreaterThan(0n);
  await call(client, `/${SS}/GetSysStats`);
  await call(client, `/${SS}/GetSysStats`);
  expect(counter(running, "uplink")).toBeGreaterThan(up);
  expect(counter(running, "downlink")).toBeGreaterThan(down);
  client.close();
});

test("without the outbound or the inbound an open channel goes on, and no other is answered", async () => {
  const running = await begin(toApi);
  const client = createClient(running.address);
  // RemoveOutbound and RemoveInbound of the tags, field 1.
  const tag = (text: string) => Buffer.from([10, text.length, ...Buffer.from(text)]);
  expect((await call(client, `/${HS}/RemoveOutbound`, tag("api"))).code).toBe(0);
  expect((await call(client, `/${SS}/GetSysStats`)).code).toBe(0);
  const other = createClient(running.address);
  expect((await call(other, `/${SS}/GetSysStats`)).code).toBe(14);
  other.close();
  expect((await call(client, `/${HS}/RemoveInbound`, tag("api-in"))).code).toBe(0);
  expect(await isOpen(port)).toBe(false);
  expect((await call(client, `/${SS}/GetSysStats`)).code).toBe(0);
  client.close();
});

test("without the rule the inbound says nothing; the fake answers where it is told to listen", async () => {
  const running = await begin(undefined, { listen: "127.0.0.1:0" });
  const client = createClient(running.address);
  expect((await call(client, `/${SS}/GetSysStats`)).code).toBe(0);
  client.close();
  expect(running.warnings).toContain(
    "no inbound and no rule lead to the API: in the original nobody could call it",
  );
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (bytes: Buffer) => (answer += bytes.toString("latin1")));
  socket.end("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  await once(socket, "close");
  expect(answer).toBe("");
});

test("with imaginary ports the API listens in place of its inbound", async () => {
  const running = await begin(toApi, { sockets: false });
  expect(running.address).toBe(`127.0.0.1:${String(port)}`);
  const client = createClient(running.address);
  expect((await call(client, `/${SS}/GetSysStats`)).code).toBe(0);
  client.close();
});
