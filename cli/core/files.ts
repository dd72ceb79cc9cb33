import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { getSystemErrorMap } from "node:util";
import type { CoreFile } from "../../harness/core-program.js";

/** What the flags of `run` say about files. */
export interface FileFlags {
  readonly files: readonly string[];
  readonly folder: string;
  readonly format: string;
}

/** Which configuration files to read, and what the original says on stderr of how it found them. */
export interface FoundFiles {
  readonly names: readonly string[];
  readonly lines: readonly string[];
}

const suffixes = ["json", "jsonc", "toml", "yaml", "yml"] as const;

/** Finds the files: those of a folder beside those that are named, else the working directory's, else stdin. */
export function findFiles({ files, folder, format }: FileFlags): FoundFiles {
  const names = [...files];
  const lines: string[] = [];
  const ofEnvironment = variable("confdir") ?? "";
  if (isFolder(folder)) {
    lines.push(`Using confdir from arg: ${folder}`);
    names.push(...filesOf(folder, format));
  } else if (isFolder(ofEnvironment)) {
    lines.push(`Using confdir from env: ${ofEnvironment}`);
    names.push(...filesOf(ofEnvironment, format));
  }
  if (names.length > 0) return { names, lines };
  const here = suffixes
    .map((suffix) => join(process.cwd(), `config.${suffix}`))
    .find((file) => isFile(file));
  if (here !== undefined)
    return { names: [here], lines: [...lines, `Using default config:  ${here}`] };
  const there = join(variable("config") ?? dirname(process.argv[1] ?? ""), "config.json");
  if (isFile(there))
    return { names: [there], lines: [...lines, `Using config from env:  ${there}`] };
  return { names: ["stdin:"], lines: [...lines, "Using config from STDIN"] };
}

/** The format of a file, from the flag or its name; undefined where neither tells. */
export function formatOf(name: string, flag: string): CoreFile["format"] | undefined {
  const given = formatNamed(flag);
  if (given !== undefined) return given;
  if (name === "stdin:") return "json";
  const dot = name.lastIndexOf(".");
  return dot === -1 ? undefined : formatNamed(name.slice(dot + 1));
}

function formatNamed(name: string): CoreFile["format"] | undefined {
  switch (name.toLowerCase()) {
    case "json":
    case "jsonc":
      return "json";
    case "yaml":
    case "yml":
      return "yaml";
    case "toml":
      return "toml";
    case "pb":
    case "protobuf":
      return "protobuf";
    default:
      return undefined;
  }
}

/** The text of a file, of stdin or of a web address. Rejects with the words of Go. */
export async function readConfigFile(name: string): Promise<string> {
  if (/^https?:\/\//.test(name)) return fetchText(name);
  try {
    return readFileSync(name === "stdin:" ? 0 : name, "utf8");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    // Where nothing is connected to stdin there is nothing to read.
    if (name === "stdin:") return "";
    const words = [...getSystemErrorMap().values()].find(([known]) => known === code)?.[1];
    throw new Error(
      code === "EISDIR" ? `read ${name}: is a directory` : `open ${name}: ${words ?? code}`,
      { cause: error },
    );
  }
}

async function fetchText(address: string): Promise<string> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(30_000) }).catch(
    (cause: unknown) => {
      throw new Error(`main/confloader/external: failed to dial to ${address} > ${String(cause)}`, {
        cause,
      });
    },
  );
  if (answer.status !== 200)
    throw new Error(
      `main/confloader/external: unexpected HTTP status code: ${String(answer.status)}`,
    );
  return answer.text();
}

/** `xray.location.NAME`, or `XRAY_LOCATION_NAME`. */
function variable(name: string): string | undefined {
  return process.env[`xray.location.${name}`] ?? process.env[`XRAY_LOCATION_${name.toUpperCase()}`];
}

function filesOf(folder: string, format: string): readonly string[] {
  const wanted: readonly string[] =
    { json: ["json", "jsonc"], toml: ["toml"], yaml: ["yaml", "yml"], yml: ["yaml", "yml"] }[
      format.toLowerCase()
    ] ?? suffixes;
  return readdirSync(folder)
    .filter((name) =>
      wanted.some((suffix) => name.endsWith(`.${suffix}`) && name.length > suffix.length + 1),
    )
    .sort()
    .map((name) => join(folder, name));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === false;
}

function isFolder(path: string): boolean {
  return path !== "" && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
