import type { JudgedRequirement, RunEnd, RunHead } from "./event.js";
import { tally, type Tally } from "./verdict.js";

/** A whole run: what reports are written from. */
export interface RunReport {
  readonly head: RunHead;
  readonly requirements: readonly JudgedRequirement[];
  readonly end: RunEnd;
}

/** Choices of the user that turn verdicts into an exit code. */
export interface Strictness {
  /** A breached *should* counts as a failure. */
  readonly strict: boolean;
  /** Requirements that were left out do not keep the run from success. */
  readonly partialOk: boolean;
}

/** What a finished run says of the target, as an exit code: 1 does not conform, 4 not decided, 0. */
export function exitOf(report: RunReport, { strict, partialOk }: Strictness): 0 | 1 | 4 {
  const counts = count(report.requirements);
  if (counts.failed > 0 || counts["unexpectedly passing"] > 0 || (strict && counts.warned > 0))
    return 1;
  if (counts.flaky > 0 || counts.inconclusive > 0 || !report.end.complete) return 4;
  if (counts["left out"] > 0 && !partialOk) return 4;
  return 0;
}

/** Verdicts by kind; provisional ones are counted as provisional only. */
export function count(requirements: readonly JudgedRequirement[]): Tally {
  return tally(requirements.map((r) => r.verdict));
}
