import type { JudgedRequirement, RunEvent } from "../../contract/event.js";
import type { Json } from "../../contract/json.js";
import { describeSource, statementsOf, type Requirement } from "../../contract/requirement.js";
import type { Failure, Verdict } from "../../contract/verdict.js";
import { efforts, triesAlone, type Effort } from "./effort.js";
import { search, type Found } from "./search.js";
import { deriveSeed } from "./seed.js";
import type { Property, Session, Suite } from "./suite.js";
import {
  playStored,
  StoppedError,
  TargetLostError,
  type PlayedWalk,
  type Playing,
} from "./walk.js";

/** What a run judges, and how hard it tries. */
export interface RunPlan<C, R, L> {
  readonly suite: Suite<C, R, L>;
  readonly session: Session<C, R, L>;
  /** Requirements to judge by walks, in the order of the report. */
  readonly judged: readonly Requirement[];
  readonly effort: Effort;
  readonly seed: number;
  /** Aborted with a reason: the run ends, what is undecided is inconclusive. */
  readonly signal: AbortSignal;
  readonly emit: (event: RunEvent) => void;
}

/** Verdicts by requirement id, and what cut the run off, if anything did. */
export interface RunResult {
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly cut: string | undefined;
}

/** Rounds of walks after the first for requirements of which no interesting case came up. */
const extraRounds = 2;

/** Plays the walks of every property that covers a judged requirement, and gives a verdict on each. */
export async function runWalks<C extends object, R, L>(plan: RunPlan<C, R, L>): Promise<RunResult> {
  const book = new Book(plan.judged);
  const playing: Playing<C, R, L> = {
    suite: plan.suite,
    session: plan.session,
    wanted: new Set(),
    signal: plan.signal,
    silence: { inARow: 0 },
  };
  const properties = plan.suite.properties.filter((p) => p.covers.some((id) => book.has(id)));
  let cut: string | undefined;
  try {
    for (const [index, property] of properties.entries()) {
      await runProperty(plan, playing, property, book);
      const later = new Set(properties.slice(index + 1).flatMap((p) => p.covers));
      for (const requirement of plan.judged) {
        if (property.covers.includes(requirement.id) && !later.has(requirement.id))
          book.settle(requirement, plan.emit);
      }
    }
  } catch (error) {
    if (!(error instanceof StoppedError) && !(error instanceof TargetLostError)) throw error;
    cut = error.message;
  }
  for (const requirement of plan.judged) book.settle(requirement, plan.emit, cut);
  return { verdicts: book.verdicts, cut };
}

async function runProperty<C extends object, R, L>(
  plan: RunPlan<C, R, L>,
  playing: Playing<C, R, L>,
  property: Property<C, L>,
  book: Book,
): Promise<void> {
  const covered = property.covers.filter((id) => book.has(id));
  const { walks } = efforts[plan.effort];
  const { emit } = plan;
  emit({ type: "property started", property: property.name, covers: covered, walks });

  let played = 0;
  let rounds = 0;
  let draws = 0;
  while (true) {
    const wanted = covered.filter((id) => !book.failed(id));
    if (wanted.length === 0) return;
    if (played >= walks * (1 + rounds)) {
      if (rounds >= extraRounds || !covered.some((id) => book.unseen(id))) return;
      rounds += 1;
    }
    const left = walks * (1 + rounds) - played;
    const result = await search({ ...playing, wanted: new Set(wanted) }, property, {
      seed: deriveSeed(plan.seed, property.name, draws),
      walks: left,
      onWalk: (walk, shrinking) => {
        if (!shrinking) {
          played += 1;
          book.count(covered, walk);
        }
        for (const line of walk.left) emit({ type: "note", text: line });
        emit({
          type: "walk",
          property: property.name,
          walk: Math.min(played, walks),
          of: walks,
          commands: walk.commands.length,
          ...(walk.breach && { breached: walk.breach.requirement }),
        });
      },
    });
    draws += 1;
    if (result.found === undefined) continue;
    emit({
      type: "shrinking",
      property: property.name,
      requirement: result.found.breach.requirement,
      steps: 0,
      commands: result.found.walk.commands.length,
    });
    book.fail(result.found.breach.requirement, await confirm(plan, playing, result.found));
  }
}

