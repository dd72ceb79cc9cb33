import type { Judgement } from "../../contract/breach.js";
import type { JudgedCommand, ServiceName, WalkCommand } from "../../contract/xray/command.js";
import type { WalkOutcome } from "../../contract/xray/reply.js";
import {
  caseVariant,
  createInbound,
  inboundOf,
  type InboundEntry,
  type Ledger,
  type Pending,
} from "./ledger.js";
import { expectAddInbound } from "./oracle-inbound-settings.js";
import { learnHandlerCounters, learnRemovedCounters } from "./oracle-counters.js";
import {
  accepted,
  isRight,
  judgeAnswer,
  matching,
  open,
  refused,
  viaOf,
  type Expected,
} from "./oracle-judgement.js";
import { portsAdded, portsRemoved } from "./oracle-ports.js";
import { noClue } from "./texts.js";

/** Commands on inbounds as wholes, except looks. */
export type InboundWrite = Extract<JudgedCommand, { kind: "AddInbound" | "RemoveInbound" }>;

/** Judges the answer to a write on inbounds; its effect is judged by the next ListInbounds. */
export function judgeInboundWrite(
  ledger: Ledger,
  command: InboundWrite,
  outcome: WalkOutcome,
): readonly Judgement[] {
  return judgeAnswer(expectInboundWrite(ledger, command), outcome);
}

/** Takes in what a write on inbounds did. */
export function learnInboundWrite(
  ledger: Ledger,
  command: InboundWrite,
  outcome: WalkOutcome,
): void {
  const expected = expectInboundWrite(ledger, command);
  const via = viaOf(command);
  switch (command.kind) {
    case "AddInbound":
      learnAdd(ledger, command, expected, outcome, via);
      return;
    case "RemoveInbound":
      learnRemove(ledger, command.tag, expected, outcome, via);
      return;
    default:
      command satisfies never;
  }
}

/** The look that proves that a refused write had no effect, or that a failed listen took the tag. */
export function followInboundWrite(
  ledger: Ledger,
  command: InboundWrite,
  outcome: WalkOutcome,
): readonly WalkCommand[] {
  if (outcome.status !== "refused") return [];
  const list: WalkCommand = { kind: "ListInbounds", isOnlyTags: false };
  if (command.kind === "AddInbound" && command.inbound !== null) {
    const entry = ledger.inbounds.get(command.inbound.tag);
    // A tag that a failed listen has just taken must be in use for the next one, too.
    const justTaken = entry?.failed !== undefined && entry.pending?.refused === false;
    if (justTaken) return [list, { kind: "AddInbound", inbound: command.inbound }];
  }
  return [list];
}

function expectInboundWrite(ledger: Ledger, command: InboundWrite): Expected {
  switch (command.kind) {
    case "AddInbound":
      return expectAddInbound(ledger, command.inbound);
    case "RemoveInbound": {
      if (command.tag === "") return refused("xray/inbound/remove-unknown", noClue());
      const { presence } = inboundOf(ledger, command.tag);
      if (presence === "maybe") return open;
      if (presence === "here") return accepted("xray/inbound/remove");
      const byCase = caseVariant(ledger.inbounds, command.tag) !== undefined;
      return refused(
        byCase ? "xray/inbound/tags-by-case" : "xray/inbound/remove-unknown",
        noClue(),
      );
    }
    default:
      return command satisfies never;
  }
}

