// `npm test`, on a fresh build: everything that needs neither the real programs nor a container engine, and a line
// that names what was left for `npm run test:real`.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import "./prepare.mjs";

const vitest = join(
  dirname(createRequire(import.meta.url).resolve("vitest/package.json")),
  "vitest.mjs",
);
const projects = ["unit", "wire", "conformance"];
const { status } = spawnSync(
  process.execPath,
  [vitest, "run", ...projects.flatMap((p) => ["--project", p]), ...process.argv.slice(2)],
  { stdio: "inherit" },
);
console.log(
  [
    "skipped: project real (tests against the real Xray 26.3.27)",
    "  to run it: CGO_ENABLED=0 go install github.com/xtls/xray-core/main@v1.260327.0",
    "  then: NODEPROOF_XRAY=$(go env GOPATH)/bin/main npm run test:real",
  ].join("\n"),
);
process.exit(status ?? 1);
