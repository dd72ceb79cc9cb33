import { connect } from "node:net";
import { once } from "node:events";
import { expect, test } from "vitest";
import { startXrayFake } from "./fake.js";
import { sampleBoot } from "./sample.js";
import { call, createClient, freePort, HS, isOpen } from "./sample-client.js";

// An empty AlterInbound has no operation.
const deadly = `/${HS}/AlterInbound`;

test("a request that ends the original's process ends a fake with `crash`: connections break, ports close", async () => {
  const port = await freePort();
  const boot = sampleBoot(port);
  const [inbound] = boot.inbounds;
  if (inbound === undefined) throw new Error("the sample has an inbound");
  await using fake = await startXrayFake({
    boot: { ...boot, inbounds: [inbound] },
    listen: "127.0.0.1:0",
    crash: true,
  });
  const api = Number(fake.address.split(":")[1]);
  const open = fake.state().inbounds[0];
  expect(open).toBeDefined();
  const watcher = connect(api, "127.0.0.1");
  const broken = once(watcher, "close");
  watcher.on("error", () => undefined);
  watcher.resume();
  using client = { it: createClient(fake.address), [Symbol.dispose]: () => client.it.close() };
  expect(await call(client.it, deadly)).toMatchObject({ code: 14 });
  expect(await fake.crashed).toBe("AlterInbound without an operation");
  await broken;
  expect(await isOpen(api)).toBe(false);
  expect(await isOpen(port)).toBe(false);
  expect(fake.journal.entries().at(-1)).toMatchObject({ outcome: { status: "lost" } });
});

test("without `crash` it is refused, and the fake lives on", async () => {
  await using fake = await startXrayFake({
    boot: sampleBoot(),
    listen: "127.0.0.1:0",
    sockets: false,
  });
  using client = { it: createClient(fake.address), [Symbol.dispose]: () => client.it.close() };
  const refused = { code: 13, text: "nodeproof: the original crashes here" };
  expect(await call(client.it, deadly)).toMatchObject(refused);
  expect(await call(client.it, deadly)).toMatchObject(refused);
});

test("a core without an API listens on no address of its own", async () => {
  await using fake = await startXrayFake({ boot: sampleBoot(), sockets: false, listen: "" });
  expect(fake.address).toBe("");
});
