import { closeSync, openSync, writeSync } from "node:fs";

/** A file that lines are added to. */
export interface LogFile {
  write(line: string): void;
  close(): void;
}

/** The system's error code where the file cannot be had. */
export type NoFile = { readonly code: string };

// The original looks once a minute, and lets go of a file that got nothing since it looked last.
const minuteMs = 60_000;

/**
 * Makes the file, for its owner only, and opens it at the first line: whoever renames it before gets
 * nothing, whoever renames it after gets all lines until it is opened anew.
 */
export function openLogFile(path: string, now: () => number): LogFile | NoFile {
  const made = tryOpen(path);
  if (typeof made !== "number") return made;
  closeSync(made);
  let held: { readonly fd: number; readonly since: number; last: number } | undefined;
  const letGo = (): void => {
    if (held !== undefined) closeSync(held.fd);
    held = undefined;
  };
  return {
    write: (line) => {
      const at = now();
      if (held !== undefined && at >= endOf(held)) letGo();
      if (held === undefined) {
        const fd = tryOpen(path);
        // As the original, it loses what it cannot write.
        if (typeof fd !== "number") return;
        held = { fd, since: at, last: at };
      }
      held.last = at;
      try {
        writeSync(held.fd, `${line}\n`);
      } catch {
        letGo();
      }
    },
    close: letGo,
  };
}

/** When a file is let go of that got its last line at `last`. */
function endOf({ since, last }: { readonly since: number; readonly last: number }): number {
  return since + (Math.floor((last - since) / minuteMs) + 2) * minuteMs;
}

function tryOpen(path: string): number | NoFile {
  try {
    return openSync(path, "a", 0o600);
  } catch (error) {
    return { code: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
}
