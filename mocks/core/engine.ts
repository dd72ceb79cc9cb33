import type { Clock } from "./clock.js";
import type { Journal } from "./journal.js";

/** What one command does: its answer, and what has to be done to the world outside for it. */
export interface StepResult<O, E> {
  readonly outcome: O;
  /** Default none. */
  readonly effects?: readonly E[];
  /** For the journal. Default none. */
  readonly notes?: readonly string[];
}

/** A fault that stands between a command and the step: it may change the command, the state or the result. */
export type Gate<S, C, R> = (next: Step<S, C, R>, state: S, command: C, now: number) => R;

/** One command on a state, in place. */
export type Step<S, C, R> = (state: S, command: C, now: number) => R;

/** A step with gates around it, the first one outermost. */
export function withGates<S, C, R>(
  step: Step<S, C, R>,
  gates: readonly Gate<S, C, R>[],
): Step<S, C, R> {
  return gates.reduceRight<Step<S, C, R>>(
    (next, gate) => (state, command, now) => gate(next, state, command, now),
    step,
  );
}

/** What an engine drives. */
export interface Machine<C, O, E> {
  readonly step: (command: C, now: number) => StepResult<O, E>;
  /** Does the effects in their order, and gives the outcome that they allow. */
  readonly perform: (effects: readonly E[], outcome: O) => O | Promise<O>;
  /** False for an outcome that is never sent. */
  readonly answers: (outcome: O) => boolean;
  /** The outcome of a defect of ours. */
  readonly broken: (error: unknown) => O;
}

/** Runs commands one at a time. */
export interface Engine<C, O> {
  /** Answers by calling `done`, at once where nothing has to be waited for. `size` is for the journal. */
  run(command: C, done: (outcome: O) => void, size?: number): void;
  /** Settles when nothing is left to do. */
  idle(): Promise<void>;
}

interface Job<C, O> {
  readonly command: C;
  readonly done: (outcome: O) => void;
  readonly size: number;
}

/** One command at a time: gates and step, then effects, then the journal, then the answer. */
export function createEngine<C, O, E>(
  machine: Machine<C, O, E>,
  clock: Clock,
  journal: Journal<C, O>,
): Engine<C, O> {
  const waiting: Job<C, O>[] = [];
  let busy = false;
  let whenIdle: (() => void)[] = [];

  const finish = (job: Job<C, O>, outcome: O): void => {
    journal.record(job.command, outcome, job.size);
    if (machine.answers(outcome)) job.done(outcome);
  };

  /** True where the job is over when this returns. */
  const start = (job: Job<C, O>): boolean => {
    let outcome: O | Promise<O>;
    try {
      const result = machine.step(job.command, clock.now());
      for (const note of result.notes ?? []) journal.note(note);
      const effects = result.effects ?? [];
      outcome = effects.length === 0 ? result.outcome : machine.perform(effects, result.outcome);
    } catch (error) {
      outcome = machine.broken(error);
    }
    if (!(outcome instanceof Promise)) {
      finish(job, outcome);
      return true;
    }
    busy = true;
    void outcome.catch(machine.broken).then((settled) => {
      busy = false;
      finish(job, settled);
      drain();
    });
    return false;
  };

  const drain = (): void => {
    while (!busy) {
      const job = waiting.shift();
      if (job === undefined) break;
      start(job);
    }
    if (busy) return;
    const settled = whenIdle;
    whenIdle = [];
    for (const settle of settled) settle();
  };

  return {
    run: (command, done, size = 0) => {
      const job = { command, done, size };
      if (busy) waiting.push(job);
      else start(job);
    },
    idle: () => (busy ? new Promise((resolve) => whenIdle.push(resolve)) : Promise.resolve()),
  };
}
