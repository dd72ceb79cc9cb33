import { exits } from "./exit.js";

/** Milliseconds that cleaning up may take after a signal before the process ends anyway. */
const patienceMs = 20_000;

/**
 * A signal that SIGINT and SIGTERM abort, with the reason `interrupted`. A second one, or a clean-up
 * that hangs, ends the process at once: what was started is ended on exit.
 */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(exits.interrupted);
    controller.abort("interrupted");
    setTimeout(() => process.exit(exits.interrupted), patienceMs).unref();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return controller.signal;
}
