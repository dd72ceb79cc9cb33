#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { exitOfError, exits } from "./exit.js";
import { abortRun, interruptSignal } from "./interrupt.js";

// Everything heavy is loaded by the command that needs it: `--version` costs little more than node.
if (process.argv.length === 3 && (process.argv[2] === "--version" || process.argv[2] === "-V")) {
  const root = new URL(import.meta.url.includes("/dist/") ? "../../" : "../", import.meta.url);
  const { version } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as {
    version: string;
  };
  process.stdout.write(`${version}\n`);
} else {
  interruptSignal();
  let faulty = false;
  // Thrown where nobody waits for it, in a socket's event perhaps: the run cleans up and ends.
  process.on("uncaughtException", (error) => {
    if (!faulty) reportFault(error);
    faulty = true;
    abortRun("a fault of nodeproof's own", exits.internal);
  });
  const { run } = await import("./program.js");
  try {
    process.exitCode = await run(process.argv);
  } catch (error) {
    process.exitCode = exitOfError(error);
    if (process.exitCode === exits.internal) reportFault(error);
    else if (!(error instanceof Error && error.name === "CommanderError"))
      process.stderr.write(
        `nodeproof: ${error instanceof Error ? error.message : String(error)}\n`,
      );
  }
  if (faulty) process.exitCode = exits.internal;
  // Sockets of a target that hangs must not keep the process.
  if (process.exitCode !== undefined) setTimeout(() => process.exit(), 1_000).unref();
}

function reportFault(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`nodeproof: a fault of nodeproof's own, please report it: ${text}\n`);
}
