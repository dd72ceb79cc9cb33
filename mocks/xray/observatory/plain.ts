import type { JsonObject } from "../../../contract/json.js";
import { textOf, textsOf } from "../json-fields.js";
import { selectOutbounds } from "../router/select.js";
import type { XrayState } from "../state.js";
import type { OutboundStatus } from "./observatory.js";
import { outlookOf } from "./outlook.js";

/**
 * The observatory that probes one outbound after the other, with a pause after each; all at once where
 * it is `concurrent`, with one pause. What it saw of an outbound stays when the outbound goes.
 */
export interface PlainObservatory {
  readonly kind: "plain";
  readonly selectors: readonly string[];
  readonly probeUrl: string;
  /** Milliseconds. */
  readonly pause: number;
  readonly concurrent: boolean;
  /** In the order in which outbounds were first probed. */
  readonly statuses: Map<string, OutboundStatus>;
  /** What is left of this round. */
  queue: readonly string[];
  /** When the next probe begins, in milliseconds. */
  next: number;
}

/** Reads `xray.core.app.observatory.Config`. */
export function createPlain(config: JsonObject, now: number): PlainObservatory {
  const pause = Number(textOf(config, "probeInterval")) / 1e6;
  return {
    kind: "plain",
    selectors: textsOf(config, "subjectSelector"),
    probeUrl: textOf(config, "probeUrl") || "https://www.google.com/generate_204",
    pause: pause === 0 ? 10_000 : Math.max(pause, 0),
    concurrent: config["enableConcurrency"] === true,
    statuses: new Map(),
    queue: [],
    next: now,
  };
}

/** Does all probes that are over at `now`. */
export function advancePlain(state: XrayState, observatory: PlainObservatory, now: number): void {
  const tags = selectOutbounds(state, observatory.selectors);
  let rounds = 0;
  while (observatory.next <= now) {
    if (observatory.queue.length === 0) {
      // The original looks again and again until there is an outbound to probe.
      if (tags.length === 0) {
        observatory.next = now;
        return;
      }
      observatory.queue = tags;
      rounds += 1;
      // Every round finds the same: those between the first and the last one can be left out.
      if (rounds === 2) skipRounds(state, observatory, now);
    }
    if (!probeNext(state, observatory, now)) return;
  }
}

/** Takes what is next off the queue; false where the probe is still under way at `now`. */
function probeNext(state: XrayState, observatory: PlainObservatory, now: number): boolean {
  const { queue, concurrent, next, pause } = observatory;
  const together = concurrent ? queue : queue.slice(0, 1);
  const probes = together
    .map((tag) => ({ tag, end: next + duration(state, tag) }))
    .sort((a, b) => a.end - b.end);
  for (const { tag, end } of probes) if (end <= now) note(state, observatory, tag, end);
  const end = probes.at(-1)?.end ?? next;
  if (end > now) return false;
  observatory.queue = queue.slice(together.length);
  observatory.next = end + pause;
  return true;
}

/** A dead outbound ends the probe at once. */
function duration(state: XrayState, tag: string): number {
  const { alive, delay } = outlookOf(state, tag);
  return alive ? delay : 0;
}

function note(state: XrayState, observatory: PlainObservatory, tag: string, at: number): void {
  const { alive, delay } = outlookOf(state, tag);
  const lastTryTime = Math.floor(at / 1000);
  const lastSeenTime = alive ? lastTryTime : (observatory.statuses.get(tag)?.lastSeenTime ?? 0);
  observatory.statuses.set(tag, {
    tag,
    alive,
    delay: alive ? delay : 99999999,
    lastErrorReason: alive
      ? ""
      : `the outbound ${tag} is dead: GET request failed:app/observatory: outbound failed to relay connection > Get ${JSON.stringify(observatory.probeUrl)}: io: read/write on closed pipewith outbound handler report underlying connection failed`,
    lastSeenTime,
    lastTryTime,
    healthPing: null,
  });
}

function skipRounds(state: XrayState, observatory: PlainObservatory, now: number): void {
  const durations = observatory.queue.map((tag) => duration(state, tag));
  const { pause, concurrent } = observatory;
  const round = concurrent
    ? Math.max(...durations) + pause
    : durations.reduce((sum, d) => sum + d + pause, 0);
  // A pause of nothing between dead outbounds: the original would not rest either.
  if (round <= 0) observatory.next = now;
  else observatory.next += Math.max(0, Math.floor((now - observatory.next) / round) - 1) * round;
}
