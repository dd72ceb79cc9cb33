import type { ApiOutcome } from "../../contract/xray/reply.js";
import { getSystemErrorMap } from "node:util";
import type { Sockets } from "../core/sockets.js";
import type { Effect } from "./effect.js";
import type { XrayLog } from "./log/log.js";
import { listeningLine } from "./log/log-events.js";

/** What effects act on. */
export interface World {
  readonly sockets: Sockets;
  readonly log: XrayLog;
  /** Ends the fake as the original's process ends; undefined where it is to survive. */
  readonly crash: ((why: string) => void) | undefined;
}

/**
 * Does what a step asks for, in its order. The first listener that the system refuses ends it: those
 * before it stay open, and the answer is the original's chain of texts.
 */
export function perform(
  world: World,
  effects: readonly Effect[],
  outcome: ApiOutcome,
): ApiOutcome | Promise<ApiOutcome> {
  for (const [index, effect] of effects.entries()) {
    const pending = act(world, effect);
    // Imaginary ports are had at once; then nothing has to be waited for.
    if (pending !== undefined)
      return performRest(world, effects.slice(index + 1), outcome, pending, effect);
    const instead = overruled(world, effect, undefined);
    if (instead !== undefined) return instead;
  }
  return outcome;
}

async function performRest(
  world: World,
  rest: readonly Effect[],
  outcome: ApiOutcome,
  first: Promise<string | undefined>,
  effect: Effect,
): Promise<ApiOutcome> {
  const instead = overruled(world, effect, await first);
  if (instead !== undefined) return instead;
  for (const next of rest) {
    const later = overruled(world, next, await act(world, next));
    if (later !== undefined) return later;
  }
  return outcome;
}

function act(world: World, effect: Effect): undefined | Promise<string | undefined> {
  switch (effect.kind) {
    case "listen": {
      const pending = world.sockets.listen(effect);
      const text = listeningLine(effect);
      if (text === undefined) return pending;
      if (pending === undefined) world.log.write("Info", text);
      return pending?.then((refused) => {
        if (refused === undefined) world.log.write("Info", text);
        return refused;
      });
    }
    case "unlisten":
      return world.sockets.unlisten(effect.owner)?.then(() => undefined);
    case "restart-log":
    case "crash":
      return undefined;
    default:
      return effect satisfies never;
  }
}

/** The outcome in place of the step's, where the world outside has the last word. */
function overruled(world: World, effect: Effect, code: string | undefined): ApiOutcome | undefined {
  switch (effect.kind) {
    case "listen":
      return code === undefined || effect.quiet ? undefined : listenRefusal(effect, code);
    case "unlisten":
      return undefined;
    case "restart-log": {
      const text = world.log.restart();
      return text === undefined ? undefined : { status: "refused", code: 2, text };
    }
    case "crash":
      if (world.crash === undefined) return undefined;
      world.crash(effect.why);
      return { status: "lost", text: `the original crashes here: ${effect.why}` };
    default:
      return effect satisfies never;
  }
}

function listenRefusal(effect: Extract<Effect, { kind: "listen" }>, code: string): ApiOutcome {
  const lock = /^lock:(?<code>.*)/.exec(code)?.groups?.["code"];
  if (lock === undefined)
    return { status: "refused", code: 2, text: effect.refusal + systemText(code) };
  return { status: "refused", code: 2, text: (effect.lockRefusal ?? "") + systemText(lock) };
}

/** An error code of the system in Go's words. */
export function systemText(code: string): string {
  // Go prints the C library's texts; libuv's differ from them in places.
  const known: Readonly<Record<string, string>> = {
    EADDRINUSE: "address already in use",
    EADDRNOTAVAIL: "cannot assign requested address",
    EACCES: "permission denied",
    EMFILE: "too many open files",
    EINVAL: "invalid argument",
    EISDIR: "is a directory",
    ELOOP: "too many levels of symbolic links",
    ENAMETOOLONG: "file name too long",
  };
  const found = [...getSystemErrorMap().values()].find(([name]) => name === code);
  return known[code] ?? found?.[1] ?? code;
}
