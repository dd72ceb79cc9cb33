import builder from "junit-report-builder";
import type { RunReport } from "../contract/report.js";
import type { JudgedRequirement } from "../contract/event.js";
import { failureLines } from "./failure.js";

/** The text of junit.xml: one test case a requirement, one suite a part of the API. */
export function formatJunit(report: RunReport): string {
  // The package is CommonJS whose export is the builder itself; its types say `.default` once more.
  const file = (builder as unknown as typeof builder.default).newBuilder();
  const groups = new Map<string, JudgedRequirement[]>();
  for (const requirement of report.requirements) {
    const group = requirement.id.split("/").slice(0, 2).join("/");
    groups.set(group, [...(groups.get(group) ?? []), requirement]);
  }
  for (const [name, requirements] of groups) {
    const suite = file.testSuite().name(name).timestamp(report.head.startedAt);
    suite.property("profile", `${report.head.api}@${report.head.profile}`);
    suite.property("target", report.head.target.label);
    suite.property("seed", String(report.head.seed));
    for (const requirement of requirements) {
      const testCase = suite
        .testCase()
        .name(requirement.id)
        .className(`${report.head.api}@${report.head.profile}`);
      const { verdict } = requirement;
      const inner = verdict.status === "provisional" ? verdict.of : verdict;
      switch (inner.status) {
        case "failed":
          testCase.failure(
            `${inner.failure.breach.got}; allowed: ${inner.failure.breach.allowed}`,
            "breach",
          );
          testCase.standardOutput(failureLines(requirement, inner.failure).join("\n"));
          break;
        case "unexpectedly passing":
          testCase.failure(inner.reason, "unexpectedly passing");
          break;
        case "flaky":
          testCase.error(
            `broken once, ${String(inner.failure.again.broke)} of ${String(inner.failure.again.tries)} alone`,
            "flaky",
          );
          testCase.standardOutput(failureLines(requirement, inner.failure).join("\n"));
          break;
        case "inconclusive":
          testCase.error(inner.reason, "inconclusive");
          break;
        case "absent":
        case "left out":
          testCase.skipped();
          testCase.standardOutput(
            `${inner.status}: ${inner.status === "absent" ? inner.evidence : inner.reason}`,
          );
          break;
        case "known failing":
          testCase.skipped();
          testCase.standardOutput(`known failing: ${inner.reason}`);
          break;
        case "warned":
          testCase.standardOutput(
            ["warned", ...failureLines(requirement, inner.failure)].join("\n"),
          );
          break;
        case "passed":
          break;
        default:
          inner satisfies never;
      }
    }
  }
  return file.build();
}
