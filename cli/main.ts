#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { exitOfError, exits } from "./exit.js";
import { interruptSignal } from "./interrupt.js";

// Everything heavy is loaded by the command that needs it: `--version` costs little more than node.
if (process.argv.length === 3 && (process.argv[2] === "--version" || process.argv[2] === "-V")) {
  const root = new URL(import.meta.url.includes("/dist/") ? "../../" : "../", import.meta.url);
  const { version } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as {
    version: string;
  };
  process.stdout.write(`${version}\n`);
} else {
  interruptSignal();
  const { run } = await import("./program.js");
  try {
    process.exitCode = await run(process.argv);
  } catch (error) {
    process.exitCode = exitOfError(error);
    const text = error instanceof Error ? error.message : String(error);
    if (process.exitCode === exits.internal) {
      process.stderr.write(
        `nodeproof: a fault of nodeproof's own, please report it: ${error instanceof Error ? (error.stack ?? text) : text}\n`,
      );
    } else if (!(error instanceof Error && error.name === "CommanderError")) {
      process.stderr.write(`nodeproof: ${text}\n`);
    }
  }
  // Sockets of a target that hangs must not keep the process.
  if (process.exitCode !== undefined) setTimeout(() => process.exit(), 1_000).unref();
}
