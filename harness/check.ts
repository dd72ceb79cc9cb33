import { createHash } from "node:crypto";
import type { Grade } from "../contract/grade.js";
import type { JudgedRequirement, RunEnd, RunEvent, RunHead } from "../contract/event.js";
import type { Verdict } from "../contract/verdict.js";
import type { Requirement } from "../contract/requirement.js";
import type { Effort } from "../suites/core/effort.js";
import { judgedRequirement, runWalks } from "../suites/core/runner.js";
import { drawSeed } from "../suites/core/seed.js";
import { select } from "../suites/core/select.js";
import { StoppedError } from "../suites/core/walk.js";
import { openTarget } from "./open-target.js";
import { findProfile } from "./find-profile.js";
import { apis, type ApiName } from "./registry.js";
import { toolVersion } from "./version.js";

/** What to judge, and how. Everything but `api` has a default. */
export interface CheckOptions {
  readonly api: ApiName;
  /** `fake`, `fake:PROFILE+FAULT`, `exec:PATH`, `grpc://HOST:PORT`. Default `fake`. */
  readonly target?: string;
  /** A profile's name, or `auto`. Default `auto`. */
  readonly profile?: string;
  /** Default `standard`. */
  readonly effort?: Effort;
  /** Default: drawn. */
  readonly seed?: number;
  /** Milliseconds after which the rest is inconclusive. Default ten minutes. */
  readonly timeoutMs?: number;
  /** Globs on requirement ids. Default none: all. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** Allows making and removing things on an address. Default false. */
  readonly touch?: boolean;
  /** Allows everything that can be undone on an address; its host, unless that is loopback. Default false. */
  readonly disruptive?: boolean | string;
  /** Told of everything that happens. Default nothing. */
  readonly emit?: (event: RunEvent) => void;
  /** Ends the run when aborted: cleans up, the rest is inconclusive. */
  readonly signal?: AbortSignal;
}

/** A whole run. */
export interface CheckResult {
  readonly head: RunHead;
  /** In the order of the requirement table. */
  readonly requirements: readonly JudgedRequirement[];
  readonly end: RunEnd;
}

const countersStay =
  "counters of what this run makes stay on the target: no call removes a counter";

/** What a run on an address says before it begins, by grade. */
const announcements: Readonly<Record<Grade, readonly string[]>> = {
  look: [],
  touch: [countersStay],
  disruptive: [countersStay],
  never: [],
};

const defaultTimeoutMs = 10 * 60_000;

/**
 * Judges a target. Throws a TargetError where it cannot be started, reached or recognised, a
 * TargetNameError or SelectionError for what the user wrote, a StoppedError where the signal came
 * before there was anything to report.
 */
export async function check(options: CheckOptions): Promise<CheckResult> {
  const startedAt = new Date();
  const started = performance.now();
  const api = apis[options.api];
  const profileName = options.profile ?? "auto";
  if (profileName !== "auto") findProfile(options.api, api.profiles, profileName);
  const {
    effort = "standard",
    seed = drawSeed(),
    timeoutMs = defaultTimeoutMs,
    only = [],
    skip = [],
  } = options;
  const emit = options.emit ?? (() => undefined);
  // Wrong patterns are found before anything is started.
  select(api.suite.requirements, {
    only,
    skip,
    granted: "never",
    started: true,
    host: true,
    absent: () => undefined,
  });

  const timer = new AbortController();
  const timeout = setTimeout(
    () => timer.abort(`cut off after ${String(timeoutMs / 1000)} s (--timeout)`),
    timeoutMs,
  );
  const signal = AbortSignal.any([timer.signal, ...(options.signal ? [options.signal] : [])]);
  try {
    const permissions = { touch: options.touch ?? false, disruptive: options.disruptive ?? false };
    const target = await openTarget(api, options.target ?? "fake", permissions, signal);
    try {
      const opened = await api.open(target, { profile: profileName, signal });
      try {
        const head: RunHead = {
          tool: { name: "nodeproof", version: toolVersion },
          suiteDigest: digest(api.suite.requirements, api.suite.properties),
          api: options.api,
          profile: opened.profile.name,
          inferred: opened.inferred,
          target: {
            label: target.label,
            kind: target.kind,
            ...(target.version !== undefined && { version: target.version }),
            ...(target.digest !== undefined && { digest: target.digest }),
            grade: target.grade,
          },
          seed,
          effort,
          startedAt: startedAt.toISOString(),
        };
        const { judged, settled } = select(api.suite.requirements, {
          only,
          skip,
          granted: target.grade,
          started: target.setup !== undefined,
          host: target.host,
          absent: opened.absent,
        });
        emit({ type: "started", run: head, selected: judged.length + settled.length });
        for (const { requirement, verdict } of settled) {
          emit({ type: "verdict", requirement: judgedRequirement(requirement, verdict) });
        }
        for (const text of target.kind === "address" ? announcements[target.grade] : []) {
          emit({ type: "note", text });
        }
        const run = await runWalks({
          suite: api.suite,
          session: opened.session,
          judged,
          effort,
          seed,
          signal,
          emit,
        });
        const verdicts = new Map<string, Verdict>(run.verdicts);
        for (const { requirement, verdict } of settled) verdicts.set(requirement.id, verdict);
        const end: RunEnd = {
          durationMs: Math.round(performance.now() - started),
          calls: opened.session.figures.calls,
          waitedMs: Math.round(opened.session.figures.waitedMs),
          complete: run.cut === undefined,
          ...(run.cut !== undefined && { cut: run.cut }),
        };
        emit({ type: "ended", end });
        const requirements = api.suite.requirements.flatMap((requirement) => {
          const verdict = verdicts.get(requirement.id);
          return verdict === undefined ? [] : [judgedRequirement(requirement, verdict)];
        });
        return { head, requirements, end };
      } finally {
        await opened.close();
      }
    } finally {
      await target.stop();
    }
  } catch (error) {
    // A target that did not start or answer because the run was told to stop is not to blame.
    if (signal.aborted && !(error instanceof StoppedError))
      throw new StoppedError(String(signal.reason), { cause: error });
    throw error;
  } finally {
    clearTimeout(timeout);
  }
}

function digest(
  requirements: readonly Requirement[],
  properties: readonly { readonly name: string; readonly covers: readonly string[] }[],
): string {
  const asked = JSON.stringify([requirements, properties.map((p) => [p.name, p.covers])]);
  return `sha256:${createHash("sha256").update(asked).digest("hex")}`;
}
