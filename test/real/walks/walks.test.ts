import fc from "fast-check";
import { expect, test } from "vitest";
import type { ApiCommand } from "../../../contract/xray/command.js";
import { startFake } from "../../../harness/start-fake.js";
import { freePorts } from "../../../suites/xray/sockets.js";
import { startReal } from "../core.js";
import { command } from "./commands.js";
import { protocols, type UserProtocol } from "./messages.js";
import { Player } from "./player.js";
import { differenceRules, normaliseOutcome } from "./rules.js";

// CI plays a few; NODEPROOF_WALKS=300 NODEPROOF_SEED=… plays more.
const numRuns = Number(process.env["NODEPROOF_WALKS"] ?? 25);
const seed = Number(process.env["NODEPROOF_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

/** One inbound of every protocol whose users can be managed, a few outbounds, an observatory that sees nothing. */
function configuration(api: number, ports: readonly number[]) {
  const listen = "127.0.0.1";
  const key = Buffer.alloc(16, 7).toString("base64");
  const settings: Readonly<Record<UserProtocol | "socks", object>> = {
    vless: { clients: [], decryption: "none" },
    vmess: { clients: [] },
    trojan: { clients: [] },
    shadowsocks: { clients: [{ password: "p", method: "aes-128-gcm", email: "first@n" }] },
    shadowsocks2022: {
      method: "2022-blake3-aes-128-gcm",
      password: key,
      clients: [{ password: key, email: "first@n" }],
    },
    hysteria: { version: 2, clients: [] },
    socks: {},
  };
  return {
    log: { loglevel: "none" },
    api: {
      tag: "api",
      listen: `${listen}:${String(api)}`,
      services: [
        "HandlerService",
        "StatsService",
        "RoutingService",
        "LoggerService",
        "ObservatoryService",
        "ReflectionService",
      ],
    },
    stats: {},
    policy: {
      system: {
        statsInboundUplink: true,
        statsInboundDownlink: true,
        statsOutboundUplink: true,
        statsOutboundDownlink: true,
      },
    },
    routing: { rules: [] },
    observatory: { subjectSelector: ["none"], probeInterval: "1h" },
    inbounds: Object.entries(settings)
      .filter(([protocol]) => protocol !== "hysteria")
      .map(([protocol, of], i) => ({
        tag: protocol,
        listen,
        port: ports[i],
        protocol: protocol === "shadowsocks2022" ? "shadowsocks" : protocol,
        settings: of,
      })),
    outbounds: [
      { tag: "dir", protocol: "freedom" },
      { tag: "out-a", protocol: "freedom" },
      { tag: "rnd-1", protocol: "freedom" },
      { tag: "rnd-2", protocol: "blackhole" },
    ],
  };
}

test("fake and original answer the same on random walks over every RPC", async () => {
  let calls = 0;
  let refusals = 0;
  const kinds = new Set<string>();
  const [apiA = 0, apiB = 0, ...ports] = await freePorts("127.0.0.1", 32);
  const mine = ports.slice(0, 15);
  const theirs = ports.slice(15);
  const play = async (walk: readonly ApiCommand[]) => {
    // Processes of their own for each walk: nothing is left of the one before.
    await using real = await startReal(
      configuration(apiB, theirs.slice(5)),
      `127.0.0.1:${String(apiB)}`,
    );
    await using fake = await startFake({
      config: configuration(apiA, mine.slice(5)),
      listen: `127.0.0.1:${String(apiA)}`,
    });
    const left = new Player(fake.address, mine);
    const right = new Player(real.address, theirs);
    try {
      for (const [index, command] of walk.entries()) {
        const ours = await left.send(command);
        // What ends the original has a test of its own.
        if (ours.status === "refused" && ours.text.includes("the original crashes here")) continue;
        const other = await right.send(command);
        calls += 1;
        kinds.add(command.kind);
        if (other.status === "refused") refusals += 1;
        expect(normaliseOutcome(ours), `${String(index)}: ${JSON.stringify(command)}`).toBe(
          normaliseOutcome(other),
        );
      }
    } finally {
      left.close();
      right.close();
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 10, maxLength: 40, size: "max" }), play),
    {
      numRuns,
      seed,
      interruptAfterTimeLimit: 1_500_000,
      markInterruptAsFailure: true,
      maxSkipsPerRun: 0,
    },
  );
  console.log(
    `walks: ${String(numRuns)} with seed ${String(seed)}, ${String(calls)} calls of ${String(kinds.size)} kinds, ${String(refusals)} refused`,
  );
  expect(differenceRules.length).toBeLessThanOrEqual(10);
  expect(Object.keys(protocols)).toHaveLength(6);
}, 1_800_000);
