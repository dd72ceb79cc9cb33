import type { ConfigValue } from "./config-value.js";
import { logKeys } from "./known-keys.js";

const masks: readonly string[] = ["", "quarter", "half", "full"];

/** Checks `log`: what changes only what is printed is accepted, log files are not. */
export function checkLog(value: ConfigValue): void {
  const log = value.asObject(logKeys);
  log.string("loglevel");
  log.boolean("dnslog");
  const mask = log.get("maskaddress");
  if (mask !== undefined && !masks.includes(mask.asString())) {
    throw mask.unsupported(
      `${mask.shown} is not supported by this version of nodeproof`,
      'write "quarter", "half" or "full", or leave it out',
    );
  }
  for (const key of ["access", "error"] as const) {
    const path = log.string(key);
    if (path !== "" && path !== "none") {
      throw (log.get(key) ?? value).unsupported(
        `"${path}" is not supported by this version of nodeproof`,
        'the fake writes no log files; write "none", or leave it out',
      );
    }
  }
}
