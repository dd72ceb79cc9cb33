import type { JsonObject } from "../../../contract/json.js";
import { createRandom, hashText, type Random } from "../../core/random.js";
import { numberOf, objectOf, textOf, textsOf } from "../json-fields.js";
import { selectOutbounds } from "../router/select.js";
import { mapOrder, type XrayState } from "../state.js";
import type { HealthPing, OutboundStatus } from "./observatory.js";
import { outlookOf } from "./outlook.js";

/** One ping: when it was over, in milliseconds, and its nanoseconds; null where it failed. */
interface Ping {
  readonly at: number;
  readonly took: number | null;
}

/**
 * The observatory that pings every outbound `sampling` times in each period, at times by chance, and
 * once at the start.
 */
export interface BurstObservatory {
  readonly kind: "burst";
  readonly selectors: readonly string[];
  readonly sampling: number;
  /** Milliseconds. */
  readonly period: number;
  readonly random: Random;
  /** The last `sampling` pings of each outbound. */
  readonly results: Map<string, readonly Ping[]>;
  /** Pings under way, the next one first. */
  pending: readonly { readonly tag: string; readonly at: number }[];
  /** What the period under way pings; others are forgotten when it is over. */
  subjects: readonly string[];
  /** When the next period begins, in milliseconds. */
  next: number;
  isStarted: boolean;
}

/** Reads `xray.core.app.observatory.burst.Config`. */
export function createBurst(config: JsonObject, seed: number, now: number): BurstObservatory {
  const ping = objectOf(config, "pingConfig") ?? {};
  const nanoseconds = Number(textOf(ping, "interval"));
  const sampling = numberOf(ping, "samplingCount");
  const count = sampling <= 0 ? 10 : sampling;
  const interval = nanoseconds === 0 ? 60_000 : nanoseconds < 10 ? 10_000 : nanoseconds / 1e6;
  return {
    kind: "burst",
    selectors: textsOf(config, "subjectSelector"),
    sampling: count,
    period: interval * count,
    random: createRandom(hashText("burst", seed)),
    results: new Map(),
    pending: [],
    subjects: [],
    next: now,
    isStarted: false,
  };
}

/** Does all pings that are over at `now`. */
export function advanceBurst(state: XrayState, burst: BurstObservatory, now: number): void {
  if (burst.selectors.length === 0) return;
  let periods = 0;
  while (burst.next <= now) {
    finish(state, burst, burst.next);
    periods += 1;
    // Pings of periods long gone have all been pushed out.
    if (periods === 3)
      burst.next += Math.max(0, Math.floor((now - burst.next) / burst.period) - 2) * burst.period;
    begin(state, burst);
    burst.next += burst.period;
  }
  finish(state, burst, now);
}

/** Draws the times of the pings of one period. */
function begin(state: XrayState, burst: BurstObservatory): void {
  const tags = selectOutbounds(state, burst.selectors);
  for (const tag of burst.results.keys())
    if (burst.isStarted && !burst.subjects.includes(tag)) burst.results.delete(tag);
  const duration = (tag: string): number => {
    const { alive, delay } = outlookOf(state, tag);
    return alive ? delay : 0;
  };
  const pings = tags.flatMap((tag) =>
    Array.from({ length: burst.sampling }, () => ({
      tag,
      at: burst.next + burst.random.integer(Math.max(1, burst.period)) + duration(tag),
    })),
  );
  const first = burst.isStarted ? [] : tags.map((tag) => ({ tag, at: burst.next + duration(tag) }));
  burst.isStarted = true;
  burst.subjects = tags;
  burst.pending = [...burst.pending, ...first, ...pings].sort((a, b) => a.at - b.at);
}

function finish(state: XrayState, burst: BurstObservatory, now: number): void {
  const over = burst.pending.filter(({ at }) => at <= now);
  burst.pending = burst.pending.slice(over.length);
  for (const { tag, at } of over) {
    const { alive, delay } = outlookOf(state, tag);
    // No two pings take the same: the part below a millisecond is drawn.
    const took = alive ? Math.max(1, delay * 1e6 + burst.random.integer(1e6)) : null;
    const before = burst.results.get(tag) ?? [];
    burst.results.set(tag, [...before, { at, took }].slice(-burst.sampling));
  }
}

/** What the pings of the last two periods say. */
export function burstStatuses(
  state: XrayState,
  burst: BurstObservatory,
  now: number,
): readonly OutboundStatus[] {
  return mapOrder(state, burst.results).map(([tag, pings]) => {
    const healthPing = measure(pings.filter(({ at }) => now - at <= 2 * burst.period));
    return {
      tag,
      alive: healthPing.all !== healthPing.fail,
      delay: Math.trunc(healthPing.average / 1e6),
      lastErrorReason: "",
      lastSeenTime: 0,
      lastTryTime: 0,
      healthPing,
    };
  });
}

function measure(pings: readonly Ping[]): HealthPing {
  const times = pings.map(({ took }) => took).filter((took) => took !== null);
  const all = pings.length;
  const fail = all - times.length;
  if (times.length === 0) return { all, fail, deviation: 0, average: 0, max: 0, min: 0 };
  const average = Math.trunc(times.reduce((sum, time) => sum + time, 0) / times.length);
  const squares = times.reduce((sum, time) => sum + (time - average) ** 2, 0);
  // One ping says nothing of how much they differ: half of it stands for that.
  const deviation =
    times.length < 2 ? Math.trunc(average / 2) : Math.trunc(Math.sqrt(squares / times.length));
  return { all, fail, deviation, average, max: Math.max(...times), min: Math.min(...times) };
}
