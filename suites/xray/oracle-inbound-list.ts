import type { Judgement } from "../../contract/breach.js";
import type { JudgedCommand } from "../../contract/xray/command.js";
import type { InboundHandler } from "../../contract/xray/message.js";
import type { WalkOutcome } from "../../contract/xray/reply.js";
import { createInbound, type InboundEntry, type Ledger, type Untagged } from "./ledger.js";
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

type ListInbounds = Extract<JudgedCommand, { kind: "ListInbounds" }>;

const listing = "xray/inbound/list";
const onlyTags = "xray/inbound/list-only-tags";

/** Judges ListInbounds, in full or of tags only. */
export function judgeInboundList(
  ledger: Ledger,
  command: ListInbounds,
  outcome: WalkOutcome,
): readonly Judgement[] {
  const wrong = judgeAnswer(accepted(command.isOnlyTags ? onlyTags : listing), outcome, "inbounds");
  const shown = replyOf(outcome, "inbounds")?.inbounds;
  if (shown === undefined) return wrong;
  const look = new Look(viaOf(command), "xray/names/handler");
  if (command.isOnlyTags) judgeTags(ledger, shown, look);
  else judgeFull(ledger, shown, look);
  return look.judgements;
}

/** Takes in what a full list shows. One of tags only is judged, not believed. */
export function learnInboundList(
  ledger: Ledger,
  command: ListInbounds,
  outcome: WalkOutcome,
): void {
  const shown = replyOf(outcome, "inbounds")?.inbounds;
  if (shown === undefined || command.isOnlyTags) return;
  const via = viaOf(command);
  for (const entry of ledger.inbounds.values()) {
    const found = shown.find((inbound) => inbound.tag === entry.tag);
    entry.pending = undefined;
    entry.via = via;
    entry.presence = found === undefined ? "gone" : "here";
    if (found === undefined) continue;
    if (entry.settings !== undefined) continue;
    const seen = createInbound(found);
    entry.settings = seen.settings;
    if (entry.kind === "unknown") entry.kind = seen.kind;
    entry.ports = seen.ports;
  }
  if (ledger.setup !== undefined) {
    for (const inbound of shown) {
      if (inbound.tag === "" || ledger.inbounds.has(inbound.tag)) continue;
      const entry = createInbound(inbound);
      entry.users = undefined;
      ledger.inbounds.set(inbound.tag, entry);
    }
    ledger.untaggedInbounds.count = shown.filter((inbound) => inbound.tag === "").length;
  }
  ledger.untaggedInbounds.pending = undefined;
}

function judgeFull(ledger: Ledger, shown: readonly InboundHandler[], look: Look): void {
  const exact = ledger.setup !== undefined;
  for (const entry of ledger.inbounds.values()) {
    const found = shown.filter((inbound) => inbound.tag === entry.tag);
    judgeEntry(entry, found, look, exact);
  }
  if (!exact) {
    look.right(ledger.untaggedInbounds.pending);
    return;
  }
  judgeUntagged(ledger.untaggedInbounds, shown, look, {
    list: listing,
    empty: "xray/inbound/empty-tag",
  });
  for (const inbound of shown) {
    if (inbound.tag === "" || ledger.inbounds.has(inbound.tag)) continue;
    const simplified = inbound.tag === ledger.setup.apiTag ? "xray/config/simplified" : listing;
    look.add(breach(simplified, `no inbound ${inbound.tag}`, "it is listed"));
  }
  if (!look.clean) return;
  if (shown.length > 0) look.add(witness(listing));
  look.add(witness("xray/config/simplified"));
}

