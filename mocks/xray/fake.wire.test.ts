import { create } from "@bufbuild/protobuf";
import type { Client } from "@grpc/grpc-js";
import { connect, createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import {
  AddInboundRequestSchema,
  ListInboundsResponseSchema,
} from "../../proto/gen/xray/app/proxyman/command/command_pb.js";
import { QueryStatsResponseSchema } from "../../proto/gen/xray/app/stats/command/command_pb.js";
import { decode, encode } from "../../wire/protobuf.js";
import { writeTyped } from "../../wire/xray/typed-message.js";
import type { FakeError } from "../core/fake-error.js";
import { startXrayFake, type XrayFake } from "./fake.js";
import type { XrayFakeOptions } from "./options.js";
import { proxies, receiver, sampleBoot } from "./sample.js";
import { alias, call, createClient, freePort, hex, HS, isOpen, SS } from "./sample-client.js";

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const it of opened.splice(0).reverse()) await it.close();
});

async function start(options: Partial<XrayFakeOptions> = {}): Promise<XrayFake> {
  // Five ports in a row are not promised to be free, so sockets are imaginary unless a test wants them.
  const fake = await startXrayFake({ boot: sampleBoot(), sockets: false, seed: 1, ...options });
  opened.push(fake);
  return fake;
}

function client(address: string): Client {
  const made = createClient(address);
  opened.push(made);
  return made;
}

function addInbound(tag: string, port: number): Uint8Array {
  const receiverSettings = writeTyped(receiver(port));
  const proxySettings = writeTyped(proxies.vless);
  if (receiverSettings === undefined || proxySettings === undefined) throw new Error("no settings");
  const inbound = { tag, receiverSettings, proxySettings };
  return encode(AddInboundRequestSchema, create(AddInboundRequestSchema, { inbound }));
}

const tagsIn = (bytes: Buffer) => {
  const read = decode(ListInboundsResponseSchema, bytes);
  return read.ok ? read.message.inbounds.map((i) => i.tag).sort() : [];
};

test("both names of a service answer on one state", async () => {
  const via = client((await start()).address);
  expect(await call(via, `/${HS}/AddInbound`, addInbound("n", 5000))).toMatchObject({ code: 0 });
  const tags = ["door-in", "n", "socks-in", "trojan-in", "vless-in"];
  for (const name of [HS, alias(HS)])
    expect(tagsIn((await call(via, `/${name}/ListInbounds`)).bytes)).toEqual(tags);
  const name = hex("0a0161");
  for (const service of [SS, alias(SS)])
    expect(await call(via, `/${service}/GetStats`, name)).toMatchObject({
      code: 5,
      text: "a not found.",
    });
});

test.each([
  [`/${HS}/Nope`, 12, `unknown method Nope for service ${HS}`],
  [`/${alias(SS)}/GetUsersStats`, 12, `unknown method GetUsersStats for service ${alias(SS)}`],
  [
    "/xray.app.router.command.RoutingService/ListRule",
    12,
    "unknown service xray.app.router.command.RoutingService",
  ],
  ["/grpc.health.v1.Health/Check", 12, "unknown service grpc.health.v1.Health"],
  ["/a.B/c", 12, "unknown service a.B"],
  ["/foo", 12, 'malformed method name: "/foo"'],
])("%s is refused as grpc-go does", async (path, code, text) => {
  expect(await call(client((await start()).address), path)).toMatchObject({ code, text });
});

test.each([
  ["0aff", "proto: cannot parse invalid wire-format data"],
  ["0a01ff", "string field contains invalid UTF-8"],
])("the request %s is refused as unreadable", async (body, text) => {
  const fake = await start();
  expect(await call(client(fake.address), `/${SS}/GetStats`, hex(body))).toMatchObject({
    code: 13,
    text: `grpc: error unmarshalling request: ${text}`,
  });
  expect(fake.journal.count).toBe(0);
});

test("unknown fields are ignored, the last of two values counts, metadata changes nothing", async () => {
  const via = client((await start()).address);
  expect(await call(via, `/${SS}/GetStats`, hex("0a0161a206017a0a0162"), "x")).toMatchObject({
    text: "b not found.",
  });
});

