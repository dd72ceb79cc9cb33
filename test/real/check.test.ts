import { expect, test } from "vitest";
import { check } from "../../harness/check.js";
import { count, exitOf } from "../../contract/report.js";
import { xrayBinary } from "./xray.js";

const target = `exec:${xrayBinary()}`;

// Three fresh seeds a run of CI: a false alarm anywhere shows sooner or later, with its seed. At the
// same time, each with processes of its own: a run waits for its core half of the time.
test.concurrent.each([1, 2, 3])(
  "the real Xray 26.3.27 conforms, profile inferred (run %i)",
  async () => {
    const report = await check({ api: "xray", target });
    const open = report.requirements.filter((r) => r.verdict.status !== "passed");
    expect(open.map((r) => [report.head.seed, r.id, r.verdict])).toEqual([]);
    expect(report.head.profile).toBe("26.3");
    expect(report.head.inferred?.evidence.length).toBeGreaterThan(0);
    expect(report.head.target.version).toContain("Xray 26.3.27");
    expect(exitOf(report, { strict: true, partialOk: false })).toBe(0);
    console.log(
      `seed ${String(report.head.seed)}: ${String(count(report.requirements).passed)} passed, ${String(report.end.calls)} calls, ${String(report.end.durationMs)} ms, ${String(report.end.waitedMs)} ms waiting`,
    );
  },
);
