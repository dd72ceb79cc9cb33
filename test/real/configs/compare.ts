import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ApiCommand } from "../../../contract/xray/command.js";
import { ProcessGroup } from "../../../harness/targets/process-group.js";
import { untilAccepts } from "../../../harness/targets/ready.js";
import { FakeError } from "../../../mocks/core/fake-error.js";
import { ConfigError } from "../../../mocks/xray/config/config-error.js";
import { readXrayConfig } from "../../../mocks/xray/config/read-config.js";
import { startXrayFake } from "../../../mocks/xray/fake.js";
import { Player } from "../walks/player.js";
import { normaliseOutcome } from "../walks/rules.js";
import { xrayBinary } from "../xray.js";

/** What a core made of a configuration: what it lists, or how it ended. */
export type Made =
  | { readonly kind: "listed"; readonly lists: readonly string[] }
  | { readonly kind: "refused"; readonly exit: number | undefined; readonly line: string }
  /** The fake does not imitate something in it, and says what. */
  | { readonly kind: "unsupported"; readonly text: string };

const looks: readonly ApiCommand[] = [
  { kind: "ListInbounds", isOnlyTags: false },
  { kind: "ListOutbounds" },
  { kind: "ListRule" },
  { kind: "QueryStats", pattern: "", reset: false },
];

/** All that a client can list, the users of each inbound too. */
async function listAll(address: string): Promise<readonly string[]> {
  const player = new Player(address, []);
  try {
    const lists: string[] = [];
    for (const command of looks) {
      const outcome = await player.send(command);
      // Counters of the API's own inbound grow with each call; that they are there is compared.
      const text = sortHeaders(normaliseOutcome(outcome));
      lists.push(command.kind === "QueryStats" ? text.replace(/"value":"\d+"/g, "") : text);
      if (outcome.status !== "ok" || outcome.reply.kind !== "inbounds") continue;
      for (const { tag } of outcome.reply.inbounds) {
        const users = { kind: "GetInboundUsers", tag, email: "" } as const;
        lists.push(`${tag} ${normaliseOutcome(await player.send(users))}`);
      }
    }
    return lists.sort();
  } finally {
    player.close();
  }
}

// The headers of an http outbound come from a Go map: their order changes from start to start.
const sortHeaders = (text: string): string =>
  text.replace(/"header":\[([^[\]]*)\]/g, (_, list: string) => {
    const items = list.split(/(?<=\}),(?=\{)/).sort();
    return `"header":[${items.join(",")}]`;
  });

/** What the real Xray makes of a configuration. `address` is where its API is to be. */
export async function makeReal(text: string, address: string): Promise<Made> {
  const folder = mkdtempSync(join(tmpdir(), "nodeproof-config-"));
  writeFileSync(join(folder, "config.json"), text);
  const group = await ProcessGroup.start(xrayBinary(), ["run", "-c", "config.json"], folder);
  try {
    const accepts = () => untilAccepts(address, 10_000, () => !group.life().alive);
    if (await accepts()) {
      const lists = await listAll(address);
      // The API is started before the metrics and the portals, which may still end it.
      if (!lists.some((list) => list.includes('"status":"lost"')) || (await accepts()))
        return { kind: "listed", lists };
    }
    const life = group.life();
    await group.stop();
    const exit = /exit code (\d+)/.exec(life.alive ? "" : life.how)?.[1];
    return {
      kind: "refused",
      exit: exit === undefined ? undefined : Number(exit),
      line: exit === "2" ? "panic" : lastLine(group.log()),
    };
  } finally {
    await group.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

// Log lines are written by another thread, and may come after it.
const lastLine = (lines: readonly string[]): string =>
  (lines.findLast((line) => line.startsWith("Failed to start: ")) ?? lines.at(-1) ?? "").replaceAll(
    "\u00a0",
    " ",
  );

/** What the fake makes of it. */
export async function makeFake(text: string): Promise<Made> {
  try {
    const { boot } = readXrayConfig(text, "config.json");
    await using fake = await startXrayFake({ boot });
    return { kind: "listed", lists: await listAll(fake.address) };
  } catch (error) {
    if (error instanceof ConfigError && error.code === "unsupported")
      return { kind: "unsupported", text: error.message };
    const original =
      error instanceof ConfigError && error.exit !== undefined
        ? { exit: error.exit, text: error.original }
        : error instanceof FakeError
          ? error.original
          : undefined;
    if (original === undefined) throw error;
    const { exit, text: said = "" } = original;
    return { kind: "refused", exit, line: exit === 2 ? "panic" : `Failed to start: ${said}` };
  }
}