function judgeEntry(
  entry: InboundEntry,
  found: readonly InboundHandler[],
  look: Look,
  exact: boolean,
): void {
  const fallback = exact ? listing : undefined;
  const name = `inbound ${entry.tag}`;
  if (found.length > 1) {
    look.wrong(entry.pending, fallback, `${name} once`, `${String(found.length)} times`, entry.via);
    return;
  }
  const [first] = found;
  if (entry.presence === "maybe") return;
  if (first === undefined || entry.presence === "gone") {
    if ((first === undefined) === (entry.presence === "gone")) look.right(entry.pending);
    else if (first === undefined) {
      look.wrong(entry.pending, fallback, `${name} listed`, "it is not", entry.via);
    } else {
      look.wrong(entry.pending, fallback, `no ${name}`, "it is listed", entry.via);
    }
    return;
  }
  const { settings } = entry;
  const same =
    settings === undefined ||
    (sameMessage(settings.receiver, first.receiver) && sameMessage(settings.proxy, first.proxy));
  if (same) {
    look.right(entry.pending);
    // What was loaded and what is true of the users must differ, to see which of them shows.
    if (entry.altered && settings !== undefined) look.add(witness("xray/inbound/list-settings"));
    return;
  }
  // A write that was to have no effect is to blame for one; otherwise it is how the list shows it.
  const pending = entry.pending?.refused === true ? entry.pending : undefined;
  look.wrong(
    pending,
    "xray/inbound/list-settings",
    `${name} as loaded: ${JSON.stringify(settings)}`,
    JSON.stringify({ receiver: first.receiver, proxy: first.proxy }),
    pending?.via ?? entry.via,
  );
}

/** Handlers without a tag: as many as there are, before all others. */
export function judgeUntagged(
  untagged: Untagged,
  shown: readonly { readonly tag: string }[],
  look: Look,
  requirements: { readonly list: string; readonly empty: string },
): void {
  const { count, pending } = untagged;
  const found = shown.filter((handler) => handler.tag === "").length;
  if (count !== undefined && found !== count) {
    look.wrong(
      pending,
      requirements.list,
      `${String(count)} without a tag`,
      `${String(found)} without a tag`,
    );
    return;
  }
  if (shown.slice(0, found).some((handler) => handler.tag !== "")) {
    const order = shown.map((handler) => handler.tag).join(", ");
    look.wrong(undefined, requirements.empty, "those without a tag first", order);
    return;
  }
  look.right(pending);
}

/** With isOnlyTags: the tags that the full list has confirmed, and nothing else. */
function judgeTags(ledger: Ledger, shown: readonly InboundHandler[], look: Look): void {
  const more = shown.find((inbound) => inbound.receiver !== null || inbound.proxy !== null);
  if (more !== undefined) {
    look.add(breach(onlyTags, "tags and nothing else", `settings of inbound ${more.tag}`));
  }
  let compared = 0;
  for (const entry of ledger.inbounds.values()) {
    if (entry.presence === "maybe" || entry.pending !== undefined) continue;
    const found = shown.filter((inbound) => inbound.tag === entry.tag).length;
    const expected = entry.presence === "here" ? 1 : 0;
    compared += expected;
    if (found === expected) continue;
    look.wrong(
      undefined,
      onlyTags,
      `inbound ${entry.tag} ${expected === 1 ? "once" : "not listed"}`,
      `${String(found)} times`,
      entry.via,
    );
  }
  const { count, pending } = ledger.untaggedInbounds;
  const found = shown.filter((inbound) => inbound.tag === "").length;
  if (ledger.setup !== undefined) {
    const other = shown.find((i) => i.tag !== "" && !ledger.inbounds.has(i.tag));
    if (other !== undefined) {
      look.add(breach(onlyTags, `no inbound ${other.tag}`, "its tag is listed"));
    }
    if (count !== undefined && pending === undefined && found !== count) {
      look.add(breach(onlyTags, `${String(count)} empty tags`, String(found)));
    }
  }
  // On an address only the form can be judged of what others made.
  const seen = ledger.setup === undefined ? shown.length : compared;
  if (look.clean && seen > 0) look.add(witness(onlyTags));
}
