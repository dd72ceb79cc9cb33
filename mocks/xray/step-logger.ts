import { done, type XrayResult } from "./refusal.js";

/**
 * Closes the log files and opens them by their names again. What was renamed before gets no more
 * lines, and what was removed is there again; a file that cannot be opened is refused.
 */
export function restartLogger(): XrayResult {
  return done([{ kind: "restart-log" }]);
}
