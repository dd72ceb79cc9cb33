import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { ProcessGroup } from "../../harness/targets/process-group.js";
import { untilAccepts } from "../../harness/targets/ready.js";
import { xrayBinary } from "./xray.js";

/** A core that runs on a configuration: the real one, or a fake. */
export interface Core extends AsyncDisposable {
  /** Where its API answers. */
  readonly address: string;
  /** How the process ended. */
  ended(): Promise<string>;
}

/** Starts the real Xray on a configuration in a folder of its own. Throws with its last lines where it ends. */
export async function startReal(config: unknown, address: string): Promise<Core> {
  const folder = mkdtempSync(join(tmpdir(), "nodeproof-real-"));
  const file = join(folder, "config.json");
  writeFileSync(file, JSON.stringify(config));
  const group = await ProcessGroup.start(xrayBinary(), ["run", "-c", file], folder);
  const end = async () => {
    await group.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  if (!(await untilAccepts(address, 10_000, () => !group.life().alive))) {
    await end();
    throw new Error(`the real Xray did not start:\n${group.log().slice(-5).join("\n")}`);
  }
  const ended = async () => {
    await vi.waitUntil(() => !group.life().alive, { timeout: 10_000, interval: 5 });
    const life = group.life();
    return life.alive ? "" : life.how;
  };
  return { address, ended, [Symbol.asyncDispose]: end };
}
