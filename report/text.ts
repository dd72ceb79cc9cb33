import { createColors } from "picocolors";
import type { RunEvent } from "../contract/event.js";
import { count, exitOf, type RunReport, type Strictness } from "../contract/report.js";
import { verdictStatuses } from "../contract/verdict.js";
import { failureLines } from "./failure.js";

/** Where text goes, and what may be done there. */
export interface Terminal {
  readonly write: (text: string) => void;
  /** True for a terminal: one line of progress that is written over. Else plain lines. */
  readonly live: boolean;
  readonly colours: boolean;
}

/** Writes a run for people as it happens, and its end. */
export class TextReporter {
  readonly #terminal: Terminal;
  readonly #paint: ReturnType<typeof createColors>;
  #selected = 0;
  #decided = 0;
  #since = Date.now();
  #lineShown = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    this.#paint = createColors(terminal.colours);
  }

  /** Takes one event. */
  readonly take = (event: RunEvent): void => {
    switch (event.type) {
      case "started": {
        const { run } = event;
        this.#selected = event.selected;
        this.#since = Date.now();
        this.#line(
          `${run.tool.name} ${run.tool.version} judges ${this.#paint.bold(run.target.label)} as ${run.api}@${run.profile}, seed ${String(run.seed)}, effort ${run.effort}`,
        );
        if (run.target.version !== undefined) this.#line(`  target: ${run.target.version}`);
        if (run.target.kind === "address") this.#line(`  grade: ${run.target.grade}`);
        for (const line of run.inferred?.evidence ?? []) this.#line(`  found: ${line}`);
        break;
      }
      case "property started":
        break;
      case "walk":
        this.#progress(event.property, event.walk, event.of);
        break;
      case "shrinking":
        this.#line(
          `  ${event.requirement}: broken; shortest walk ${String(event.commands)} commands; judging it again alone`,
        );
        break;
      case "verdict": {
        this.#decided += 1;
        const { verdict, id } = event.requirement;
        if (
          verdict.status === "failed" ||
          verdict.status === "warned" ||
          verdict.status === "flaky"
        ) {
          this.#line(`${this.#mark(verdict.status)} ${id}`);
        } else if (!this.#terminal.live && verdict.status === "passed") {
          this.#line(`${this.#mark("passed")} ${id} (${String(verdict.witnesses)} times)`);
        }
        break;
      }
      case "note":
        this.#line(`  note: ${event.text}`);
        break;
      case "ended":
        this.#clear();
        break;
      default:
        event satisfies never;
    }
  };

  /** Writes the end: failures whole, what was left out and why, the tally, and what it means. */
  finish(report: RunReport, strictness: Strictness, folder: string): void {
    this.#clear();
    const { requirements, head, end } = report;
    for (const requirement of requirements) {
      const { verdict } = requirement;
      if (verdict.status !== "failed" && verdict.status !== "warned" && verdict.status !== "flaky")
        continue;
      this.#line("");
      const [title = "", ...rest] = failureLines(requirement, verdict.failure);
      this.#line(`${this.#mark(verdict.status)} ${this.#paint.bold(title)}`);
      for (const line of rest) this.#line(line);
      this.#line(`  replay   npx nodeproof replay ${folder} ${requirement.id}`);
    }
    this.#reasons(report);
    const counts = count(requirements);
    const parts = verdictStatuses
      .filter((s) => counts[s] > 0)
      .map((s) => `${String(counts[s])} ${s}`);
    this.#line("");
    this.#line(`${String(requirements.length)} requirements: ${parts.join(", ")}`);
    this.#line(
      `${String(end.calls)} calls in ${(end.durationMs / 1000).toFixed(1)} s, ${(end.waitedMs / 1000).toFixed(1)} s of them waiting; report in ${folder}/`,
    );
    this.#line(this.#conclusion(report, strictness));
    if (head.target.kind === "fake") {
      this.#line(
        "The target was nodeproof's own fake: this says that fake and suite agree, nothing of any node.",
      );
    }
  }

  #conclusion(report: RunReport, strictness: Strictness): string {
    const { head, end, requirements } = report;
    const counts = count(requirements);
    const exit = exitOf(report, strictness);
    const name = `${head.api}@${head.profile}`;
    const partial =
      counts["left out"] > 0
        ? `PARTIAL ${String(requirements.length - counts["left out"])} of ${String(requirements.length)}: `
        : "";
    if (exit === 1) return this.#paint.red(`${partial}does not conform to ${name}`);
    if (end.cut !== undefined) return this.#paint.yellow(`${partial}not decided: ${end.cut}`);
    if (exit === 4) {
      const why =
        counts.flaky + counts.inconclusive > 0
          ? "some requirements are undecided"
          : "some were left out; --partial-ok accepts that";
      return this.#paint.yellow(`${partial}not decided: ${why}`);
    }
    return this.#paint.green(`${partial}conforms to ${name} in all that was judged`);
  }

  /** What was left out, absent or undecided: grouped by reason. */
  #reasons(report: RunReport): void {
    const groups = new Map<string, string[]>();
    for (const { id, verdict } of report.requirements) {
      const reason =
        verdict.status === "left out" || verdict.status === "inconclusive"
          ? `${verdict.status}: ${verdict.reason}`
          : verdict.status === "absent"
            ? `absent: ${verdict.evidence}`
            : undefined;
      if (reason !== undefined) groups.set(reason, [...(groups.get(reason) ?? []), id]);
    }
    for (const [reason, ids] of groups) {
      this.#line("");
      this.#line(this.#paint.yellow(reason));
      for (const id of ids) this.#line(`  ${id}`);
    }
  }

  #mark(status: "passed" | "failed" | "warned" | "flaky"): string {
    switch (status) {
      case "passed":
        return this.#paint.green("ok");
      case "failed":
        return this.#paint.red("FAILED");
      case "warned":
        return this.#paint.yellow("WARNED");
      case "flaky":
        return this.#paint.yellow("FLAKY");
      default:
        return status satisfies never;
    }
  }

  #progress(property: string, walk: number, of: number): void {
    if (!this.#terminal.live) return;
    const elapsed = (Date.now() - this.#since) / 1000;
    const share = this.#selected === 0 ? 0 : this.#decided / this.#selected;
    const left =
      share > 0.05 ? ` · about ${String(Math.ceil(elapsed / share - elapsed))} s left` : "";
    this.#terminal.write(
      `\r\u001b[2K${property} · walk ${String(walk)} of ${String(of)} · ${String(this.#decided)} of ${String(this.#selected)} requirements decided${left}`,
    );
    this.#lineShown = true;
  }

  #line(text: string): void {
    this.#clear();
    this.#terminal.write(`${text}\n`);
  }

  #clear(): void {
    if (!this.#lineShown) return;
    this.#terminal.write("\r\u001b[2K");
    this.#lineShown = false;
  }
}
