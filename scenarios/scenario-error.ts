/** One thing wrong with a scenario. */
export interface ScenarioProblem {
  readonly file: string;
  /** From 1. Undefined where the file could not be read at all. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** What was found, and what to write instead. */
  readonly message: string;
}

/**
 * A scenario cannot be used. `code` is stable, `message` has a line for each problem.
 *
 * - `unreadable`: the file is not there or cannot be read.
 * - `invalid`: something in it is wrong.
 * - `unsupported`: nothing is wrong, but this version of nodeproof cannot do it.
 */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";

  constructor(
    readonly code: "unreadable" | "invalid" | "unsupported",
    /** In the order of the file; at least one. */
    readonly problems: readonly ScenarioProblem[],
    options?: ErrorOptions,
  ) {
    super(problems.map(formatProblem).join("\n"), options);
  }
}

function formatProblem(problem: ScenarioProblem): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined);
  return `${place.join(":")}: ${problem.message}`;
}
