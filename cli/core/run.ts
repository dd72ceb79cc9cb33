import {
  CoreStartError,
  dumpMerged,
  formatLogLine,
  formatTime,
  loadCore,
  micros,
  startCore,
  testCore,
  type CoreFile,
} from "../../harness/core-program.js";
import { findFiles, formatOf, readConfigFile } from "./files.js";
import type { ParsedFlags } from "./flags.js";
import { banner } from "./texts.js";

const now = (): number => performance.timeOrigin + performance.now();
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** `run`: starts the core and lasts until a signal; gives the exit code. */
export async function run({ flags }: Extract<ParsedFlags, { kind: "parsed" }>): Promise<number> {
  const text = (name: string): string | undefined =>
    flags.findLast(([given]) => given === name)?.[1] as string | undefined;
  const on = (name: string): boolean => flags.findLast(([given]) => given === name)?.[1] === true;
  const found = findFiles({
    files: flags.flatMap(([name, value]) =>
      name === "c" || name === "config" ? [String(value)] : [],
    ),
    folder: text("confdir") ?? "",
    format: text("format") ?? "auto",
  });
  if (on("dump")) return dump(found.names);
  for (const line of banner) print(line);
  for (const line of found.lines) complain(`${formatTime(now())}.${micros(now())} ${line}`);
  try {
    const files = filesOf(found.names, text("format") ?? "auto");
    const { options } = await loadCore(files, readConfigFile, (severity, line) =>
      print(formatLogLine(now(), severity, line)),
    );
    const whole = { ...options, console: print, expose: process.env["NODEPROOF_EXPOSE"] === "1" };
    if (on("test")) {
      testCore(whole);
      print("Configuration OK.");
      return 0;
    }
    return await serve(whole);
  } catch (error) {
    if (error instanceof CoreStartError) return fail(error);
    throw error;
  }
}

async function serve(options: Parameters<typeof startCore>[0]): Promise<number> {
  const stopped = new Promise<undefined>((resolve) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => resolve(undefined));
  });
  await using fake = await startCore(options);
  // A core without an API and without ports has nothing that keeps the process alive.
  const alive = setInterval(() => undefined, 2 ** 30);
  const crash = await Promise.race([stopped, fake.crashed]);
  clearInterval(alive);
  if (crash === undefined) return 0;
  panic("runtime error: invalid memory address or nil pointer dereference", [
    "[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x0]",
  ]);
  return 2;
}

function filesOf(names: readonly string[], flag: string): readonly CoreFile[] {
  const all = names.join(" ");
  const prefix = `main: failed to load config files: [${all}] > core: `;
  const files = names.map((name) => {
    const format = formatOf(name, flag);
    if (format === undefined)
      throw new CoreStartError(23, `${prefix}Failed to get format of ${name}`);
    return { name, format };
  });
  if (files.length > 1 && files.some((file) => file.format === "protobuf"))
    throw new CoreStartError(23, `${prefix}Only one protobuf config file is allowed`);
  return files;
}

/** `-dump`: prints the merged configuration, and nothing of what the log would say. */
async function dump(names: readonly string[]): Promise<number> {
  const files = names.flatMap((name): CoreFile[] => {
    const format = formatOf(name, "auto");
    return format === undefined || format === "protobuf" ? [] : [{ name, format }];
  });
  try {
    process.stdout.write(await dumpMerged(files, readConfigFile));
    return 0;
  } catch (error) {
    if (!(error instanceof CoreStartError)) throw error;
    print(error.message);
    return error.exit;
  }
}

/** The last line of a core that cannot start, where and as the original prints it. */
function fail({ exit, message }: CoreStartError): number {
  if (exit === 1) complain(`${formatTime(now())} FATAL: ${message}`);
  else if (exit === 2) panic(message);
  else print(`Failed to start: ${message}`);
  return exit;
}

/** What Go prints when it panics, short. */
export function panic(text: string, more: readonly string[] = []): void {
  complain([`panic: ${text}`, ...more, "", "goroutine 1 [running]:"].join("\n"));
}