/** Plays the shortest walk again alone, each time on a fresh process where we started the target. */
async function confirm<C, R, L>(
  plan: RunPlan<C, R, L>,
  playing: Playing<C, R, L>,
  found: Found<C>,
): Promise<Failure> {
  const alone = { ...playing, wanted: new Set([found.breach.requirement]) };
  let broke = 0;
  let shown: PlayedWalk<C> = found.walk;
  let targetLog: readonly string[] = [];
  for (let i = 0; i < triesAlone; i += 1) {
    const again = await playStored(alone, found.walk.commands, true);
    targetLog = plan.session.log();
    if (again.breach === undefined) continue;
    broke += 1;
    shown = again;
  }
  return {
    breach: shown.breach ?? found.breach,
    counterexample: {
      text: shown.text,
      // A walk's commands are plain data by contract.
      walk: found.walk.commands as readonly unknown[] as readonly Json[],
      minimal: found.minimal,
    },
    reproduction: found.reproduction,
    again: { tries: triesAlone, broke },
    ...(targetLog.length > 0 && { targetLog }),
  };
}

/** What is known of each judged requirement while walks are played. */
class Book {
  readonly verdicts = new Map<string, Verdict>();
  readonly #requirements: ReadonlyMap<string, Requirement>;
  readonly #walks = new Map<string, number>();
  readonly #witnesses = new Map<string, number>();
  readonly #failures = new Map<string, Failure>();

  constructor(judged: readonly Requirement[]) {
    this.#requirements = new Map(judged.map((r) => [r.id, r]));
  }

  has(id: string): boolean {
    return this.#requirements.has(id);
  }

  failed(id: string): boolean {
    return this.#failures.has(id);
  }

  /** True where no interesting case came up yet. */
  unseen(id: string): boolean {
    return !this.failed(id) && (this.#witnesses.get(id) ?? 0) === 0;
  }

  count<C>(covered: readonly string[], walk: PlayedWalk<C>): void {
    for (const id of covered) this.#walks.set(id, (this.#walks.get(id) ?? 0) + 1);
    for (const [id, times] of walk.witnesses) {
      if (this.has(id)) this.#witnesses.set(id, (this.#witnesses.get(id) ?? 0) + times);
    }
  }

  fail(id: string, failure: Failure): void {
    this.#failures.set(id, failure);
  }

  /** Makes the verdict, once. `cut` tells why nothing more is to come. */
  settle(requirement: Requirement, emit: (event: RunEvent) => void, cut?: string): void {
    if (this.verdicts.has(requirement.id)) return;
    const verdict = this.#verdict(requirement, cut);
    this.verdicts.set(requirement.id, verdict);
    emit({ type: "verdict", requirement: judgedRequirement(requirement, verdict) });
  }

  #verdict(requirement: Requirement, cut: string | undefined): Verdict {
    const walks = this.#walks.get(requirement.id) ?? 0;
    const witnesses = this.#witnesses.get(requirement.id) ?? 0;
    const failure = this.#failures.get(requirement.id);
    if (failure !== undefined) {
      const status =
        failure.again.broke === 0 ? "flaky" : requirement.level === "must" ? "failed" : "warned";
      return { status, walks, witnesses, failure };
    }
    if (cut !== undefined) return { status: "inconclusive", reason: cut, walks, witnesses };
    if (witnesses > 0) return { status: "passed", walks, witnesses };
    return {
      status: "inconclusive",
      reason: `no walk of ${String(walks)} came to a case that tells`,
      walks,
      witnesses,
    };
  }
}

/** A requirement with its verdict, as reports carry it. Provisional ones are reported, not counted. */
export function judgedRequirement(requirement: Requirement, verdict: Verdict): JudgedRequirement {
  return {
    id: requirement.id,
    level: requirement.level,
    sentence: requirement.sentence,
    source: describeSource(requirement),
    statements: statementsOf(requirement),
    verdict:
      requirement.provisional === true && verdict.status !== "provisional"
        ? { status: "provisional", of: verdict }
        : verdict,
  };
}
