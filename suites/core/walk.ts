import type { Breach } from "../../contract/breach.js";
import { covers } from "../../contract/grade.js";
import { isDefinite, type Outcome } from "../../contract/outcome.js";
import { silencesInARow } from "./effort.js";
import type { Property, Session, Suite } from "./suite.js";

/** A walk as it was played: the commands that were sent, a line for each, and what was seen. */
export interface PlayedWalk<C> {
  readonly commands: readonly C[];
  readonly text: readonly string[];
  /** The first breach among the requirements that were asked for. */
  readonly breach: Breach | undefined;
  /** Times each requirement was seen kept in an interesting case. */
  readonly witnesses: ReadonlyMap<string, number>;
  /** Lines about what could not be removed at the end. */
  readonly left: readonly string[];
}

/** The target stopped answering: nothing after this can be judged. */
export class TargetLostError extends Error {
  override readonly name = "TargetLostError";
}

/** The run was told to stop. */
export class StoppedError extends Error {
  override readonly name = "StoppedError";
}

/** What playing a walk needs to know. */
export interface Playing<C, R, L> {
  readonly suite: Suite<C, R, L>;
  readonly session: Session<C, R, L>;
  /** Requirements whose breach counts. A breach of any other ends the walk unjudged. */
  readonly wanted: ReadonlySet<string>;
  readonly signal: AbortSignal;
  /** Unanswered calls in a row, over walks. */
  readonly silence: { inARow: number };
}

/**
 * One walk in progress. `play` sends a command, judges and learns; `close` cleans up and gives the
 * whole. After a breach, wanted or not, further commands are ignored: what is true of the target
 * then is not known.
 */
export class Walk<C, R, L> {
  readonly #playing: Playing<C, R, L>;
  readonly #commands: C[] = [];
  readonly #text: string[] = [];
  readonly #witnesses = new Map<string, number>();
  #breach: Breach | undefined;
  #unanswered: Breach | undefined;
  #over = false;

  private constructor(
    playing: Playing<C, R, L>,
    readonly ledger: L,
  ) {
    this.#playing = playing;
  }

  /** Looks at the target and begins. `fresh` asks for a new process where we started it. */
  static async begin<C, R, L>(playing: Playing<C, R, L>, fresh = false): Promise<Walk<C, R, L>> {
    stopIfTold(playing.signal);
    return new Walk(playing, await playing.session.begin(fresh));
  }

  /** True where nothing more can be learnt from this walk. */
  get over(): boolean {
    return this.#over;
  }

  /** True where the command makes sense here and may be sent to this target. */
  accepts(command: C, property?: Property<C, L>): boolean {
    if (this.#over) return false;
    const { session } = this.#playing;
    const scoped = session.scope(command);
    if (!this.#sendable(scoped)) return false;
    return property?.applies?.(this.ledger, scoped) ?? true;
  }

  /** Sends a command as the generator drew it, then the looks that show its effect. */
  async play(command: C): Promise<void> {
    if (this.#over) return;
    this.#commands.push(command);
    const { suite, session } = this.#playing;
    const scoped = session.scope(command);
    const outcome = await this.#send(scoped, `${String(this.#commands.length)}. `);
    for (const look of suite.judge.follow(this.ledger, scoped, outcome)) {
      if (this.#over || !this.#sendable(look)) break;
      await this.#send(look, "   then ");
    }
  }

  /** Removes what the walk made and gives what it saw. Call it always, also after an error. */
  async close(): Promise<PlayedWalk<C>> {
    const breach = this.#breach ?? this.#unanswered;
    if (this.#over || breach !== undefined) this.#playing.session.distrust();
    const left = await this.#playing.session.end();
    return { commands: this.#commands, text: this.#text, breach, witnesses: this.#witnesses, left };
  }

  #sendable(scoped: C): boolean {
    const { session } = this.#playing;
    return session.possible(scoped) && covers(session.granted, session.grade(scoped));
  }

  async #send(command: C, lead: string): Promise<Outcome<R>> {
    const { suite, session, signal } = this.#playing;
    stopIfTold(signal);
    const outcome = await session.send(command);
    stopIfTold(signal);
    this.#text.push(
      `${lead}${suite.describe.command(command)} → ${suite.describe.outcome(outcome)}`,
    );
    await this.#heed(command, outcome);
    const judgements = suite.judge.judge(this.ledger, command, outcome);
    for (const judgement of judgements) {
      if (judgement.kept) {
        this.#witnesses.set(
          judgement.requirement,
          (this.#witnesses.get(judgement.requirement) ?? 0) + 1,
        );
        continue;
      }
      this.#over = true;
      if (this.#playing.wanted.has(judgement.requirement)) this.#breach ??= judgement;
    }
    suite.judge.learn(this.ledger, command, outcome);
    return outcome;
  }

  /** A call without an answer may be the target's fault, or its end. */
  async #heed(command: C, outcome: Outcome<R>): Promise<void> {
    const { suite, session, wanted, silence } = this.#playing;
    if (isDefinite(outcome)) {
      silence.inARow = 0;
      return;
    }
    silence.inARow += 1;
    const death = session.death();
    const got =
      death ??
      (outcome.status === "silent"
        ? `no answer in ${String(outcome.ms)} ms`
        : "the connection broke");
    const requirement = suite.judge.primary(command);
    if (wanted.has(requirement)) {
      this.#unanswered ??= { requirement, allowed: "an answer", got };
    }
    if (death !== undefined) {
      this.#over = true;
      silence.inARow = 0;
    } else if (silence.inARow >= silencesInARow && !(await session.answers())) {
      throw new TargetLostError(
        `the target stopped answering: ${String(silence.inARow)} calls in a row and one on a fresh connection`,
      );
    }
  }
}

/** Plays a stored walk from its beginning. */
export async function playStored<C, R, L>(
  playing: Playing<C, R, L>,
  commands: readonly C[],
  fresh: boolean,
): Promise<PlayedWalk<C>> {
  const walk = await Walk.begin(playing, fresh);
  let played: PlayedWalk<C> | undefined;
  try {
    for (const command of commands) if (walk.accepts(command)) await walk.play(command);
  } finally {
    played = await walk.close();
  }
  return played;
}

function stopIfTold(signal: AbortSignal): void {
  if (signal.aborted) throw new StoppedError(String(signal.reason));
}
