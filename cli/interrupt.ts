import { exits } from "./exit.js";

/** Milliseconds that cleaning up may take after a signal before the process ends anyway. */
const patienceMs = 20_000;

/** Milliseconds within which a second signal is taken for an echo of the first, as `timeout` sends it. */
const echoMs = 500;

const controller = new AbortController();
let listening = false;

/**
 * The signal that SIGINT, SIGTERM and SIGHUP abort, with the reason `interrupted`; the same one at
 * each call. A second signal, or a clean-up that hangs, ends the process at once: what was started
 * is ended on exit. Call it first of all: a signal before that ends the process as signals do.
 */
export function interruptSignal(): AbortSignal {
  if (listening) return controller.signal;
  listening = true;
  let first = 0;
  const stop = (): void => {
    if (controller.signal.aborted) {
      if (performance.now() - first > echoMs) process.exit(exits.interrupted);
      return;
    }
    first = performance.now();
    abortRun("interrupted", exits.interrupted);
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, stop);
  return controller.signal;
}

/** Aborts that signal, so that a run cleans up and ends; with `exit` at once where that hangs. */
export function abortRun(reason: string, exit: number): void {
  controller.abort(reason);
  setTimeout(() => process.exit(exit), patienceMs).unref();
}
