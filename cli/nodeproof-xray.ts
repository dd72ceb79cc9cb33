#!/usr/bin/env node
// The drop-in for Xray 26.3.27: its flags, its output, its exit codes, and nothing of ours.
import { parseFlags, runFlags } from "./core/flags.js";
import { banner, commandHelps, isCommand, rootHelp, usageOf } from "./core/texts.js";

const printed = { out: (text: string) => process.stdout.write(text) };

/** A reader that goes away ends the program, as it ends the original. */
process.stdout.on("error", () => process.exit(141));

process.exitCode = await main(withCommand(process.argv.slice(2))).catch((error: unknown) => {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`nodeproof-xray: a fault of nodeproof's own, please report it: ${text}\n`);
  return 2;
});
// Nothing may keep a program that is at its end.
process.exit();

/** The arguments with the command that the original understands where none is written. */
function withCommand(args: readonly string[]): readonly string[] {
  const [first] = args;
  if (first === undefined) return ["run"];
  if (!first.startsWith("-")) return args;
  const early = parseFlags(args, { version: "boolean" });
  if (early.kind === "help") return ["help"];
  const flags = early.kind === "parsed" ? early.flags : early.before;
  return flags.at(-1)?.[1] === true ? ["version"] : ["run", ...args];
}

async function main([command = "", ...args]: readonly string[]): Promise<number> {
  switch (command) {
    case "":
      return emptyArgument();
    case "help":
      return help(args);
    case "version": {
      const flags = parseFlags(args, {});
      if (flags.kind !== "parsed") return misused("version", flags);
      printed.out(`${banner.join("\n")}\n`);
      return 0;
    }
    case "run": {
      const flags = parseFlags(args, runFlags);
      if (flags.kind !== "parsed") return misused("run", flags);
      // Everything heavy comes after the flags were found good.
      return (await import("./core/run.js")).run(flags);
    }
    default:
      if (isCommand(command)) return notHere(command);
      process.stderr.write(`xray ${command}: unknown command\nRun 'xray help' for usage.\n`);
      return 2;
  }
}

function help(topics: readonly string[]): number {
  const [topic, ...more] = topics;
  if (topic === undefined) {
    printed.out(rootHelp);
    return 0;
  }
  const text = commandHelps[topic];
  if (text !== undefined && more.length === 0) {
    printed.out(text);
    return 0;
  }
  if (text === undefined && isCommand(topic)) return notHere(topic);
  const known = text === undefined ? "" : ` ${topic}`;
  process.stderr.write(
    `xray help ${topics.join(" ")}: unknown help topic. Run 'xray help${known}'.\n`,
  );
  return 2;
}

function misused(
  command: "run" | "version",
  flags: { readonly kind: "help" } | { readonly kind: "bad"; readonly text: string },
): number {
  const what = flags.kind === "bad" ? `${flags.text}\n` : "";
  process.stderr.write(what + usageOf(command));
  return 2;
}

function notHere(command: string): number {
  process.stderr.write(
    `xray ${command}: this stand-in of nodeproof has only version and run; use the original for the rest\n`,
  );
  return 2;
}

/** The original looks at the first letter of an argument that has none. */
function emptyArgument(): number {
  process.stderr.write(
    "panic: runtime error: index out of range [0] with length 0\n\ngoroutine 1 [running]:\n",
  );
  return 2;
}
