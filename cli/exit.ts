/**
 * The one table of exit codes; of several that apply, the first here. Listing, validating and
 * serving end with `ok`.
 */
export const exits = {
  /** A signal ended the run. */
  interrupted: 130,
  /** A fault of nodeproof's own. */
  internal: 5,
  /** The target could not be started, reached or recognised. */
  unreachable: 3,
  /** A bad flag, an unreadable scenario or configuration, nothing selected; the last fake of `serve --crash` ended. */
  usage: 2,
  /** The target does not conform. */
  failed: 1,
  /** Not everything was decided. */
  undecided: 4,
  ok: 0,
} as const;

/** What a person did that cannot work: `message` says what, where, and what to write instead. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Names of errors by what they mean for the exit code. Compared by name: their modules load late. */
const usageErrors: readonly string[] = [
  "UsageError",
  "TargetNameError",
  "SelectionError",
  "ScenarioError",
  "ConfigError",
  "ConfigFileError",
  "FakeError",
  "ReplayError",
  "CommanderError",
];

/** The exit code for an error that reached the top. */
export function exitOfError(error: unknown): number {
  if (!(error instanceof Error)) return exits.internal;
  if (error.name === "StoppedError") return exits.interrupted;
  if (error.name === "TargetError") return exits.unreachable;
  return usageErrors.includes(error.name) ? exits.usage : exits.internal;
}
