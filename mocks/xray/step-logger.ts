import { done, type XrayResult } from "./refusal.js";
import type { XrayState } from "./state.js";

/** Closes the log files and opens them by their names again. */
export function restartLogger(_state: XrayState): XrayResult {
  return done();
}
