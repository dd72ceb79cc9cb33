import { count, exitOf, type RunReport, type Strictness } from "../contract/report.js";
import type { Failure, Verdict } from "../contract/verdict.js";
import type { JudgedRequirement } from "../contract/event.js";

/** Version of the shape of report.json: a new field leaves it, a changed one raises it. */
export const reportSchema = 1;

/** The text of report.json. Big numbers are strings. */
export function formatJson(report: RunReport, strictness: Strictness): string {
  return `${JSON.stringify(reportObject(report, strictness), plain, 2)}\n`;
}

function reportObject(report: RunReport, strictness: Strictness) {
  const { head, end, requirements } = report;
  return {
    schema: reportSchema,
    tool: head.tool,
    suiteDigest: head.suiteDigest,
    api: head.api,
    profile: head.profile,
    inferred: head.inferred,
    target: head.target,
    seed: head.seed,
    effort: head.effort,
    startedAt: head.startedAt,
    durationMs: end.durationMs,
    calls: end.calls,
    waitedMs: end.waitedMs,
    complete: end.complete,
    ...(end.cut !== undefined && { cut: end.cut }),
    exit: exitOf(report, strictness),
    tally: count(requirements),
    requirements: requirements.map(row),
    leftOut: requirements.flatMap(({ id, verdict }) =>
      verdict.status === "left out" ? [{ id, reason: verdict.reason }] : [],
    ),
  };
}

function row(requirement: JudgedRequirement) {
  const { id, level, source, statements, sentence, verdict } = requirement;
  const inner: Verdict = verdict.status === "provisional" ? verdict.of : verdict;
  return {
    id,
    level,
    source,
    ...(statements.length > 0 && { statement: statements.join(" ") }),
    sentence,
    verdict: verdict.status,
    ...(verdict.status === "provisional" && { provisionally: inner.status }),
    ...details(inner),
  };
}

function details(verdict: Exclude<Verdict, { status: "provisional" }> | Verdict) {
  switch (verdict.status) {
    case "passed":
      return { walks: verdict.walks, witnesses: verdict.witnesses };
    case "failed":
    case "warned":
    case "flaky":
      return { walks: verdict.walks, witnesses: verdict.witnesses, ...failure(verdict.failure) };
    case "known failing":
      return { reason: verdict.reason, ...failure(verdict.failure) };
    case "absent":
      return { evidence: verdict.evidence };
    case "left out":
    case "unexpectedly passing":
      return { reason: verdict.reason };
    case "inconclusive":
      return { reason: verdict.reason, walks: verdict.walks, witnesses: verdict.witnesses };
    case "provisional":
      return {};
    default:
      return verdict satisfies never;
  }
}

function failure({ breach, counterexample, reproduction, again, targetLog }: Failure) {
  return {
    allowed: breach.allowed,
    got: breach.got,
    counterexample,
    again,
    ...(reproduction && {
      property: reproduction.property,
      seed: reproduction.seed,
      path: reproduction.path,
      replayPath: reproduction.replayPath,
    }),
    ...(targetLog && { targetLog }),
  };
}

function plain(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
