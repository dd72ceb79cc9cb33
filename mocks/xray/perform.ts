import type { ApiOutcome } from "../../contract/xray/reply.js";
import { getSystemErrorMap } from "node:util";
import type { Sockets } from "../core/sockets.js";
import type { Effect } from "./effect.js";

/**
 * Does what a step asks for, in its order. The first listener that the system refuses ends it: those
 * before it stay open, and the answer is the original's chain of texts.
 */
export function perform(
  sockets: Sockets,
  effects: readonly Effect[],
  outcome: ApiOutcome,
): ApiOutcome | Promise<ApiOutcome> {
  for (const [index, effect] of effects.entries()) {
    const pending = act(sockets, effect);
    // Imaginary ports are had at once; then nothing has to be waited for.
    if (pending !== undefined)
      return performRest(sockets, effects.slice(index + 1), outcome, pending, effect);
  }
  return outcome;
}

async function performRest(
  sockets: Sockets,
  rest: readonly Effect[],
  outcome: ApiOutcome,
  first: Promise<string | undefined>,
  effect: Effect,
): Promise<ApiOutcome> {
  const refused = refusalOf(effect, await first);
  if (refused !== undefined) return refused;
  for (const next of rest) {
    const later = refusalOf(next, await act(sockets, next));
    if (later !== undefined) return later;
  }
  return outcome;
}

function act(sockets: Sockets, effect: Effect): undefined | Promise<string | undefined> {
  switch (effect.kind) {
    case "listen":
      return sockets.listen(effect);
    case "unlisten":
      return sockets.unlisten(effect.owner)?.then(() => undefined);
    default:
      return effect satisfies never;
  }
}

function refusalOf(effect: Effect, code: string | undefined): ApiOutcome | undefined {
  if (code === undefined || effect.kind !== "listen" || effect.quiet) return undefined;
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
  };
  const found = [...getSystemErrorMap().values()].find(([name]) => name === code);
  return known[code] ?? found?.[1] ?? code;
}
