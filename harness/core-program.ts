import { mergeConfigs, type ConfigText, type MergedConfig } from "../mocks/xray/config/merge.js";
import { ConfigError } from "../mocks/xray/config/config-error.js";
import { dumpConfig } from "../mocks/xray/config/dump.js";
import { loadWarnings } from "../mocks/xray/config/deprecated.js";
import { readXrayConfig } from "../mocks/xray/config/read-config.js";
import { FakeError } from "../mocks/core/fake-error.js";
import { startXrayFake, tryXrayBoot, type XrayFake } from "../mocks/xray/fake.js";
import type { Severity } from "../mocks/xray/log/log-config.js";
import type { XrayFakeOptions } from "../mocks/xray/options.js";
import { parseYamlValue } from "../scenarios/yaml-value.js";

export { formatLogLine, formatTime, micros } from "../mocks/xray/log/log-line.js";

/** A configuration file of the drop-in program. */
export interface CoreFile {
  /** As given, also `stdin:`. */
  readonly name: string;
  readonly format: "json" | "yaml" | "toml" | "protobuf";
}

/** The drop-in program cannot start. */
export class CoreStartError extends Error {
  override readonly name = "CoreStartError";

  constructor(
    /** 23 loading, 255 starting, 1 gRPC's FATAL, 2 a panic. */
    readonly exit: number,
    /** What follows `Failed to start: `, `FATAL: ` or `panic: `. */
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What the program loaded. */
export interface LoadedCore {
  /** The merged configuration as text. */
  readonly merged: MergedConfig;
  readonly options: XrayFakeOptions;
}

type Log = (severity: Severity, text: string) => void;

/**
 * Reads, merges and checks configuration files as the original does; `read` gives the text of one
 * and rejects with Go's words. Throws a CoreStartError.
 */
export async function loadCore(
  files: readonly CoreFile[],
  read: (name: string) => Promise<string>,
  log: Log,
): Promise<LoadedCore> {
  const names = files.map((file) => file.name).join(" ");
  const prefix = `main: failed to load config files: [${names}] > `;
  const merged = await mergeFiles(files, read, log, prefix);
  try {
    const { boot } = readXrayConfig(merged.text, names);
    for (const warning of loadWarnings(boot)) log("Warning", warning);
    // The API is where the configuration has it, and nowhere else.
    return { merged, options: { boot, crash: true, listen: boot.api.listen ?? "" } };
  } catch (error) {
    throw endOf(error);
  }
}

/** Reads and merges configuration files. Throws a CoreStartError whose text begins with `prefix`. */
async function mergeFiles(
  files: readonly CoreFile[],
  read: (name: string) => Promise<string>,
  log: Log,
  prefix: string,
): Promise<MergedConfig> {
  const texts: ConfigText[] = [];
  for (const file of files) {
    log("Info", `infra/conf/serial: Reading config: ${shown(file)}`);
    const text = await read(file.name).catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const words = `infra/conf/serial: failed to read config: ${shown(file)} > ${reason}`;
      throw new CoreStartError(23, prefix + words, { cause });
    });
    texts.push({ name: file.name, text: asJson(text, file, prefix) });
    checkTypes(texts, file, prefix);
  }
  const merged = mergeConfigs(texts);
  for (const line of merged.lines) log("Info", line);
  return merged;
}

const shown = ({ name, format }: CoreFile): string => `&{Name:${name} Format:${format}}`;

function asJson(text: string, { name, format }: CoreFile, prefix: string): string {
  if (format === "json") return text;
  if (format !== "yaml")
    throw new CoreStartError(
      23,
      `${prefix}nodeproof: ${name} is ${format}, which this stand-in does not read: write JSON or YAML`,
    );
  try {
    return JSON.stringify(parseYamlValue(text));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CoreStartError(
      23,
      `${prefix}infra/conf/serial: failed to decode config: &{Name:${name} Format:yaml} > infra/conf/serial: failed to convert yaml to json > ${reason}`,
      { cause },
    );
  }
}

/** Throws where the original cannot decode the last file; what only the whole can tell is looked at later. */
function checkTypes(texts: readonly ConfigText[], file: CoreFile, prefix: string): void {
  const last = texts.at(-1);
  if (last === undefined) return;
  try {
    readXrayConfig(last.text, last.name);
  } catch (error) {
    const alone = `main: failed to load config files: [${last.name}] > `;
    const decoding = `${alone}infra/conf/serial: `;
    if (!(error instanceof ConfigError)) throw error;
    if (error.code !== "not-json" && error.original?.startsWith(decoding) !== true) return;
    const told = error.original?.startsWith(alone) === true ? error.original : undefined;
    const words = told?.slice(alone.length).replace("Format:json}", `Format:${file.format}}`);
    throw new CoreStartError(23, words === undefined ? error.message : prefix + words, {
      cause: error,
    });
  }
}

/** The merged configuration as `-dump` prints it. Throws a CoreStartError. */
export async function dumpMerged(
  files: readonly CoreFile[],
  read: (name: string) => Promise<string>,
): Promise<string> {
  return dumpConfig((await mergeFiles(files, read, () => undefined, "")).text);
}

/** Does what `-test` does beyond loading. Throws a CoreStartError. */
export function testCore(options: XrayFakeOptions): void {
  try {
    tryXrayBoot(options);
  } catch (error) {
    throw endOf(error);
  }
}

/** Starts the loaded core. Throws a CoreStartError. */
export async function startCore(options: XrayFakeOptions): Promise<XrayFake> {
  return startXrayFake(options).catch((error: unknown) => {
    throw endOf(error);
  });
}

/** The original's last line where it does not start either, or undefined: it would, or that was not measured. */
export function originalLastLine(error: unknown): string | undefined {
  const { exit, text } =
    error instanceof ConfigError
      ? { exit: error.exit, text: error.original }
      : error instanceof FakeError
        ? (error.original ?? {})
        : {};
  if (text === undefined) return undefined;
  return exit === 1 ? `FATAL: ${text}` : exit === 2 ? `panic: ${text}` : `Failed to start: ${text}`;
}

/** How the original ends where the fake cannot start; our own words where that was not measured. */
function endOf(error: unknown): unknown {
  if (error instanceof ConfigError)
    return new CoreStartError(error.exit ?? 23, error.original ?? error.message, { cause: error });
  if (error instanceof FakeError) {
    const { exit = 23, text = error.message } = error.original ?? {};
    return new CoreStartError(exit, text, { cause: error });
  }
  return error;
}
