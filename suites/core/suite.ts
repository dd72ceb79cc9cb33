import type { Arbitrary } from "fast-check";
import type { Json } from "../../contract/json.js";
import type { Judgement } from "../../contract/breach.js";
import type { Outcome } from "../../contract/outcome.js";

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

/** A walk is stored as JSON; every command is plain data. */
export type Stored = Json;
