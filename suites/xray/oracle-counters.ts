import type { ServiceName, Stimulus } from "../../contract/xray/command.js";
import { counterOf, listenersOn, type CounterEntry, type Ledger } from "./ledger.js";

/** Inbounds or outbounds, as counters name them. */
export type Side = "inbound" | "outbound";

const directions = ["uplink", "downlink"] as const;

/** The requirement that speaks for the counters of new handlers. */
export const creation: Readonly<Record<Side, string>> = {
  inbound: "xray/stats/inbound-counters",
  outbound: "xray/stats/outbound-counters",
};

/** The name of a handler's counter. */
export function counterName(side: Side, tag: string, direction: (typeof directions)[number]) {
  return `${side}>>>${tag}>>>traffic>>>${direction}`;
}

/**
 * Takes in that a handler was made, or perhaps made. Where the policy is known, its counters begin
 * at 0, or are taken up again.
 */
export function learnHandlerCounters(
  ledger: Ledger,
  side: Side,
  tag: string,
  how: "made" | "perhaps",
  via: ServiceName,
): void {
  if (ledger.setup === undefined || !ledger.counted) return;
  const { policy } = ledger.setup;
  const wanted = { uplink: policy[`${side}Uplink`], downlink: policy[`${side}Downlink`] };
  for (const direction of directions) {
    const name = counterName(side, tag, direction);
    const entry = counterOf(ledger, name);
    if (tag === "") {
      const requirement = "xray/stats/no-tag-no-counter";
      // Without the flags of the policy nobody has counters: nothing to be seen then.
      entry.pending = { requirement, refused: true, via, quiet: !wanted[direction] };
    } else if (!wanted[direction]) {
      continue;
    } else if (entry.presence === "here") {
      if (how === "made") keeps(entry, via);
    } else {
      entry.least = entry.presence === "maybe" || how === "perhaps";
      entry.presence = how === "made" ? "here" : "maybe";
      if (how === "made") {
        entry.pending = { requirement: creation[side], refused: false, via };
      }
    }
    ledger.counters.set(name, entry);
  }
}

/** Takes in that a handler was removed: its counters stay. */
export function learnRemovedCounters(
  ledger: Ledger,
  side: Side,
  tag: string,
  via: ServiceName,
): void {
  if (ledger.setup === undefined) return;
  for (const direction of directions) {
    const entry = ledger.counters.get(counterName(side, tag, direction));
    if (entry?.presence === "here") keeps(entry, via);
  }
}

/** Takes in that bytes were sent to a port: the counters of whoever listens there may have grown. */
export function learnTraffic(ledger: Ledger, command: Stimulus): void {
  if (command.kind !== "Send") return;
  const grows = (entry: CounterEntry | undefined) => {
    if (entry === undefined) return;
    entry.least = true;
    // That it exists can still be confirmed, what value it had no longer.
    const created = entry.pending?.requirement === creation.inbound;
    if (!created) entry.pending = undefined;
  };
  const listeners = listenersOn(ledger, command.port);
  for (const { tag } of listeners) {
    for (const direction of directions) {
      grows(ledger.counters.get(counterName("inbound", tag, direction)));
    }
  }
  // Vless and trojan let nothing pass that does not authenticate; others hand it on.
  const passes = listeners.some(({ kind }) => kind !== "vless" && kind !== "trojan");
  if (!passes) return;
  for (const [name, entry] of ledger.counters) if (name.startsWith("outbound>>>")) grows(entry);
}

/** The value must outlast what was just done; remarkable only where it isn't 0. */
function keeps(entry: CounterEntry, via: ServiceName): void {
  entry.pending ??= {
    requirement: "xray/stats/survive-removal",
    refused: true,
    via,
    quiet: entry.value === 0n || entry.least,
  };
}
