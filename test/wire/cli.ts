import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const built = join(import.meta.dirname, "..", "..", "dist", "cli");

/** The built program. */
export const main = join(built, "main.js");

/** The built drop-in for the original. */
export const dropIn = join(built, "nodeproof-xray.js");

/** A finished command line. */
export interface Finished {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

/** A command line that runs: `until` waits for a text on stdout. */
export interface Running {
  readonly pid: number;
  readonly finished: Promise<Finished>;
  until(text: string | RegExp): Promise<string>;
  signal(name: NodeJS.Signals): void;
}

/** Starts `nodeproof` with these arguments, in `cwd`. */
export function startCli(
  args: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
): Running {
  return startProgram([process.execPath, main, ...args], cwd, env);
}

/** Starts any program, with `input` on its stdin, or with nothing there. */
export function startProgram(
  [program = "", ...args]: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
  input = "",
): Running {
  const started = performance.now();
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env } });
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
  child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
  const finished = new Promise<Finished>((resolve) => {
    child.on("close", (exit) => resolve({ exit, stdout, stderr, ms: performance.now() - started }));
  });
  return {
    pid: child.pid ?? 0,
    finished,
    until: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (typeof text === "string" ? stdout.includes(text) : text.test(stdout)) resolve(stdout);
        };
        child.stdout.on("data", look);
        look();
        void finished.then((end) =>
          reject(
            new Error(
              `ended with ${String(end.exit)} before ${String(text)}: ${end.stdout}${end.stderr}`,
            ),
          ),
        );
      }),
    signal: (name) => void child.kill(name),
  };
}

/** Runs `nodeproof` to its end in a folder of its own, which is removed. */
export async function cli(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Finished> {
  return inFolder(async (folder) => startCli(args, folder, env).finished);
}

/** A folder for the time of `use`. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "nodeproof-test-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
