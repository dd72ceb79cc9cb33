import type { Judgement } from "../../contract/breach.js";
import type { JudgedCommand } from "../../contract/xray/command.js";
import type { Message, OutboundHandler } from "../../contract/xray/message.js";
import type { WalkOutcome } from "../../contract/xray/reply.js";
import { createOutbound, type Ledger, type OutboundEntry } from "./ledger.js";
import { judgeUntagged } from "./oracle-inbound-list.js";
import {
  accepted,
  breach,
  judgeAnswer,
  Look,
  replyOf,
  viaOf,
  witness,
} from "./oracle-judgement.js";
import { sameMessage } from "./oracle-reading.js";

type ListOutbounds = Extract<JudgedCommand, { kind: "ListOutbounds" }>;

const listing = "xray/outbound/list";

/** Judges ListOutbounds. */
export function judgeOutboundList(
  ledger: Ledger,
  command: ListOutbounds,
  outcome: WalkOutcome,
): readonly Judgement[] {
  const shown = replyOf(outcome, "outbounds")?.outbounds;
  if (shown === undefined) return judgeAnswer(accepted(listing), outcome, "outbounds");
  const look = new Look(viaOf(command), "xray/names/handler");
  const exact = ledger.setup !== undefined;
  for (const entry of ledger.outbounds.values()) {
    judgeEntry(
      entry,
      shown.filter((outbound) => outbound.tag === entry.tag),
      look,
      ledger,
    );
  }
  if (exact) {
    judgeUntagged(ledger.untaggedOutbounds, shown, look, {
      list: listing,
      empty: "xray/outbound/empty-tag",
    });
    for (const outbound of shown) {
      if (outbound.tag === "" || ledger.outbounds.has(outbound.tag)) continue;
      look.add(breach(listing, `no outbound ${outbound.tag}`, "it is listed"));
    }
    if (look.clean && shown.length > 0) look.add(witness(listing));
  } else {
    look.right(ledger.untaggedOutbounds.pending);
  }
  if (look.clean) look.right(ledger.outboundsPending);
  return look.judgements;
}

/** Takes in what the list shows. */
export function learnOutboundList(
  ledger: Ledger,
  command: ListOutbounds,
  outcome: WalkOutcome,
): void {
  const shown = replyOf(outcome, "outbounds")?.outbounds;
  if (shown === undefined) return;
  for (const entry of ledger.outbounds.values()) {
    const found = shown.find((outbound) => outbound.tag === entry.tag);
    entry.pending = undefined;
    entry.via = viaOf(command);
    entry.presence = found === undefined ? "gone" : "here";
    if (found !== undefined) entry.settings ??= createOutbound(found).settings;
  }
  ledger.outboundsPending = undefined;
  ledger.untaggedOutbounds.pending = undefined;
  if (ledger.setup === undefined) return;
  for (const outbound of shown) {
    if (outbound.tag === "" || outbound.tag === ledger.setup.apiTag) continue;
    if (!ledger.outbounds.has(outbound.tag)) {
      ledger.outbounds.set(outbound.tag, createOutbound(outbound));
    }
  }
  ledger.untaggedOutbounds.count = shown.filter((outbound) => outbound.tag === "").length;
}

function judgeEntry(
  entry: OutboundEntry,
  found: readonly OutboundHandler[],
  look: Look,
  ledger: Ledger,
): void {
  if (entry.presence === "maybe" && found.length < 2) return;
  const expected = entry.presence === "gone" ? 0 : 1;
  if (found.length !== expected) {
    look.wrong(
      entry.pending ?? ledger.outboundsPending,
      ledger.setup !== undefined ? listing : undefined,
      `outbound ${entry.tag} ${expected === 1 ? "once" : "not listed"}`,
      `${String(found.length)} times`,
      entry.via,
    );
    return;
  }
  const [first] = found;
  const { settings, pending } = entry;
  if (first === undefined || settings === undefined) {
    look.right(pending);
    return;
  }
  if (sameSender(settings.sender, first.sender) && sameMessage(settings.proxy, first.proxy)) {
    look.right(pending);
    // Settings that we sent, as ours say, and not what the first look taught us.
    if (pending?.refused === false) look.add(witness("xray/outbound/list-settings"));
    return;
  }
  const blamed = pending?.refused === true ? pending : undefined;
  look.wrong(
    blamed,
    "xray/outbound/list-settings",
    `outbound ${entry.tag} as loaded: ${JSON.stringify(settings)}`,
    JSON.stringify({ sender: first.sender, proxy: first.proxy }),
    blamed?.via ?? entry.via,
  );
}

/** A sender that was left out may be shown as none, or as one without any setting. */
function sameSender(sent: Message | null, shown: Message | null): boolean {
  if (sent !== null) return sameMessage(sent, shown);
  if (shown === null) return true;
  return "fields" in shown ? Object.keys(shown.fields).length === 0 : shown.base64 === "";
}
