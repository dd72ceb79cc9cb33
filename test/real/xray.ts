import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { xrayRecipe } from "../../harness/recipes/xray.js";
import { execTarget } from "../../harness/targets/exec.js";

/**
 * Path of the real Xray 26.3.27, from NODEPROOF_XRAY. Throws where there is none or it is another:
 * tests of project real are never skipped in silence.
 */
export function xrayBinary(): string {
  const path = process.env["NODEPROOF_XRAY"];
  if (path === undefined || !existsSync(path)) {
    throw new Error(
      "set NODEPROOF_XRAY to a real Xray 26.3.27: CGO_ENABLED=0 go install github.com/xtls/xray-core/main@v1.260327.0",
    );
  }
  const version = execFileSync(path, ["version"], { encoding: "utf8" }).split(" ")[1];
  if (version !== "26.3.27")
    throw new Error(`NODEPROOF_XRAY is Xray ${String(version)}, not 26.3.27`);
  return path;
}

/** The real Xray on the configuration that judging uses. */
export async function startRealXray() {
  return execTarget(`exec:${xrayBinary()}`, xrayBinary(), xrayRecipe, new AbortController().signal);
}
