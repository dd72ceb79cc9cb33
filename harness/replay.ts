import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { WalkCommand } from "../contract/xray/command.js";
import { playStored, type PlayedWalk } from "../suites/core/walk.js";
import { openTarget, type Permissions } from "./open-target.js";
import { apis, type ApiName } from "./registry.js";

/** A report that cannot be replayed. */
export class ReplayError extends Error {
  override readonly name = "ReplayError";
}

/** What to replay, and where. */
export interface ReplayOptions extends Permissions {
  /** Folder of a report. */
  readonly folder: string;
  /** Id of the requirement that failed. */
  readonly id: string;
  /** Default: the report's own target. */
  readonly target?: string;
  readonly signal: AbortSignal;
}

/** A walk that was played again. */
export interface Replayed {
  readonly target: string;
  readonly walk: PlayedWalk<WalkCommand>;
}

/** Sends the stored walk of a failure again; the generator has no part in it. */
export async function replay(options: ReplayOptions): Promise<Replayed> {
  const stored = await readStored(options.folder, options.id);
  const api = apis[stored.api];
  const name = options.target ?? stored.target;
  const target = await openTarget(api, name, options, options.signal);
  try {
    const opened = await api.open(target, { profile: stored.profile, signal: options.signal });
    try {
      const walk = await playStored(
        {
          suite: api.suite,
          session: opened.session,
          wanted: new Set([options.id]),
          signal: options.signal,
          silence: { inARow: 0 },
        },
        stored.walk,
        false,
      );
      return { target: name, walk };
    } finally {
      await opened.close();
    }
  } finally {
    await target.stop();
  }
}

interface Stored {
  readonly api: ApiName;
  readonly profile: string;
  readonly target: string;
  readonly walk: readonly WalkCommand[];
}

async function readStored(folder: string, id: string): Promise<Stored> {
  const file = join(folder, "report.json");
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new ReplayError(`${file} cannot be read: name the folder that check --report wrote`, {
      cause,
    });
  });
  let report: {
    api?: unknown;
    profile?: unknown;
    target?: { label?: unknown };
    requirements?: { id?: unknown; counterexample?: { walk?: unknown } }[];
  };
  try {
    report = JSON.parse(text) as typeof report;
  } catch (cause) {
    throw new ReplayError(`${file} is no report: ${String(cause)}`, { cause });
  }
  const { api, profile, target, requirements } = report;
  if (
    api !== "xray" ||
    typeof profile !== "string" ||
    typeof target?.label !== "string" ||
    !Array.isArray(requirements)
  ) {
    throw new ReplayError(`${file} is no report of this version`);
  }
  const walk = requirements.find((r) => r.id === id)?.counterexample?.walk;
  if (!Array.isArray(walk)) {
    const failed = requirements.flatMap((r) =>
      r.counterexample === undefined ? [] : [String(r.id)],
    );
    throw new ReplayError(
      `${file} holds no walk for ${id}; ${failed.length === 0 ? "nothing failed in it" : `there are ${failed.join(", ")}`}`,
    );
  }
  // The walk was written by this tool; commands are plain data.
  return { api, profile, target: target.label, walk: walk as WalkCommand[] };
}
