import type { Breach } from "./breach.js";
import type { Json } from "./json.js";

/** The shortest walk that breaks a requirement, for people and as data that can be sent again. */
export interface Counterexample {
  /** One line a command, each with what came back. */
  readonly text: readonly string[];
  /** The commands as data; `replay` sends these. */
  readonly walk: readonly Json[];
  /** False where shrinking was cut off: shorter walks may exist. */
  readonly minimal: boolean;
}

/** What it takes to find the same failure again with the generator, for developers of the suite. */
export interface Reproduction {
  readonly seed: number;
  readonly path: string;
  readonly replayPath: string;
  readonly property: string;
}

/** What is known of a broken requirement. */
export interface Failure {
  readonly breach: Breach;
  readonly counterexample: Counterexample;
  readonly reproduction?: Reproduction;
  /** Times the shortest walk was played again alone, and how often it broke the requirement. */
  readonly again: { readonly tries: number; readonly broke: number };
  /** The target's own log around the failure, secrets replaced. Only of targets that we started. */
  readonly targetLog?: readonly string[];
}

/** The end of one requirement. Every `switch` over it is exhaustive. */
export type Verdict =
  | { readonly status: "passed"; readonly walks: number; readonly witnesses: number }
  | {
      readonly status: "failed";
      readonly walks: number;
      readonly witnesses: number;
      readonly failure: Failure;
    }
  | {
      readonly status: "warned";
      readonly walks: number;
      readonly witnesses: number;
      readonly failure: Failure;
    }
  | {
      readonly status: "flaky";
      readonly walks: number;
      readonly witnesses: number;
      readonly failure: Failure;
    }
  | { readonly status: "absent"; readonly evidence: string }
  | { readonly status: "left out"; readonly reason: string }
  | {
      readonly status: "inconclusive";
      readonly reason: string;
      readonly walks: number;
      readonly witnesses: number;
    }
  | { readonly status: "known failing"; readonly reason: string; readonly failure: Failure }
  | { readonly status: "unexpectedly passing"; readonly reason: string }
  | { readonly status: "provisional"; readonly of: Exclude<Verdict, { status: "provisional" }> };

/** The ten verdicts, in the order in which reports count them. */
export const verdictStatuses = [
  "passed",
  "failed",
  "warned",
  "flaky",
  "absent",
  "left out",
  "inconclusive",
  "known failing",
  "unexpectedly passing",
  "provisional",
] as const satisfies readonly Verdict["status"][];

/** How many requirements ended in each verdict. */
export type Tally = Readonly<Record<Verdict["status"], number>>;

/** Counts verdicts. */
export function tally(verdicts: Iterable<Verdict>): Tally {
  const counts = Object.fromEntries(verdictStatuses.map((s) => [s, 0])) as Record<
    Verdict["status"],
    number
  >;
  for (const verdict of verdicts) counts[verdict.status] += 1;
  return counts;
}