test("a request of 4194304 bytes is read, one byte more is refused", async () => {
  const via = client((await start()).address);
  const body = (size: number) => Buffer.concat([hex("7afbffff01"), Buffer.alloc(size - 5)]);
  expect(await call(via, `/${SS}/GetAllOnlineUsers`, body(4194304))).toMatchObject({ code: 0 });
  expect(
    await call(
      via,
      `/${SS}/GetAllOnlineUsers`,
      Buffer.concat([hex("7afcffff01"), Buffer.alloc(4194300)]),
    ),
  ).toMatchObject({
    code: 8,
    text: "grpc: received message larger than max (4194305 vs. 4194304)",
  });
});

test("of two messages in one call the second is not looked at", async () => {
  const fake = await start();
  const stream = client(fake.address).makeBidiStreamRequest(
    `/${SS}/GetStats`,
    (bytes: Uint8Array) => Buffer.from(bytes),
    (bytes: Buffer) => bytes,
  );
  const code = new Promise((resolve) =>
    stream.on("error", (e: { code?: number }) => resolve(e.code)),
  );
  stream.write(hex("0a0161"));
  stream.write(hex("0a0162"));
  stream.end();
  expect(await code).toBe(5);
  expect(fake.journal.count).toBe(1);
});

test("services that are not enabled are unknown", async () => {
  const boot = sampleBoot();
  const fake = await start({ boot: { ...boot, api: { ...boot.api, services: ["StatsService"] } } });
  const via = client(fake.address);
  expect(await call(via, `/${SS}/QueryStats`)).toMatchObject({ code: 0 });
  expect(await call(via, `/${HS}/ListInbounds`)).toMatchObject({
    code: 12,
    text: `unknown service ${HS}`,
  });
});

test("ports open with AddInbound and close with RemoveInbound", async () => {
  const fake = await start({ boot: { ...sampleBoot(), inbounds: [] }, sockets: true });
  const via = client(fake.address);
  const port = await freePort();
  expect(await isOpen(port)).toBe(false);
  await call(via, `/${HS}/AddInbound`, addInbound("a", port));
  await call(via, `/${HS}/AddInbound`, addInbound("b", port));
  expect(await isOpen(port)).toBe(true);
  await call(via, `/${HS}/RemoveInbound`, hex("0a0161"));
  expect(await isOpen(port)).toBe(true);
  await call(via, `/${HS}/RemoveInbound`, hex("0a0162"));
  expect(await isOpen(port)).toBe(false);
});

test("a port held by another program is refused with the original's chain, and the tag is taken", async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
  opened.push(holder);
  const address = holder.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const fake = await start({ boot: { ...sampleBoot(), inbounds: [] }, sockets: true });
  const at = `127.0.0.1:${String(port)}`;
  const chain =
    `app/proxyman/inbound: failed to listen TCP on ${String(port)} > ` +
    `transport/internet: failed to listen on address: ${at} > ` +
    `transport/internet/tcp: failed to listen TCP on ${at} > listen tcp ${at}: bind: address already in use`;
  const via = client(fake.address);
  expect(await call(via, `/${HS}/AddInbound`, addInbound("a", port))).toMatchObject({
    code: 2,
    text: chain,
  });
  expect(await call(via, `/${HS}/AddInbound`, addInbound("a", port))).toMatchObject({
    text: "app/proxyman/inbound: existing tag found: a",
  });
  expect(fake.state().inbounds.map((i) => i.tag)).toEqual(["a"]);
});

test("bytes that come in on an inbound are counted as its uplink", async () => {
  const port = await freePort();
  const boot = sampleBoot();
  const inbounds = [{ tag: "v", receiver: receiver(port), proxy: proxies.vless }];
  const fake = await start({ boot: { ...boot, inbounds }, sockets: true });
  await new Promise<void>((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.end(Buffer.alloc(1234)));
    socket.on("close", () => resolve());
    socket.resume();
  });
  const { bytes } = await call(client(fake.address), `/${SS}/QueryStats`, hex("0a01761001"));
  const read = decode(QueryStatsResponseSchema, bytes);
  const value = read.ok
    ? read.message.stat.find((s) => s.name.endsWith("v>>>traffic>>>uplink"))?.value
    : undefined;
  expect(value).toBe(1234n);
  expect(fake.state().counters["inbound>>>v>>>traffic>>>uplink"]).toBe(0n);
});

test("closing breaks calls, ends connections and gives every port back", async () => {
  const port = await freePort();
  const inbounds = [{ tag: "v", receiver: receiver(port), proxy: proxies.vless }];
  const fake = await start({
    boot: { ...sampleBoot(), inbounds },
    sockets: true,
    faults: ["silent"],
  });
  const pending = call(client(fake.address), `/${SS}/GetSysStats`);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(fake.journal.count).toBe(1);
  await fake.close();
  await fake.close();
  expect((await pending).code).not.toBe(0);
  expect(await isOpen(port)).toBe(false);
  expect(await isOpen(Number(fake.address.split(":")[1]))).toBe(false);
});

