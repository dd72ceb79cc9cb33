import type { Level } from "./requirement.js";
import type { Verdict } from "./verdict.js";

/** What a run is about, known before its first walk. */
export interface RunHead {
  readonly tool: { readonly name: string; readonly version: string };
  /** Digest of the requirement table and the properties' names: equal digests asked the same. */
  readonly suiteDigest: string;
  readonly api: string;
  readonly profile: string;
  readonly inferred: { readonly evidence: readonly string[] } | null;
  readonly target: {
    readonly label: string;
    readonly kind: string;
    readonly version?: string;
    readonly digest?: string;
    readonly grade: string;
  };
  readonly seed: number;
  readonly effort: string;
  /** ISO 8601. */
  readonly startedAt: string;
}

/** A requirement as reports carry it. */
export interface JudgedRequirement {
  readonly id: string;
  readonly level: Level;
  readonly sentence: string;
  readonly source: string;
  readonly statements: readonly string[];
  readonly verdict: Verdict;
}

/** How a run ended. */
export interface RunEnd {
  readonly durationMs: number;
  /** Calls made on the target, and milliseconds spent waiting for its answers. */
  readonly calls: number;
  readonly waitedMs: number;
  /** False where the run was cut off: by a signal, by time, by a target that fell silent. */
  readonly complete: boolean;
  /** What cut it off. */
  readonly cut?: string;
}

/** Everything that happens in a run, in order; one JSON line each in `events.jsonl`. */
export type RunEvent =
  | { readonly type: "started"; readonly run: RunHead; readonly selected: number }
  | {
      readonly type: "property started";
      readonly property: string;
      readonly covers: readonly string[];
      readonly walks: number;
    }
  | {
      readonly type: "walk";
      readonly property: string;
      readonly walk: number;
      readonly of: number;
      readonly commands: number;
      readonly breached?: string;
    }
  | {
      readonly type: "shrinking";
      readonly property: string;
      readonly requirement: string;
      readonly steps: number;
      readonly commands: number;
    }
  | { readonly type: "verdict"; readonly requirement: JudgedRequirement }
  | { readonly type: "note"; readonly text: string }
  | { readonly type: "ended"; readonly end: RunEnd };