function learnAdd(
  ledger: Ledger,
  { inbound }: Extract<JudgedCommand, { kind: "AddInbound" }>,
  expected: Expected,
  outcome: WalkOutcome,
  via: ServiceName,
): void {
  if (inbound === null) return;
  const { tag } = inbound;
  const right = expected.kind !== "open" && isRight(expected, outcome);
  const refusal = matching(expected, outcome);
  if (tag === "") {
    learnUntagged(ledger, expected, right, outcome, via);
    return;
  }
  if (expected.kind === "accepted" && right) {
    const entry = createInbound(inbound);
    const byCase = caseVariant(ledger.inbounds, tag);
    // What a shared or wrapped port is worth, Connect shows; the list shows that it was added.
    const requirement = byCase === undefined ? "xray/inbound/add" : "xray/inbound/tags-by-case";
    entry.pending = { requirement, refused: false, via };
    entry.via = via;
    if (byCase !== undefined) byCase.pending ??= { ...entry.pending, refused: true, quiet: true };
    portsAdded(ledger, entry, expected.requirement);
    ledger.inbounds.set(tag, entry);
    learnHandlerCounters(ledger, "inbound", tag, "made", via);
    return;
  }
  const before = inboundOf(ledger, tag);
  if (refusal?.takesTag === true) {
    const entry = createInbound(inbound);
    entry.pending = { requirement: refusal.requirement, refused: false, via };
    entry.via = via;
    entry.failed = refusal.requirement;
    // How a failed inbound shows its settings was not observed: the first look tells.
    entry.settings = undefined;
    ledger.inbounds.set(tag, entry);
  } else if (refusal !== undefined) {
    before.pending = { requirement: refusal.requirement, refused: true, via };
    ledger.inbounds.set(tag, before);
  } else {
    widen(ledger, before, createInbound(inbound));
  }
  learnHandlerCounters(ledger, "inbound", tag, "perhaps", via);
}

function learnUntagged(
  ledger: Ledger,
  expected: Expected,
  right: boolean,
  outcome: WalkOutcome,
  via: ServiceName,
): void {
  const untagged = ledger.untaggedInbounds;
  if (expected.kind === "accepted" && right) {
    if (untagged.count !== undefined) untagged.count += 1;
    untagged.pending = { requirement: expected.requirement, refused: false, via };
    learnHandlerCounters(ledger, "inbound", "", "made", via);
  } else if (outcome.status !== "refused") {
    untagged.count = undefined;
  }
}

function learnRemove(
  ledger: Ledger,
  tag: string,
  expected: Expected,
  outcome: WalkOutcome,
  via: ServiceName,
): void {
  const pending = (requirement: string, wasRefused: boolean): Pending => ({
    requirement,
    refused: wasRefused,
    via,
  });
  if (tag === "") {
    if (outcome.status === "refused") {
      ledger.untaggedInbounds.pending = pending("xray/inbound/remove-unknown", true);
    } else {
      ledger.untaggedInbounds.count = undefined;
    }
    return;
  }
  const entry = inboundOf(ledger, tag);
  const refusal = matching(expected, outcome);
  if (expected.kind === "accepted" && isRight(expected, outcome)) {
    portsRemoved(ledger, entry);
    entry.presence = "gone";
    entry.failed = undefined;
    entry.pending = pending(expected.requirement, false);
    entry.via = via;
    const variant = caseVariant(ledger.inbounds, tag);
    if (variant !== undefined) {
      variant.pending ??= { ...pending("xray/inbound/tags-by-case", true), quiet: true };
    }
    learnRemovedCounters(ledger, "inbound", tag, via);
  } else if (refusal !== undefined) {
    entry.pending = pending(refusal.requirement, true);
  } else {
    widen(ledger, entry, undefined);
    learnHandlerCounters(ledger, "inbound", tag, "perhaps", via);
    return;
  }
  ledger.inbounds.set(tag, entry);
}

/** After an answer that leaves open what happened, or no answer: the next look settles it. */
function widen(ledger: Ledger, entry: InboundEntry, sent: InboundEntry | undefined): void {
  const fresh = entry.presence === "gone" ? sent : undefined;
  if (fresh !== undefined) {
    entry.settings = fresh.settings;
    entry.kind = fresh.kind;
    entry.users = fresh.users;
    entry.ports = fresh.ports;
    entry.failed = undefined;
  } else if (sent !== undefined && entry.presence === "maybe") {
    entry.settings = undefined;
    entry.kind = "unknown";
    entry.users = undefined;
    entry.ports = [...new Set([...entry.ports, ...sent.ports])];
  }
  entry.presence = "maybe";
  entry.pending = undefined;
  ledger.inbounds.set(entry.tag, entry);
}