test("the fault drops breaks the connection of the call", async () => {
  const fake = await start({ faults: ["drops"] });
  expect((await call(client(fake.address), `/${SS}/GetSysStats`)).code).toBe(14);
});

const tokenless = {
  path: `/${SS}/GetAllOnlineUsers`,
  body: "",
  token: undefined as string | undefined,
};

test.each([
  ["malformed-accepted", { ...tokenless, path: `/${SS}/GetStats`, body: "0aff" }, 0],
  ["unknown-fields-refused", { ...tokenless, body: "a206017a" }, 13],
  ["unknown-method-as-internal", { ...tokenless, path: `/${SS}/Nope` }, 13],
  ["unknown-service-as-internal", { ...tokenless, path: "/a.B/c" }, 13],
  ["metadata-read", { ...tokenless, token: "x" }, 16],
  ["needs-token", tokenless, 16],
])("the fault %s shows on the wire", async (fault, { path, body, token }, code) => {
  const faulty = client((await start({ faults: [fault] })).address);
  const sound = client((await start()).address);
  expect((await call(faulty, path, hex(body), token)).code).toBe(code);
  expect((await call(sound, path, hex(body), token)).code).not.toBe(code);
});

test("the other faults below commands show on the wire", async () => {
  const one = client(
    (await start({ faults: ["utf8-as-malformed", "first-wins", "size-limit-one-short"] })).address,
  );
  expect((await call(one, `/${SS}/GetStats`, hex("0a01ff"))).text).toContain("proto: cannot parse");
  expect((await call(one, `/${SS}/GetStats`, hex("0a01610a0162"))).text).toBe("a not found.");
  const body = Buffer.concat([hex("7afbffff01"), Buffer.alloc(4194299)]);
  expect((await call(one, `/${SS}/GetAllOnlineUsers`, body)).code).toBe(8);
  const boot = sampleBoot();
  const other = await start({
    boot: { ...boot, api: { ...boot.api, services: [] } },
    faults: ["disabled-service-answers"],
  });
  expect((await call(client(other.address), `/${SS}/QueryStats`)).code).toBe(0);
});

test("what cannot be started rejects and leaves nothing open", async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
  opened.push(holder);
  const address = holder.address();
  const held = address !== null && typeof address === "object" ? address.port : 0;
  const api = await freePort();
  const listen = `127.0.0.1:${String(api)}`;
  const inbounds = [{ tag: "v", receiver: receiver(held), proxy: proxies.vless }];
  const tries: [Partial<XrayFakeOptions>, FakeError["code"]][] = [
    [{ boot: { ...sampleBoot(), inbounds }, sockets: true }, "port-taken"],
    [{ listen: `127.0.0.1:${String(held)}` }, "port-taken"],
    [{ listen: "192.0.2.1:9" }, "bad-address"],
    [{ listen: "nowhere" }, "bad-address"],
    [{ faults: ["nope"] }, "unknown-fault"],
    [{ facts: { users: [{ inbound: "nope", email: "a", id: "x" }] } }, "bad-facts"],
  ];
  for (const [options, code] of tries) {
    await expect(start({ listen, ...options })).rejects.toMatchObject({ name: "FakeError", code });
    expect(await isOpen(api)).toBe(false);
  }
});

test("a wildcard API address is narrowed, with a warning", async () => {
  const fake = await start({ listen: "0.0.0.0:0" });
  expect(fake.address).toMatch(/^127\.0\.0\.1:\d+$/);
  expect(fake.warnings).toEqual(["the API listens on 127.0.0.1 in place of 0.0.0.0"]);
});

test("in the classic form the API's own inbound shares the API's port", async () => {
  const port = await freePort();
  const boot = sampleBoot();
  const inbounds = [{ tag: "api-in", receiver: receiver(port), proxy: proxies.dokodemo }];
  const listen = `127.0.0.1:${String(port)}`;
  const fake = await start({
    boot: { ...boot, inbounds, api: { ...boot.api, listen: undefined } },
    listen,
    sockets: true,
  });
  expect(tagsIn((await call(client(fake.address), `/${HS}/ListInbounds`)).bytes)).toEqual([
    "api-in",
  ]);
});
