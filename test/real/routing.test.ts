import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { ApiCommand } from "../../contract/xray/command.js";
import { ProcessGroup } from "../../harness/targets/process-group.js";
import { untilAccepts } from "../../harness/targets/ready.js";
import { createRandom } from "../../mocks/core/random.js";
import { putApps } from "../../mocks/xray/apps/put-apps.js";
import { putHandlers } from "../../mocks/xray/beginning.js";
import { encodeReply } from "../../mocks/xray/codec-reply.js";
import { decodeRequest, type UnaryRpc } from "../../mocks/xray/codec.js";
import { readXrayConfigObject } from "../../mocks/xray/config/read-config.js";
import { createState, type XrayState } from "../../mocks/xray/state.js";
import { step } from "../../mocks/xray/step.js";
import { callOf, type UnaryCommand } from "../../suites/xray/call.js";
import { RawClient } from "../../suites/xray/client.js";
import { routingWalk } from "./routing-walks.js";
import { rpcsOfProfile } from "../../mocks/xray/options.js";
import { xrayBinary } from "./xray.js";

const folder = mkdtempSync(join(tmpdir(), "routing-"));
afterAll(() => rmSync(folder, { recursive: true }));

const crashed = { status: "the original ends" };

/** A configuration without rules, and the state of a fake that has read it. */
function begin(address: string, domainStrategy: string): { config: object; state: XrayState } {
  const config = {
    log: { loglevel: "none" },
    api: { tag: "api", listen: address, services: ["HandlerService", "RoutingService"] },
    outbounds: ["out-a", "out-b", "x"].map((tag) => ({ tag, protocol: "freedom" })),
  };
  const { boot } = readXrayConfigObject(config, "test");
  const state = createState({
    services: boot.api.services,
    rpcs: rpcsOfProfile("26.3"),
    stats: false,
    policy: boot.policy.system,
    order: "stable",
    seed: 1,
    random: createRandom(1),
    startedAt: 0,
  });
  putApps(state, {
    ...boot,
    apps: [{ type: "xray.app.router.Config", fields: { domainStrategy } }],
  });
  putHandlers(state, boot);
  const strategy = domainStrategy === "IpIfNonMatch" ? "IPIfNonMatch" : domainStrategy;
  return { config: { ...config, routing: { domainStrategy: strategy } }, state };
}

/** What the fake answers, over its codecs. */
function answerOfFake(state: XrayState, command: ApiCommand): unknown {
  const call = callOf(command as UnaryCommand);
  const request = decodeRequest(command.kind as UnaryRpc, call.body);
  if (!request.ok) return request;
  const { outcome, notes = [] } = step(state, request.message, 0);
  if (notes.some((note) => note.startsWith("the original crashes"))) return crashed;
  return outcome.status === "ok"
    ? { status: "ok", reply: call.read(encodeReply(outcome.reply)) }
    : outcome;
}

async function answerOfReal(client: RawClient, command: ApiCommand): Promise<unknown> {
  const call = callOf(command as UnaryCommand);
  const outcome = await client.unary(call.path, call.body);
  if (outcome.status === "lost") return crashed;
  if (outcome.status === "ok") return { status: "ok", reply: call.read(outcome.reply) };
  // Go's protobuf writes either space after its name, by the build.
  return "text" in outcome ? { ...outcome, text: outcome.text.replace("\u00a0", " ") } : outcome;
}

async function freeAddress(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return `127.0.0.1:${String(port)}`;
}

const first = Number(process.env["NODEPROOF_SEED"] ?? 1);
const walks = Number(process.env["NODEPROOF_WALKS"] ?? 20);
const strategies = ["AsIs", "AsIs", "IpIfNonMatch", "IpOnDemand"];

test(`fake and real answer ${String(walks)} walks over routing alike`, async () => {
  let crashes = 0;
  for (let seed = first; seed < first + walks; seed += 1) {
    const strategy = strategies[seed % strategies.length] ?? "";
    const address = await freeAddress();
    const { config, state } = begin(address, strategy);
    const file = join(folder, "config.json");
    writeFileSync(file, JSON.stringify(config));
    const group = await ProcessGroup.start(xrayBinary(), ["run", "-c", file], folder);
    const client = new RawClient(address, 10_000);
    try {
      expect(await untilAccepts(address, 10_000, () => !group.life().alive)).toBe(true);
      const before: ApiCommand[] = [];
      for (const command of routingWalk(seed, 60, strategy !== "AsIs")) {
        before.push(command);
        const fake = answerOfFake(state, command);
        const real = await answerOfReal(client, command);
        expect(fake, `seed ${String(seed)}: ${JSON.stringify(before)}`).toEqual(real);
        if (fake !== crashed) continue;
        crashes += 1;
        break;
      }
    } finally {
      client.close();
      await group.stop();
    }
  }
  // The comparison would say little if most walks ended early, or if none of them did.
  expect(crashes).toBeGreaterThan(0);
  expect(crashes).toBeLessThan(walks);
});
