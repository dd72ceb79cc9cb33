// Builds dist/ where it is missing or older than what it is made from; with --force always. npm runs
// this after `npm ci` and again before the first `npx nodeproof`; the second time there is nothing
// to do.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const stamp = join(root, "dist", ".built");
const made = [
  "contract",
  "wire",
  "proto/gen",
  "scenarios",
  "mocks",
  "suites",
  "harness",
  "report",
  "cli",
];

function newest(path) {
  const info = statSync(path);
  if (!info.isDirectory()) return info.mtimeMs;
  return Math.max(info.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const sources = [...made, "tsconfig.json", "tsconfig.build.json", "package.json"].map((p) =>
  join(root, p),
);
const installed = sources.some((p) => !existsSync(p)); // An installed package has no sources.
const fresh = () =>
  existsSync(stamp) && statSync(stamp).mtimeMs >= Math.max(...sources.map(newest));

const tsc = join(root, "node_modules", "typescript", "bin", "tsc");

if (!installed && !existsSync(tsc)) {
  // `npx nodeproof` before `npm ci`. A failure here would leave npx with a broken cache for good.
  console.error("nodeproof is not built yet: run npm ci first");
} else if (!installed && (process.argv.includes("--force") || !fresh())) {
  rmSync(join(root, "dist"), { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json")], {
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
  // npx makes the programs executable only when it links them, not again after a later build.
  const { bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const program of Object.values(bin)) chmodSync(join(root, program), 0o755);
  writeFileSync(stamp, "");
}
