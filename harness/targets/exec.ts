import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, rmSync } from "node:fs";
import { access, constants, mkdtemp, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { TargetError, type Target } from "../../contract/target.js";
import type { ExecRecipe } from "../recipes/recipe.js";
import { ProcessGroup } from "./process-group.js";
import { untilAccepts } from "./ready.js";

/** Milliseconds that a binary has from its start until it accepts connections. */
const startMs = 30_000;

/** Starts a binary with the original's command line on a configuration of ours. */
export async function execTarget<Setup>(
  label: string,
  path: string,
  recipe: ExecRecipe<Setup>,
  signal: AbortSignal,
): Promise<Target<Setup>> {
  const file = resolve(path);
  await mustBeExecutable(file, path);
  const plan = await recipe.plan();
  const folder = await mkdtemp(join(tmpdir(), "nodeproof-"));
  const sweep = () => rmSync(folder, { recursive: true, force: true });
  // An exit that does not wait for stop() leaves nothing either.
  process.once("exit", sweep);
  const config = join(folder, plan.configName);
  // The configuration holds secrets, if only ours.
  await writeFile(config, plan.config, { mode: 0o600 });
  const version = await firstLine(file, recipe.versionArgs);
  const digest = await sha256(file);
  let group: ProcessGroup | undefined;

  const start = async () => {
    const started = await ProcessGroup.start(file, recipe.runArgs(config), folder);
    group = started;
    if (await untilAccepts(plan.address, startMs, () => signal.aborted || !started.life().alive))
      return;
    const life = started.life();
    await started.stop();
    throw new TargetError(
      "did-not-start",
      [
        life.alive
          ? `${path} did not accept connections at ${plan.address} within ${String(startMs / 1000)} s`
          : `${path}: ${life.how} before it accepted connections`,
        ...started
          .log()
          .slice(-10)
          .map((line) => `  | ${line}`),
      ].join("\n"),
    );
  };
  const stop = async () => {
    await group?.stop();
    process.off("exit", sweep);
    sweep();
  };

  try {
    await start();
  } catch (error) {
    await stop();
    if (error instanceof TargetError) throw error;
    throw new TargetError("did-not-start", `${path} could not be started: ${String(error)}`, {
      cause: error,
    });
  }
  return {
    kind: "exec",
    label,
    address: () => plan.address,
    setup: plan.setup,
    grade: "never",
    host: true,
    ...(version !== undefined && { version }),
    digest,
    restart: async () => {
      await group?.stop();
      await start();
    },
    life: () => group?.life() ?? { alive: false, how: "it was never started" },
    log: () => group?.log() ?? [],
    stop,
  };
}

async function mustBeExecutable(file: string, path: string): Promise<void> {
  const info = await stat(file).catch(() => undefined);
  if (info === undefined) throw new TargetError("not-found", `exec:${path}: there is no such file`);
  if (!info.isFile())
    throw new TargetError("not-found", `exec:${path}: not a file; name the binary itself`);
  await access(file, constants.X_OK).catch((cause: unknown) => {
    throw new TargetError("not-found", `exec:${path}: not executable; chmod +x it`, { cause });
  });
}

async function firstLine(file: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(file, [...args], { timeout: 5_000 }, (error, stdout) => {
      resolve(error === null ? stdout.split("\n")[0] : undefined);
    });
  });
}

async function sha256(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return `sha256:${hash.digest("hex")}`;
}
