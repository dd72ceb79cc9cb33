import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the package: where package.json and scenarios/ are. */
export const packageRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)));

/** The version in package.json. */
export const toolVersion: string = readVersion();

function findRoot(folder: string): string {
  // The same file runs from the sources and from dist/, one level deeper.
  return folder.endsWith(join("dist", "harness")) ? join(folder, "..", "..") : join(folder, "..");
}

function readVersion(): string {
  const text: unknown = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8"));
  return (text as { version: string }).version;
}
