import type { XrayState } from "../state.js";
import { advanceBurst, burstStatuses, type BurstObservatory } from "./burst.js";
import { advancePlain, type PlainObservatory } from "./plain.js";

/** Figures of a burst of pings; times in nanoseconds. */
export interface HealthPing {
  readonly all: number;
  readonly fail: number;
  readonly deviation: number;
  readonly average: number;
  readonly max: number;
  readonly min: number;
}

/** What is known of an outbound. `delay` in milliseconds, times in unix seconds, 0 for never. */
export interface OutboundStatus {
  readonly tag: string;
  readonly alive: boolean;
  readonly delay: number;
  readonly lastErrorReason: string;
  readonly lastSeenTime: number;
  readonly lastTryTime: number;
  /** Null for probes one by one. */
  readonly healthPing: HealthPing | null;
}

/** What probes the outbounds: one by one, or in bursts. */
export type Observatory = PlainObservatory | BurstObservatory;

/** Lets the probes go on until `now`. Has to come before outbounds change. */
export function advance(state: XrayState, now: number): void {
  const { observatory } = state;
  if (observatory === null) return;
  if (observatory.kind === "plain") advancePlain(state, observatory, now);
  else advanceBurst(state, observatory, now);
}

/** What the probes have found until `now`; null where there is no observatory. */
export function observe(state: XrayState, now: number): readonly OutboundStatus[] | null {
  const { observatory } = state;
  if (observatory === null) return null;
  advance(state, now);
  return observatory.kind === "plain"
    ? [...observatory.statuses.values()]
    : burstStatuses(state, observatory, now);
}
