import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ProcessGroup } from "../../harness/targets/process-group.js";
import { untilAccepts } from "../../harness/targets/ready.js";
import { readXrayConfig } from "../../mocks/xray/config/read-config.js";
import { startXrayFake } from "../../mocks/xray/fake.js";
import { freePorts } from "../../suites/xray/sockets.js";
import { xrayBinary } from "./xray.js";

const system = {
  statsInboundUplink: true,
  statsInboundDownlink: true,
  statsOutboundDownlink: true,
};
const inbounds = [{ tag: "in<&é\u2028", port: 0, listen: "127.0.0.1", protocol: "socks" }];
const outbounds = [{ tag: "o", protocol: "freedom" }];

const text = (api: number, metrics: number, port: number, more: object): string =>
  JSON.stringify({
    log: { loglevel: "none" },
    api: { tag: "api", listen: `127.0.0.1:${String(api)}`, services: ["HandlerService"] },
    metrics: { listen: `127.0.0.1:${String(metrics)}` },
    policy: { system },
    inbounds: inbounds.map((inbound) => ({ ...inbound, port })),
    outbounds,
    ...more,
  });

/** Status, headers and text of each request; figures and the time are left out. */
async function look(address: string): Promise<readonly unknown[]> {
  const looks = [];
  for (const [path, method] of [
    ["/debug/vars", "GET"],
    ["/debug/vars", "HEAD"],
    ["/debug/vars", "POST"],
    ["/debug/vars/", "GET"],
    ["/nope", "GET"],
  ] as const) {
    const response = await fetch(`http://${address}${path}`, { method });
    const headers = [...response.headers].filter(([name]) => name !== "date");
    const body = await response.text();
    looks.push({ path, method, status: response.status, headers, body: shapeOf(body) });
  }
  return looks;
}

/** Keys of the memory figures, with the lengths of lists; everything else as it is. */
function shapeOf(body: string): unknown {
  if (!body.startsWith("{")) return body;
  const { memstats, ...rest } = JSON.parse(body) as {
    readonly memstats: Readonly<Record<string, unknown>>;
  };
  const figures = Object.entries(memstats).map(([key, value]) =>
    Array.isArray(value) ? [key, value.length] : [key, typeof value],
  );
  const lines = body.split("\n").filter((line) => !/^"(memstats|cmdline)"/.test(line));
  return { lines, keys: Object.keys(rest), figures };
}

test.each<[string, object]>([
  ["statistics", { stats: {} }],
  ["nothing", {}],
])("fake and real show the same variables with %s", async (_what, more) => {
  const [api = 0, metrics = 0, port = 0] = await freePorts("127.0.0.1", 3);
  const config = text(api, metrics, port, more);
  const address = `127.0.0.1:${String(metrics)}`;
  const folder = mkdtempSync(join(tmpdir(), "nodeproof-metrics-"));
  writeFileSync(join(folder, "config.json"), config);
  const group = await ProcessGroup.start(xrayBinary(), ["run", "-c", "config.json"], folder);
  let theirs: readonly unknown[];
  try {
    expect(await untilAccepts(address, 10_000, () => !group.life().alive)).toBe(true);
    theirs = await look(address);
  } finally {
    await group.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  const { boot } = readXrayConfig(config, "config.json");
  await using fake = await startXrayFake({ boot, expose: true });
  expect(await look(fake.metrics)).toEqual(theirs);
});
