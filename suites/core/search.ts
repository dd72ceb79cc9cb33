import fc from "fast-check";
import type { Breach } from "../../contract/breach.js";
import type { Reproduction } from "../../contract/verdict.js";
import { maxCommands, shrinkLimits } from "./effort.js";
import type { Property } from "./suite.js";
import { playStored, Walk, type PlayedWalk, type Playing } from "./walk.js";

/** What a search over walks of one property found. */
export interface Search<C> {
  /** Walks played to the end before the first failure, the failing one included. */
  readonly walks: number;
  readonly found: Found<C> | undefined;
}

/** A broken requirement with the shortest walk that was found for it. */
export interface Found<C> {
  readonly breach: Breach;
  readonly walk: PlayedWalk<C>;
  readonly minimal: boolean;
  readonly reproduction: Reproduction;
}

/** Told of every walk that was played, shrinking included. */
export type OnWalk<C> = (walk: PlayedWalk<C>, shrinking: boolean) => void;

/**
 * Draws walks of a property until one breaks a wanted requirement or `walks` of them have not, and
 * shortens the one that did. Errors of the harness (a lost target, a stop) are thrown as they are.
 */
export async function search<C extends object, R, L>(
  playing: Playing<C, R, L>,
  property: Property<C, L>,
  options: { readonly seed: number; readonly walks: number; readonly onWalk: OnWalk<C> },
): Promise<Search<C>> {
  const state = new SearchState<C>();

  const predicate = async (commands: Drawn<C, R, L>) => {
    if (state.error !== undefined || state.spent()) return;
    state.tries += 1;
    let played: PlayedWalk<C> | undefined;
    try {
      played = await playDrawn(state.narrow(playing), property, commands, state.fresh);
      options.onWalk(played, state.found !== undefined);
      if (state.found === undefined) state.walks += 1;
      if (played.breach !== undefined && !state.fresh)
        played = await replayFresh(playing, played, state);
    } catch (error) {
      // fast-check would take this for a failure of the property and shrink it.
      state.error = error;
      return;
    }
    if (played.breach !== undefined) {
      state.keep(played, played.breach);
      throw new Error(played.breach.requirement);
    }
  };

  const details = await fc.check(
    fc.asyncProperty(
      fc.commands(
        property.commands.map((arbitrary) =>
          arbitrary.map((command) => new Act<C, R, L>(command, property)),
        ),
        // Without an explicit size, fast-check draws ten commands at most, whatever the maximum.
        { maxCommands, size: "max" },
      ),
      predicate,
    ),
    { seed: options.seed, numRuns: options.walks },
  );
  if (state.error !== undefined) throw state.error as Error;
  const { found, shortest } = state.found === undefined ? state.suspected : state;
  if (found === undefined || shortest === undefined)
    return { walks: state.walks, found: undefined };

  const trimmed =
    state.found === undefined
      ? shortest
      : await trim(state.narrow(playing), shortest, state, options.onWalk);
  return {
    walks: state.walks,
    found: {
      breach: trimmed.breach ?? found,
      walk: trimmed,
      minimal: state.found !== undefined && !state.spent(),
      reproduction: {
        property: property.name,
        seed: options.seed,
        path: details.counterexamplePath ?? "",
        replayPath:
          /replayPath="([^"]*)"/.exec(fc.stringify(details.counterexample?.[0]))?.[1] ?? "",
      },
    },
  };
}

/** fast-check asks the model whether a command applies; the walk, with its ledger, is what knows. */
interface Model<C, R, L> {
  readonly walk: Walk<C, R, L>;
}

type Drawn<C, R, L> = Iterable<fc.AsyncCommand<Model<C, R, L>, Walk<C, R, L>>>;

class Act<C extends object, R, L> implements fc.AsyncCommand<Model<C, R, L>, Walk<C, R, L>> {
  constructor(
    readonly command: C,
    readonly property: Property<C, L>,
  ) {}

