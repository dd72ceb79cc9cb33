import type { Judgement } from "../../contract/breach.js";
import type { JudgedCommand, WalkCommand } from "../../contract/xray/command.js";
import type { OutboundHandler } from "../../contract/xray/message.js";
import type { WalkOutcome } from "../../contract/xray/reply.js";
import {
  createOutbound,
  outboundOf,
  type Ledger,
  type OutboundEntry,
  type Pending,
} from "./ledger.js";
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
  type Refusal,
} from "./oracle-judgement.js";
import { kindOfProxy, readingOf } from "./oracle-reading.js";
import { typeNames } from "./messages.js";
import * as texts from "./texts.js";

/** Writes on outbounds. */
export type OutboundWrite = Extract<
  JudgedCommand,
  { kind: "AddOutbound" | "RemoveOutbound" | "AlterOutbound" }
>;

/** Judges the answer to a write on outbounds; its effect is judged by the next ListOutbounds. */
export function judgeOutboundWrite(
  ledger: Ledger,
  command: OutboundWrite,
  outcome: WalkOutcome,
): readonly Judgement[] {
  return judgeAnswer(expectOutboundWrite(ledger, command), outcome);
}

/** Takes in what a write on outbounds did. */
export function learnOutboundWrite(
  ledger: Ledger,
  command: OutboundWrite,
  outcome: WalkOutcome,
): void {
  const expected = expectOutboundWrite(ledger, command);
  const via = viaOf(command);
  const refusal = matching(expected, outcome);
  switch (command.kind) {
    case "AddOutbound":
      if (command.outbound === null) return;
      learnAdd(ledger, command.outbound, expected, outcome, {
        requirement: refusal?.requirement ?? "xray/outbound/add",
        refused: refusal !== undefined,
        via,
      });
      return;
    case "RemoveOutbound":
      learnRemove(ledger, command, expected, outcome);
      return;
    case "AlterOutbound":
      if (refusal === undefined) return;
      ledger.outboundsPending = { requirement: refusal.requirement, refused: true, via };
      return;
    default:
      command satisfies never;
  }
}

/** The look that proves that nothing moved. */
export function followOutboundWrite(
  ledger: Ledger,
  command: OutboundWrite,
  outcome: WalkOutcome,
): readonly WalkCommand[] {
  const unmoved =
    command.kind === "RemoveOutbound" &&
    outboundOf(ledger, command.tag).pending?.requirement === "xray/outbound/remove-unknown";
  return outcome.status === "refused" || (outcome.status === "ok" && unmoved)
    ? [{ kind: "ListOutbounds" }]
    : [];
}

function expectOutboundWrite(ledger: Ledger, command: OutboundWrite): Expected {
  switch (command.kind) {
    case "AddOutbound":
      return command.outbound === null ? open : expectAdd(ledger, command.outbound);
    case "RemoveOutbound": {
      if (command.tag === "") return refused("xray/outbound/remove-empty", texts.noClue());
      const { presence } = outboundOf(ledger, command.tag);
      return accepted(
        presence === "here" ? "xray/outbound/remove" : "xray/outbound/remove-unknown",
      );
    }
    case "AlterOutbound": {
      const reading = command.operation === null ? undefined : readingOf(command.operation);
      if (reading?.kind === "fields") {
        return refused("xray/outbound/alter-none", texts.notOutboundOperation());
      }
      if (reading?.kind === "unknown type") {
        const text = texts.unknownOperation(texts.typeNotFound());
        return refused("xray/outbound/alter-unknown", text);
      }
      return open;
    }
    default:
      return command satisfies never;
  }
}

function expectAdd(ledger: Ledger, { tag, sender, proxy }: OutboundHandler): Expected {
  if (proxy === null) return open;
  const found: Refusal[] = [];
  const add = (name: string, text: string) =>
    found.push({ requirement: `xray/outbound/${name}`, code: 2, text });
  const presence = tag === "" ? "gone" : outboundOf(ledger, tag).presence;
  if (presence === "here") add("add-same-tag", texts.outboundTagTaken(tag));
  for (const part of [sender, proxy]) {
    const reading = part === null ? undefined : readingOf(part);
    if (reading === undefined) continue;
    // Bad bytes in an outbound were not observed.
    if (reading.kind === "beyond us" || reading.kind === "bad bytes") return open;
    if (reading.kind === "unknown type") {
      add("unknown-settings", texts.typeNotFound());
      continue;
    }
    if (part === sender) {
      if (reading.type !== typeNames.sender) add("sender-type", texts.notSender());
      continue;
    }
    if (reading.type === typeNames.freedom || reading.type === typeNames.blackhole) continue;
    if (kindOfProxy(proxy) === "unknown") return open;
    add("proxy-is-inbound", texts.notOutboundHandler());
  }
  const [first, ...rest] = found;
  if (first !== undefined) return { kind: "refused", options: [first, ...rest] };
  if (presence === "maybe") return open;
  if (tag === "") return accepted("xray/outbound/empty-tag");
  return accepted(sender === null ? "xray/outbound/no-sender" : "xray/outbound/add");
}

function learnAdd(
  ledger: Ledger,
  outbound: OutboundHandler,
  expected: Expected,
  outcome: WalkOutcome,
  pending: Pending,
): void {
  const { tag } = outbound;
  const { via } = pending;
  const right = expected.kind === "accepted" && isRight(expected, outcome);
  if (right) {
    learnHandlerCounters(ledger, "outbound", tag, "made", via);
    const found = { ...pending, requirement: expected.requirement };
    if (tag === "") {
      const untagged = ledger.untaggedOutbounds;
      if (untagged.count !== undefined) untagged.count += 1;
      untagged.pending = found;
      return;
    }
    const entry = createOutbound(outbound);
    entry.pending = found;
    entry.via = via;
    ledger.outbounds.set(tag, entry);
    return;
  }
  learnHandlerCounters(ledger, "outbound", tag, "perhaps", via);
  if (tag === "") {
    if (outcome.status !== "refused") ledger.untaggedOutbounds.count = undefined;
    return;
  }
  const entry = outboundOf(ledger, tag);
  ledger.outbounds.set(tag, entry);
  if (pending.refused) {
    entry.pending = pending;
    return;
  }
  if (entry.presence === "gone") {
    entry.settings = { sender: outbound.sender, proxy: outbound.proxy };
  } else if (entry.presence === "maybe") {
    entry.settings = undefined;
  }
  widen(entry);
}

function learnRemove(
  ledger: Ledger,
  command: Extract<OutboundWrite, { kind: "RemoveOutbound" }>,
  expected: Expected,
  outcome: WalkOutcome,
): void {
  const via = viaOf(command);
  if (command.tag === "") {
    if (outcome.status !== "refused") ledger.untaggedOutbounds.count = undefined;
    else {
      ledger.untaggedOutbounds.pending = {
        requirement: "xray/outbound/remove-empty",
        refused: true,
        via,
      };
    }
    return;
  }
  const entry = outboundOf(ledger, command.tag);
  ledger.outbounds.set(command.tag, entry);
  if (expected.kind !== "accepted" || !isRight(expected, outcome)) {
    widen(entry);
    return;
  }
  const wasGone = entry.presence === "gone";
  entry.presence = "gone";
  entry.pending = { requirement: expected.requirement, refused: wasGone, via };
  entry.via = via;
  if (!wasGone) learnRemovedCounters(ledger, "outbound", command.tag, via);
}

function widen(entry: OutboundEntry): void {
  entry.presence = "maybe";
  entry.pending = undefined;
}
