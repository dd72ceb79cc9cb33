import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { RunEvent } from "../../contract/event.js";
import { exitOf } from "../../contract/report.js";
import { check, type CheckOptions } from "../../harness/check.js";
import { formatEvent } from "../../report/events.js";
import { formatJson } from "../../report/json.js";
import { formatJunit } from "../../report/junit.js";
import { TextReporter } from "../../report/text.js";
import { exits, UsageError } from "../exit.js";
import { interruptSignal } from "../interrupt.js";
import { terminal } from "../terminal.js";

/** `nodeproof check`: judges, writes text as it goes and the three report files at the end. */
export async function checkCommand(api: "xray", flags: Record<string, unknown>): Promise<number> {
  const options = flags as Pick<
    CheckOptions,
    "target" | "profile" | "effort" | "seed" | "only" | "skip" | "touch" | "disruptive"
  > & {
    timeout: number;
    strict?: boolean;
    partialOk?: boolean;
    report: string;
  };
  const strictness = { strict: options.strict ?? false, partialOk: options.partialOk ?? false };
  const signal = interruptSignal();
  const text = new TextReporter(terminal(process.stdout));
  const folder = options.report;
  const emit = (event: RunEvent): void => {
    // The folder is made once there is something to report: a mistyped flag leaves nothing behind.
    if (event.type === "started") openFolder(folder);
    appendFileSync(join(folder, "events.jsonl"), formatEvent(event));
    text.take(event);
  };
  const { timeout, ...rest } = options;
  const report = await check({ ...rest, api, timeoutMs: timeout, emit, signal });
  writeFileSync(join(folder, "report.json"), formatJson(report, strictness));
  writeFileSync(join(folder, "junit.xml"), formatJunit(report));
  text.finish(report, strictness, folder);
  return signal.aborted ? exits.interrupted : exitOf(report, strictness);
}

function openFolder(folder: string): void {
  try {
    makeFolder(resolve(folder));
    writeFileSync(join(folder, "events.jsonl"), "");
    // What an earlier run said must not be taken for this one's word if it ends early.
    for (const name of ["report.json", "junit.xml"]) rmSync(join(folder, name), { force: true });
  } catch (cause) {
    throw new UsageError(`--report ${folder}: cannot be written: ${String(cause)}`, { cause });
  }
}

/** Makes a folder and those above it. Node's own `recursive` never ends under /proc (20.20.2). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}
