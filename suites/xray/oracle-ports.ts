import type { Judgement } from "../../contract/breach.js";
import type { Stimulus } from "../../contract/xray/command.js";
import type { WalkOutcome } from "../../contract/xray/reply.js";
import { listenersOn, portOf, type InboundEntry, type Ledger } from "./ledger.js";
import { breach, replyOf, witness } from "./oracle-judgement.js";

/** Takes in that an inbound was added, accepted for `requirement`. Call it before it is listed. */
export function portsAdded(ledger: Ledger, entry: InboundEntry, requirement: string): void {
  for (const port of entry.ports) {
    const shared = listenersOn(ledger, port).some((other) => other.failed === undefined);
    const wraps = requirement === "xray/inbound/port-wraps";
    ledger.ports.set(port, {
      ...portOf(ledger, port),
      requirement: wraps
        ? "xray/inbound/port-wraps"
        : shared
          ? "xray/inbound/shared-port"
          : "xray/inbound/add-listens",
      released: false,
    });
  }
}

/** Takes in that an inbound was removed. Call it while it still counts as there. */
export function portsRemoved(ledger: Ledger, entry: InboundEntry): void {
  if (entry.failed !== undefined) return;
  for (const port of entry.ports) {
    const others = listenersOn(ledger, port).filter((o) => o !== entry && o.failed === undefined);
    ledger.ports.set(port, {
      ...portOf(ledger, port),
      requirement:
        others.length > 0 ? "xray/inbound/shared-port" : "xray/inbound/remove-frees-port",
      released: others.length > 0,
    });
  }
}

/** Judges whether a port is open as it must be. */
export function judgeStimulus(
  ledger: Ledger,
  command: Stimulus,
  outcome: WalkOutcome,
): readonly Judgement[] {
  const accepts = replyOf(outcome, "connected")?.accepted;
  if (command.kind !== "Connect" || accepts === undefined) return [];
  const { held, requirement, released } = portOf(ledger, command.port);
  // A foreign program that holds the port may accept, too.
  if (held !== false || requirement === undefined) return [];
  const listeners = listenersOn(ledger, command.port);
  const certain = listeners.some((e) => e.presence === "here" && e.failed === undefined);
  if (!certain && listeners.length > 0) return [];
  if (accepts !== certain) {
    const listening = listeners.map((entry) => entry.tag).join(", ");
    return [
      breach(
        requirement,
        certain ? `port ${String(command.port)} open for ${listening}` : "a closed port",
        accepts ? "a connection is accepted" : "no connection is accepted",
      ),
    ];
  }
  // Sharing shows when one of them has gone and the port is open all the same.
  if (requirement === "xray/inbound/shared-port" && !released) return [];
  return [witness(requirement)];
}

/** Takes in what a stimulus did to a port. Traffic is learnt by the counters. */
export function learnStimulus(ledger: Ledger, command: Stimulus, outcome: WalkOutcome): void {
  switch (command.kind) {
    case "HoldPort":
    case "FreePort":
      ledger.ports.set(command.port, {
        ...portOf(ledger, command.port),
        held: replyOf(outcome, "held")?.held,
      });
      return;
    case "Connect":
    case "Send":
      return;
    default:
      command satisfies never;
  }
}
