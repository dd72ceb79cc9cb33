import { FakeError } from "../../core/fake-error.js";
import { severities, type LogConfig, type LogTarget, type Severity } from "./log-config.js";
import { openLogFile } from "./log-file.js";
import { createMask, formatLogLine } from "./log-line.js";
import { systemText } from "../perform.js";

/** The two logs of a fake, as the configuration wants them. */
export interface XrayLog {
  /** Writes a line to the error log where its level lets it through. */
  write(severity: Severity, text: string): void;
  /** True where debug lines are written: they cost something to make. */
  readonly detailed: boolean;
  /** Closes both and opens them by their names again; the original's refusal where one cannot be had. */
  restart(): string | undefined;
  close(): void;
}

/** What a log needs beside its configuration. */
export interface LogOptions {
  /** Gets the lines for the console, without their ends. Undefined: they are not made. */
  readonly console?: ((line: string) => void) | undefined;
  /** Milliseconds since 1970, with their fraction. */
  readonly now: () => number;
}

interface Sink {
  write(line: string): void;
  close(): void;
}

/** Opens the logs; both files are there afterwards. Throws a FakeError where one cannot be had. */
export function openLog(config: LogConfig, { console, now }: LogOptions): XrayLog {
  const mask = createMask(config.mask);
  const least = config.level === undefined ? -1 : severities.indexOf(config.level);
  let access: Sink | undefined;
  let error: Sink | undefined;

  const openSink = (target: LogTarget): Sink | undefined | { readonly refused: string } => {
    if (target === null) return undefined;
    if (target === "console") return console && { write: console, close: () => undefined };
    const file = openLogFile(target.path, now);
    return "code" in file ? { refused: `open ${target.path}: ${systemText(file.code)}` } : file;
  };
  const openBoth = (): string | undefined => {
    const first = openSink(config.access);
    if (first !== undefined && "refused" in first)
      return `app/log: failed to initialize access logger > ${first.refused}`;
    access = first;
    const second = openSink(config.error);
    if (second !== undefined && "refused" in second)
      return `app/log: failed to initialize error logger > ${second.refused}`;
    error = second;
    return undefined;
  };
  const write = (severity: Severity, text: string): void => {
    if (error === undefined || severities.indexOf(severity) > least) return;
    error.write(formatLogLine(now(), severity, mask(text)));
  };
  const close = (): void => {
    write("Debug", "app/log: Logger closing");
    access?.close();
    error?.close();
    access = error = undefined;
  };

  const refused = openBoth();
  if (refused !== undefined) {
    close();
    throw new FakeError("bad-boot", `a log cannot be written: ${refused}; name another file`, {
      original: { exit: 23, text: `main: failed to create server > ${refused}` },
    });
  }
  write("Debug", "app/log: Logger started");
  return {
    write,
    detailed: config.level === "Debug",
    restart: () => {
      close();
      const text = openBoth();
      return text === undefined ? undefined : `app/log/command: failed to start logger > ${text}`;
    },
    close,
  };
}
