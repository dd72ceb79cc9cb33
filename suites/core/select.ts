import { covers, type Grade } from "../../contract/grade.js";
import type { Requirement } from "../../contract/requirement.js";
import type { Verdict } from "../../contract/verdict.js";

/** A selection that cannot be: the pattern matches no requirement. */
export class SelectionError extends Error {
  override readonly name = "SelectionError";
}

/** What decides which requirements a run judges. */
export interface Selection {
  /** Globs on ids, `*` within a part, `**` across parts. Empty: all. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly granted: Grade;
  /** True where we started the target. */
  readonly started: boolean;
  /** True where the target's sockets are on this machine. */
  readonly host: boolean;
  /** Evidence that the target lacks what the requirement is about; undefined where it has it. */
  readonly absent: (requirement: Requirement) => string | undefined;
}

/** Requirements to judge by walks, and verdicts on those that need none. */
export interface Selected {
  readonly judged: readonly Requirement[];
  readonly settled: readonly { readonly requirement: Requirement; readonly verdict: Verdict }[];
}

/** Sorts requirements into those to judge and those whose verdict is known before. */
export function select(requirements: readonly Requirement[], selection: Selection): Selected {
  for (const pattern of [...selection.only, ...selection.skip]) {
    if (!requirements.some((r) => matches(pattern, r.id))) {
      throw new SelectionError(
        `the pattern "${pattern}" matches no requirement; \`nodeproof requirements\` lists them`,
      );
    }
  }
  const judged: Requirement[] = [];
  const settled: { requirement: Requirement; verdict: Verdict }[] = [];
  for (const requirement of requirements) {
    if (selection.only.length > 0 && !selection.only.some((p) => matches(p, requirement.id)))
      continue;
    const verdict = settle(requirement, selection);
    if (verdict === undefined) judged.push(requirement);
    else settled.push({ requirement, verdict });
  }
  if (judged.length + settled.length === 0) throw new SelectionError("nothing is selected");
  return { judged, settled };
}

function settle(requirement: Requirement, selection: Selection): Verdict | undefined {
  const skip = selection.skip.find((p) => matches(p, requirement.id));
  if (skip !== undefined) return { status: "left out", reason: `--skip ${skip}` };
  const evidence = selection.absent(requirement);
  if (evidence !== undefined) return { status: "absent", evidence };
  const needs = requirement.needs ?? [];
  if (needs.includes("start") && !selection.started)
    return { status: "left out", reason: "needs a target of our own start (exec: or fake)" };
  if (needs.includes("host") && !selection.host)
    return {
      status: "left out",
      reason: "needs a target that we started on this machine (exec: or fake)",
    };
  if (!covers(selection.granted, requirement.grade)) {
    const flag = requirement.grade === "touch" ? "--touch" : "--disruptive";
    return { status: "left out", reason: `needs ${flag}` };
  }
  return undefined;
}

/** True where the glob matches the whole id. */
export function matches(glob: string, id: string): boolean {
  const source = glob
    .split("**")
    .map((part) =>
      part
        .split("*")
        .map((text) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
        .join("[^/]*"),
    )
    .join(".*");
  return new RegExp(`^${source}$`).test(id);
}
