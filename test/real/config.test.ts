import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ProcessGroup } from "../../harness/targets/process-group.js";
import { untilAccepts } from "../../harness/targets/ready.js";
import { startFake } from "../../harness/start-fake.js";
import { readXrayConfig } from "../../mocks/xray/config/read-config.js";
import { Secrets } from "../../suites/core/secrets.js";
import { own } from "../../suites/xray/sealing.js";
import { Driver } from "../../suites/xray/driver.js";
import { PortMap } from "../../suites/xray/ports.js";
import { xrayBinary } from "./xray.js";

const folder = join(import.meta.dirname, "..", "..", "fixtures", "configs", "xray");

/** All that a client can list, in an order of its own. */
async function listings(address: string, config: unknown): Promise<readonly unknown[]> {
  const secrets = new Secrets();
  own(config as never, secrets);
  const driver = new Driver({
    address,
    deadlineMs: 5_000,
    ports: new PortMap([]),
    secrets,
    signal: new AbortController().signal,
  });
  try {
    const found: unknown[] = [];
    for (const command of [
      { kind: "ListInbounds", isOnlyTags: false },
      { kind: "ListOutbounds" },
    ] as const) {
      const outcome = await driver.send(command);
      if (outcome.status !== "ok") found.push(outcome);
      else if (outcome.reply.kind === "inbounds") {
        found.push(outcome.reply.inbounds.map((i) => JSON.stringify(i)).sort());
        for (const { tag } of outcome.reply.inbounds) {
          const users = await driver.send({ kind: "GetInboundUsers", tag, email: "" });
          found.push(
            users.status === "ok" && users.reply.kind === "users"
              ? [tag, users.reply.users.map((u) => JSON.stringify(u)).sort()]
              : [tag, users],
          );
        }
      } else if (outcome.reply.kind === "outbounds") {
        found.push(outcome.reply.outbounds.map((o) => JSON.stringify(o)).sort());
      }
    }
    const counters = await driver.send({ kind: "QueryStats", pattern: "", reset: false });
    found.push(
      counters.status === "ok" && counters.reply.kind === "counters"
        ? counters.reply.counters.map((c) => `${c.name} ${String(c.value)}`).sort()
        : counters,
    );
    return found.map((entry) => JSON.stringify(entry)).sort();
  } finally {
    await driver.close();
  }
}

test.each(readdirSync(folder))("fake and real list the same for %s", async (name) => {
  const file = join(folder, name);
  const text = readFileSync(file, "utf8");
  const { boot } = readXrayConfig(text, file);
  const address = boot.api.listen ?? "";

  const group = await ProcessGroup.start(xrayBinary(), ["run", "-c", file], folder);
  let real: readonly unknown[];
  try {
    expect(await untilAccepts(address, 10_000, () => !group.life().alive)).toBe(true);
    real = await listings(address, boot);
  } finally {
    await group.stop();
  }
  await using fake = await startFake({ config: file });
  expect(await listings(fake.address, boot)).toEqual(real);
});
