import { afterEach, expect, test } from "vitest";
import type { JsonObject } from "../../../contract/json.js";
import { startXrayFake, type XrayFake } from "../fake.js";
import type { XrayFakeOptions } from "../options.js";
import { sampleBoot } from "../sample.js";

const opened: XrayFake[] = [];
afterEach(async () => {
  for (const fake of opened.splice(0)) await fake.close();
});

interface Metrics {
  readonly tag?: string;
  readonly listen?: string;
}

async function start(
  { tag = "Metrics", listen = "127.0.0.1:0" }: Metrics,
  more: Partial<XrayFakeOptions> = {},
): Promise<XrayFake> {
  const boot = more.boot ?? sampleBoot();
  const metrics = { type: "xray.app.metrics.Config", fields: { tag, listen } };
  const apps = [...boot.apps, metrics];
  const options = { boot: { ...boot, inbounds: [], apps }, listen: "127.0.0.1:0" };
  const fake = await startXrayFake({ ...more, ...options });
  opened.push(fake);
  return fake;
}

const get = (fake: XrayFake, path: string, method = "GET"): Promise<Response> =>
  fetch(`http://${fake.metrics}${path}`, { method });

test("variables are shown as Go's expvar writes them", async () => {
  const name = (kind: string, tag: string, way: string) => `${kind}>>>${tag}>>>traffic>>>${way}`;
  const counters = {
    [name("user", "b@x", "uplink")]: 5n,
    [name("user", "a<&", "uplink")]: 9223372036854775807n,
    [name("user", "a<&", "downlink")]: 1n,
  };
  const response = await get(await start({}, { facts: { counters } }), "/debug/vars?x");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
  const text = await response.text();
  const lines = text.split("\n");
  expect(lines.map((line) => line.split(":")[0])).toEqual([
    "{",
    '"cmdline"',
    '"memstats"',
    '"observatory"',
    '"stats"',
    "}",
    "",
  ]);
  expect(lines[3]).toBe('"observatory": null,');
  expect(lines[4]).toContain(
    '"user":{"a\\u003c\\u0026":{"downlink":1,"uplink":9223372036854775807},"b@x":{"uplink":5}}}',
  );
  const { memstats } = JSON.parse(text) as { memstats: JsonObject };
  expect(memstats).toMatchObject({ EnableGC: true, Alloc: expect.any(Number) as number });
});

test("without statistics there are none", async () => {
  const fake = await start({}, { boot: { ...sampleBoot(), stats: false } });
  expect(await (await get(fake, "/debug/vars")).text()).toContain('\n"stats": null\n}\n');
});

test.each([
  ["/", "GET", 404, "404 page not found\n", null],
  ["/debug/pprof/", "GET", 404, "404 page not found\n", null],
  ["/debug/vars", "POST", 405, "Method Not Allowed\n", "GET, HEAD"],
])("%s by %s is %d", async (path, method, status, text, allow) => {
  const response = await get(await start({}), path, method);
  expect(response.status).toBe(status);
  expect(await response.text()).toBe(text);
  expect(response.headers.get("allow")).toBe(allow);
});

test("a held port is refused in the original's words, and nothing stays open", async () => {
  const { metrics } = await start({});
  await expect(start({ listen: metrics })).rejects.toMatchObject({
    code: "port-taken",
    original: { exit: 255, text: `listen tcp ${metrics}: bind: address already in use` },
  });
});

test.each([
  ["x", "listen tcp: address x: missing port in address"],
  ["127.0.0.1:99999", "listen tcp: address 99999: invalid port"],
  ["[::1]:x/y", "listen tcp: lookup tcp/x/y: unknown port"],
])("it cannot listen on %s", async (listen, text) => {
  const original = { exit: 255, text };
  await expect(start({ listen })).rejects.toMatchObject({ code: "bad-address", original });
});

test("wildcards are loopback; imaginary sockets and a tag alone open nothing", async () => {
  expect((await start({ listen: ":0" })).metrics).toMatch(/^127\.0\.0\.1:\d+$/);
  expect((await start({}, { sockets: false })).metrics).toBe("");
  expect((await start({ listen: "" })).metrics).toBe("");
});

test("the fake closes it", async () => {
  const fake = await start({});
  await fake.close();
  await expect(get(fake, "/debug/vars")).rejects.toThrow();
});
