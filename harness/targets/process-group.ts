import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Life } from "../../contract/target.js";

/** Lines of a program's output that are kept, newest last. */
const keptLines = 200;

/** Milliseconds that a program has to end after SIGTERM before it is killed. */
const graceMs = 2_000;

/** Groups that run now: an exit of this process on any path ends them. */
const running = new Set<number>();

process.on("exit", () => {
  for (const pid of running) signalGroup(pid, "SIGKILL");
});

/** A program in a process group of its own, so that it and all that it starts end together. */
export class ProcessGroup {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  readonly #ended: Promise<void>;
  #life: Life = { alive: true };

  private constructor(child: ChildProcess) {
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on("line", (line) => {
        this.#lines.push(line);
        if (this.#lines.length > keptLines) this.#lines.shift();
      });
    }
    this.#ended = new Promise<void>((resolve) => {
      child.once("exit", (code, signal) => {
        this.#life = {
          alive: false,
          how:
            signal === null
              ? `the process ended with exit code ${String(code)}`
              : `the process was ended by ${signal}`,
        };
        // Whatever it started goes with it, and with that its output closes.
        if (child.pid !== undefined) {
          signalGroup(child.pid, "SIGKILL");
          running.delete(child.pid);
        }
      });
      child.once("close", () => resolve());
    });
  }

  /** Starts a program. Throws where it cannot be started at all. */
  static async start(file: string, args: readonly string[], cwd: string): Promise<ProcessGroup> {
    const child = spawn(file, args, { cwd, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const group = new ProcessGroup(child);
    await once(child, "spawn");
    if (child.pid !== undefined) running.add(child.pid);
    return group;
  }

  life(): Life {
    return this.#life;
  }

  log(): readonly string[] {
    return this.#lines;
  }

  /** Ends the whole group: SIGTERM first, SIGKILL after two seconds. Safe to call twice. */
  async stop(): Promise<void> {
    const { pid } = this.#child;
    if (pid === undefined) return;
    if (this.#life.alive) signalGroup(pid, "SIGTERM");
    const timer = setTimeout(() => signalGroup(pid, "SIGKILL"), graceMs);
    await this.#ended;
    clearTimeout(timer);
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}
