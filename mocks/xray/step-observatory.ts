import { notModelled, refuseFor, type XrayResult } from "./refusal.js";
import type { XrayState } from "./state.js";

/** What the probes of outbounds have found so far. */
export function getOutboundStatus(_state: XrayState, _now: number): XrayResult {
  return refuseFor(notModelled("the observatory"));
}