  check({ walk }: Readonly<Model<C, R, L>>): boolean {
    return walk.accepts(this.command, this.property);
  }

  async run(_model: Model<C, R, L>, walk: Walk<C, R, L>): Promise<void> {
    await walk.play(this.command);
  }

  toString(): string {
    return JSON.stringify(this.command);
  }
}

async function playDrawn<C extends object, R, L>(
  playing: Playing<C, R, L>,
  property: Property<C, L>,
  commands: Drawn<C, R, L>,
  fresh: boolean,
): Promise<PlayedWalk<C>> {
  const walk = await Walk.begin(playing, fresh);
  try {
    for (const command of property.opening ?? [])
      if (walk.accepts(command)) await walk.play(command);
    await fc.asyncModelRun(() => ({ model: { walk }, real: walk }), commands);
  } catch (error) {
    await walk.close();
    throw error;
  }
  return walk.close();
}

/**
 * Walks follow one another on one process as long as all is well, which is fast. A breach counts
 * only if the same commands show it on a fresh process: else an earlier walk may have left something
 * behind. From the first breach on, every walk of the search has a process of its own.
 */
async function replayFresh<C extends object, R, L>(
  playing: Playing<C, R, L>,
  walk: PlayedWalk<C>,
  state: SearchState<C>,
): Promise<PlayedWalk<C>> {
  state.fresh = true;
  const again = await playStored(state.narrow(playing), walk.commands, true);
  if (again.breach === undefined) state.suspect(walk);
  return again;
}

/** What a search holds while fast-check calls back. */
class SearchState<C> {
  walks = 0;
  tries = 0;
  /** True once every walk is played on a process of its own. */
  fresh = false;
  error: unknown;
  found: Breach | undefined;
  shortest: PlayedWalk<C> | undefined;
  #suspect: PlayedWalk<C> | undefined;
  #firstFailure: { readonly at: number; readonly tries: number } | undefined;

  keep(walk: PlayedWalk<C>, breach: Breach): void {
    this.found ??= breach;
    this.#firstFailure ??= { at: Date.now(), tries: this.tries };
    if (this.shortest === undefined || walk.commands.length <= this.shortest.commands.length)
      this.shortest = walk;
  }

  /** A walk that broke something once, and not on a fresh process. */
  suspect(walk: PlayedWalk<C>): void {
    this.#suspect ??= walk;
  }

  /** What is left to report where no breach came back: it will be told as flaky. */
  get suspected(): {
    readonly found: Breach | undefined;
    readonly shortest: PlayedWalk<C> | undefined;
  } {
    return { found: this.#suspect?.breach, shortest: this.#suspect };
  }

  /** Once a requirement is found broken, only that one is looked for. */
  narrow<R, L>(playing: Playing<C, R, L>): Playing<C, R, L> {
    return this.found === undefined
      ? playing
      : { ...playing, wanted: new Set([this.found.requirement]) };
  }

  /** True once shrinking has used up what it may. */
  spent(): boolean {
    if (this.#firstFailure === undefined) return false;
    return (
      this.tries - this.#firstFailure.tries >= shrinkLimits.steps ||
      Date.now() - this.#firstFailure.at >= shrinkLimits.ms
    );
  }
}

/** Leaves out one command after another, the opening's too, as long as the breach stays. */
async function trim<C, R, L>(
  playing: Playing<C, R, L>,
  walk: PlayedWalk<C>,
  state: SearchState<C>,
  onWalk: OnWalk<C>,
): Promise<PlayedWalk<C>> {
  let shortest = walk;
  for (let i = shortest.commands.length - 1; i >= 0 && !state.spent(); i -= 1) {
    state.tries += 1;
    const shorter = await playStored(
      playing,
      shortest.commands.filter((_, at) => at !== i),
      true,
    );
    onWalk(shorter, true);
    if (shorter.breach !== undefined) shortest = shorter;
  }
  return shortest;
}
