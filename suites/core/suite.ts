import type { Arbitrary } from "fast-check";
import type { Judgement } from "../../contract/breach.js";
import type { Grade } from "../../contract/grade.js";
import type { Outcome } from "../../contract/outcome.js";
import type { Requirement } from "../../contract/requirement.js";

/**
 * The part of a suite that knows right from wrong. `L` is the ledger: what the suite told the
 * target or saw from it, nothing else. `judge` is pure; `learn` changes the ledger in place.
 */
export interface Judge<C, R, L> {
  /** What `outcome` says about requirements, given what is known so far. */
  judge(ledger: L, command: C, outcome: Outcome<R>): readonly Judgement[];
  /** Takes in what `outcome` shows; after an indefinite one, widens what is held possible. */
  learn(ledger: L, command: C, outcome: Outcome<R>): void;
  /** Looks to send right after, that show the effect, or that there was none. */
  follow(ledger: L, command: C, outcome: Outcome<R>): readonly C[];
  /** The requirement to name where `command` gets no answer though the target lives. */
  primary(command: C): string;
}

/** An executable group of requirements: walks drawn from `commands` are judged for `covers`. */
export interface Property<C, L> {
  /** Short name, such as `inbounds`. */
  readonly name: string;
  /** Ids of the requirements that its walks can witness. */
  readonly covers: readonly string[];
  /** Commands to draw from; one entry is drawn with the same weight as any other. */
  readonly commands: readonly Arbitrary<C>[];
  /** Commands each walk begins with, such as an inbound to work on. Default none. */
  readonly opening?: readonly C[];
  /** False where a command makes no sense now; it is then left out of the walk. Default true. */
  applies?(ledger: L, command: C): boolean;
}

/** How commands and outcomes look in reports: one line each, in the protocol's words. */
export interface Describe<C, R> {
  command(command: C): string;
  outcome(outcome: Outcome<R>): string;
}

/** Everything that a runner needs to judge targets of one API. */
export interface Suite<C, R, L> {
  readonly api: string;
  readonly requirements: readonly Requirement[];
  readonly properties: readonly Property<C, L>[];
  readonly judge: Judge<C, R, L>;
  readonly describe: Describe<C, R>;
}

/**
 * A conversation with one target. A walk is `begin`, any number of `send`, `end`; walks follow one
 * another on one session.
 */
export interface Session<C, R, L> {
  /** Puts the names of a command under the run's own prefix, where the target is somebody else's. */
  scope(command: C): C;
  /** The least grade that may send the (scoped) command to a target that somebody else runs. */
  grade(command: C): Grade;
  /** False where the target lacks the service that the command asks. */
  possible(command: C): boolean;
  /** What may be sent here. */
  readonly granted: Grade;
  /** Looks at the target; `fresh` asks for a new process where we started it. */
  begin(fresh: boolean): Promise<L>;
  send(command: C): Promise<Outcome<R>>;
  /** Removes what the walk made. Works after an interrupt too. Gives a line for all that stays. */
  end(): Promise<readonly string[]>;
  /** Tells the session that nothing is sure any more: the next walk begins on a fresh process. */
  distrust(): void;
  /** True where a fresh connection gets an answer. */
  answers(): Promise<boolean>;
  /** How the process ended, where we started it and it did. */
  death(): string | undefined;
  /** The target's own last log lines, secrets replaced. */
  log(): readonly string[];
  /** Calls made, and milliseconds waited for answers. */
  readonly figures: { readonly calls: number; readonly waitedMs: number };
}
