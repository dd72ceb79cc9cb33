import type { Judgement } from "../../contract/breach.js";
import type { JudgedCommand } from "../../contract/xray/command.js";
import type { Counter, WalkOutcome } from "../../contract/xray/reply.js";
import { counterOf, type CounterEntry, type Ledger } from "./ledger.js";
import {
  accepted,
  breach,
  judgeAnswer,
  Look,
  replyOf,
  viaOf,
  witness,
} from "./oracle-judgement.js";

type QueryStats = Extract<JudgedCommand, { kind: "QueryStats" }>;

const query = "xray/stats/query";
const queryReset = "xray/stats/query-reset";
const uncounted = "xray/stats/api-uncounted";

/** True where a counter may have that value. */
export function fits(entry: CounterEntry, value: bigint): boolean {
  return entry.least ? value >= entry.value : value === entry.value;
}

/** Judges QueryStats: which counters, and with which values. */
export function judgeQuery(
  ledger: Ledger,
  command: QueryStats,
  outcome: WalkOutcome,
): readonly Judgement[] {
  const shown = replyOf(outcome, "counters")?.counters;
  if (shown === undefined) {
    return ledger.counted
      ? judgeAnswer(accepted(command.reset ? queryReset : query), outcome, "counters")
      : [];
  }
  const look = new Look(viaOf(command), "xray/names/stats");
  judgeForm(command.pattern, shown, look);
  const byName = new Map(shown.map((counter) => [counter.name, counter]));
  let compared = 0;
  for (const [name, entry] of ledger.counters) {
    if (!name.includes(command.pattern)) continue;
    const counter = byName.get(name);
    // On an address, others may do to theirs as they like.
    if (ledger.setup === undefined && !isOurs(ledger, name)) continue;
    judgeCounter(name, entry, counter, look, ledger, command);
    if (counter !== undefined && entry.presence === "here" && !entry.least) compared += 1;
  }
  if (ledger.setup !== undefined) judgeExtra(ledger, shown, look);
  if (!look.clean) return look.judgements;
  if (isRemarkable(ledger, command.pattern, shown)) look.add(witness(query));
  const all = ledger.setup !== undefined && command.pattern === "" && !command.reset;
  if (all && compared > 0) look.add(witness(uncounted));
  return look.judgements;
}

/** Takes in what QueryStats shows, and what a reset by it did. */
export function learnQuery(ledger: Ledger, command: QueryStats, outcome: WalkOutcome): void {
  const shown = replyOf(outcome, "counters")?.counters;
  const { pattern } = command;
  const via = viaOf(command);
  if (shown === undefined) {
    if (!command.reset || outcome.status === "refused") return;
    for (const [name, entry] of ledger.counters) {
      if (name.includes(pattern))
        Object.assign(entry, { value: 0n, least: true, pending: undefined });
    }
    return;
  }
  for (const [name, entry] of ledger.counters) {
    if (!name.includes(pattern)) continue;
    entry.pending = undefined;
    if (entry.presence === "maybe") entry.presence = "gone";
  }
  for (const { name, value } of shown) {
    const entry = counterOf(ledger, name);
    Object.assign(entry, { presence: "here", value, least: false, pending: undefined });
    ledger.counters.set(name, entry);
  }
  const moved = shown.some(({ value }) => value > 0n);
  if (!command.reset) return;
  for (const [name, entry] of ledger.counters) {
    if (entry.presence !== "here") continue;
    const hit = name.includes(pattern);
    const quiet = !hit || entry.value === 0n;
    if (hit) entry.value = 0n;
    // What the pattern left out must keep what it has.
    if (moved) entry.pending ??= { requirement: queryReset, refused: !hit, via, quiet };
  }
}

/** What the reply says in itself. */
function judgeForm(pattern: string, shown: readonly Counter[], look: Look): void {
  const names = shown.map((counter) => counter.name);
  const stray = names.find((name) => !name.includes(pattern));
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  const online = names.find((name) => name.endsWith(">>>online"));
  const add = (allowed: string, got: string) => look.add(breach(query, allowed, got));
  if (stray !== undefined) add(`names that contain ${JSON.stringify(pattern)}`, stray);
  if (twice !== undefined) add("each counter once", `${twice} twice`);
  if (online !== undefined) add("no online map", online);
}

function judgeCounter(
  name: string,
  entry: CounterEntry,
  counter: Counter | undefined,
  look: Look,
  ledger: Ledger,
  command: QueryStats,
): void {
  const { pending } = entry;
  if (entry.presence === "maybe") return;
  if (entry.presence === "gone") {
    if (counter === undefined) look.right(pending);
    else look.wrong(pending, query, `no counter ${name}`, "it is listed");
    return;
  }
  if (counter === undefined) {
    look.wrong(pending, query, `counter ${name}`, "it is not listed");
    return;
  }
  const { value } = counter;
  if (fits(entry, value)) {
    look.right(pending);
    return;
  }
  if (ledger.setup === undefined && pending === undefined) return;
  // Grown without traffic: calls of the API were counted. Any other change is how it is told.
  const told = command.reset ? queryReset : query;
  const fallback = value > entry.value ? uncounted : told;
  const least = entry.least ? "at least " : "";
  look.wrong(pending, fallback, `${name} ${least}${String(entry.value)}`, String(value));
}

/** Counters that nobody could have made. */
function judgeExtra(ledger: Ledger, shown: readonly Counter[], look: Look): void {
  const { setup } = ledger;
  if (setup === undefined) return;
  for (const { name } of shown) {
    const [, tag] = name.split(">>>");
    const ofApi =
      tag === setup.apiTag &&
      !ledger.inbounds.has(tag) &&
      !ledger.outbounds.has(tag) &&
      setup.counters[name] === undefined;
    if (ofApi) look.add(breach(uncounted, "no counter of the API", name));
    else if (!ledger.counters.has(name))
      look.add(breach(query, `no counter ${name}`, "it is listed"));
  }
}

/** True where the pattern told some counters from others, or fits none of those there are. */
function isRemarkable(ledger: Ledger, pattern: string, shown: readonly Counter[]): boolean {
  if (pattern === "") return false;
  if (ledger.setup === undefined) return true;
  const here = [...ledger.counters].filter(([, entry]) => entry.presence === "here");
  return here.some(([name]) => !name.includes(pattern)) && here.length > shown.length;
}

function isOurs(ledger: Ledger, name: string): boolean {
  const [side, tag] = name.split(">>>");
  if (tag === undefined) return false;
  return side === "inbound"
    ? ledger.inbounds.has(tag)
    : side === "outbound" && ledger.outbounds.has(tag);
}
