// Fails where proto/gen/ is not what `npm run generate` makes of proto/.
import { execSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const before = mkdtempSync(join(tmpdir(), "nodeproof-gen-"));
const gen = join(root, "proto", "gen");
const files = (folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((f) => f.endsWith(".ts"))
    .sort();

cpSync(gen, before, { recursive: true });
try {
  execSync("npm run --silent generate", { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  const stale = [...new Set([...files(before), ...files(gen)])].filter((f) => {
    const read = (folder) => {
      try {
        return readFileSync(join(folder, f), "utf8");
      } catch {
        return undefined;
      }
    };
    return read(before) !== read(gen);
  });
  if (stale.length > 0) {
    console.error(
      `proto/gen/ is not what proto/ generates; run npm run generate:\n  ${stale.join("\n  ")}`,
    );
    process.exitCode = 1;
  }
} finally {
  rmSync(before, { recursive: true, force: true });
}
