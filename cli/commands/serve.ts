import { writeFileSync } from "node:fs";
import {
  quickstartFile,
  startScenario,
  startScenarioFile,
  type Overrides,
  type StartedScenario,
} from "../../harness/start-fake.js";
import type { XrayFake } from "../../harness/index.js";
import { originalLastLine } from "../../harness/core-program.js";
import { exits, UsageError } from "../exit.js";
import { interruptSignal } from "../interrupt.js";

interface ServeFlags {
  readonly config?: string;
  readonly profile?: string;
  /** Commander's one name for `--listen ADDR` (text) and `--no-listen` (false). */
  readonly listen?: string | boolean;
  readonly order?: "random" | "stable";
  readonly seed?: number;
  readonly expose?: boolean;
  readonly lenient?: boolean;
  readonly crash?: boolean;
  readonly json?: boolean;
  readonly portFile?: string;
}

const later: readonly string[] = ["pasarguard", "leaf"];

/** `nodeproof serve`: starts fakes, says when they accept, runs until a signal. */
export async function serve(
  what: readonly string[],
  flags: Record<string, unknown>,
): Promise<number> {
  const options = flags as ServeFlags;
  const signal = interruptSignal();
  const running: StartedScenario[] = [];
  try {
    for await (const started of startAll(what, options)) running.push(started);
    const fakes = running.flatMap((r) => r.fakes);
    for (const warning of running.flatMap((r) => r.warnings))
      process.stderr.write(`warning: ${warning}\n`);
    const lines = fakes.map((f) => ({
      ready: f.api,
      name: f.name,
      address: `grpc://${f.address}`,
      profile: f.profile,
    }));
    const json = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    if (options.portFile !== undefined) writeFileSync(options.portFile, json);
    process.stdout.write(
      options.json === true
        ? `${json}{"ready":"all"}\n`
        : `${lines.map((l) => `ready ${l.ready} ${l.name} ${l.address} profile=${l.profile}\n`).join("")}ready all\n`,
    );
    const ends = [aborted(signal), ...(options.crash === true ? [allCrashed(fakes)] : [])];
    if ((await Promise.race(ends)) === "crashed") return exits.usage;
  } catch (error) {
    const line = originalLastLine(error);
    if (line === undefined || !(error instanceof Error)) throw error;
    throw new UsageError(`${error.message}\n${line}`, { cause: error });
  } finally {
    await Promise.all(running.flatMap((r) => r.fakes).map((fake) => fake.close()));
  }
  return exits.ok;
}

async function* startAll(
  what: readonly string[],
  options: ServeFlags,
): AsyncGenerator<StartedScenario> {
  const overrides: Overrides = {
    ...(options.profile !== undefined && { profile: options.profile }),
    ...(typeof options.listen === "string" && { listen: options.listen }),
    ...(options.listen === false && { sockets: false }),
    ...(options.order !== undefined && { order: options.order }),
    ...(options.seed !== undefined && { seed: options.seed }),
    ...(options.expose !== undefined && { expose: options.expose }),
    ...(options.lenient !== undefined && { lenient: options.lenient }),
    ...(options.crash !== undefined && { crash: options.crash }),
  };
  const [first] = what;
  if (first !== undefined && later.includes(first)) {
    throw new UsageError(`serve ${first}: not supported by this version; there is serve xray`);
  }
  if (first === "xray") {
    if (what.length > 1)
      throw new UsageError(`serve xray takes no further names, but got ${what.slice(1).join(" ")}`);
    yield await serveXray(options, overrides);
    return;
  }
  if (options.config !== undefined)
    throw new UsageError(
      "--config goes with the name of an API: nodeproof serve xray --config FILE",
    );
  const files = what.length === 0 ? [quickstartFile] : what;
  for (const file of files) yield await startScenarioFile(file, overrides);
}

/** One Xray fake: of a configuration, or of the quickstart where none is named. */
async function serveXray(options: ServeFlags, overrides: Overrides): Promise<StartedScenario> {
  if (options.config === undefined) return startScenarioFile(quickstartFile, overrides);
  return startScenario(
    {
      version: 1,
      file: options.config,
      clock: "real",
      fakes: [
        {
          api: "xray",
          name: "xray",
          profile: "26.3",
          config: { kind: "file", path: options.config },
          users: [],
          counters: {},
          online: {},
          order: "random",
        },
      ],
    },
    overrides,
  );
}

/** Says of each fake by which request it ended, and settles when none is left. */
async function allCrashed(fakes: readonly XrayFake[]): Promise<"crashed" | "stopped"> {
  await Promise.all(
    fakes.map(async (fake) => {
      const why = await fake.crashed;
      process.stderr.write(`nodeproof: ${fake.name} has ended as the original would: ${why}\n`);
    }),
  );
  return "crashed";
}

function aborted(signal: AbortSignal): Promise<"crashed" | "stopped"> {
  if (signal.aborted) return Promise.resolve("stopped");
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve("stopped"), { once: true });
  });
}
