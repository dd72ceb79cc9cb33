// What `nodeproof --version`, `--help` and a served fake cost beside a bare node: whole processes,
// interleaved, median of the ratios.  node bench/start-up.mjs [RUNS]
import { spawn, spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import "../scripts/prepare.mjs";

const runs = Number(process.argv[2] ?? 9);
const main = join(dirname(fileURLToPath(import.meta.url)), "..", "dist", "cli", "main.js");

const toEnd =
  (...args) =>
  async () => {
    const start = performance.now();
    spawnSync(process.execPath, args);
    return performance.now() - start;
  };

const untilReady = async () => {
  const start = performance.now();
  const child = spawn(process.execPath, [
    main,
    "serve",
    "xray",
    "--listen",
    "127.0.0.1:0",
    "--no-listen",
  ]);
  await new Promise((resolve) => child.stdout.once("data", resolve));
  const ms = performance.now() - start;
  child.kill();
  await new Promise((resolve) => child.once("close", resolve));
  return ms;
};

const bare = toEnd("-e", "0");
const measured = {
  "--version": toEnd(main, "--version"),
  "--help": toEnd(main, "--help"),
  "serve, until ready": untilReady,
};
const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];

const ratios = Object.fromEntries(Object.keys(measured).map((name) => [name, []]));
for (let i = 0; i < runs; i += 1) {
  for (const [name, run] of Object.entries(measured)) {
    const base = await bare();
    ratios[name].push((await run()) / base);
  }
}
for (const [name, list] of Object.entries(ratios)) {
  console.log(
    `${name}: ${median(list).toFixed(2)} times a bare node (${Math.min(...list).toFixed(2)} to ${Math.max(...list).toFixed(2)}, ${runs} runs)`,
  );
}
