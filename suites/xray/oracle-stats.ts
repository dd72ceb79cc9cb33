import type { Judgement } from "../../contract/breach.js";
import type { JudgedCommand, WalkCommand } from "../../contract/xray/command.js";
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
import { learnQuery, judgeQuery, fits } from "./oracle-query.js";
import { judgeSystem } from "./oracle-system.js";
import { matching, type Expected } from "./oracle-judgement.js";
import { notFound } from "./texts.js";

/** Commands of StatsService. */
export type StatsCommand = Extract<
  JudgedCommand,
  {
    kind:
      | "GetStats"
      | "QueryStats"
      | "GetSysStats"
      | "GetStatsOnline"
      | "GetStatsOnlineIpList"
      | "GetAllOnlineUsers";
  }
>;

type GetStats = Extract<JudgedCommand, { kind: "GetStats" }>;

const reset = "xray/stats/reset";

/** Judges an answer of StatsService. */
export function judgeStats(
  ledger: Ledger,
  command: StatsCommand,
  outcome: WalkOutcome,
): readonly Judgement[] {
  switch (command.kind) {
    case "GetStats":
      return judgeGet(ledger, command, outcome);
    case "QueryStats":
      return judgeQuery(ledger, command, outcome);
    case "GetSysStats":
      return judgeSystem(ledger, outcome);
    case "GetStatsOnline":
      return judgeOnline(ledger, command.name, "counter", outcome);
    case "GetStatsOnlineIpList":
      return judgeOnline(ledger, command.name, "ips", outcome);
    case "GetAllOnlineUsers":
      return judgeOnlineUsers(outcome);
    default:
      return command satisfies never;
  }
}

/** Takes in what an answer of StatsService shows. */
export function learnStats(ledger: Ledger, command: StatsCommand, outcome: WalkOutcome): void {
  switch (command.kind) {
    case "GetStats":
      learnGet(ledger, command, outcome);
      return;
    case "QueryStats":
      learnQuery(ledger, command, outcome);
      return;
    case "GetSysStats":
      ledger.system = replyOf(outcome, "system")?.system ?? ledger.system;
      return;
    case "GetStatsOnline":
    case "GetStatsOnlineIpList":
    case "GetAllOnlineUsers":
      return;
    default:
      command satisfies never;
  }
}

/** After a reset of something, the look that shows 0; on an address, one counter that was listed. */
export function followStats(
  ledger: Ledger,
  command: StatsCommand,
  outcome: WalkOutcome,
): readonly WalkCommand[] {
  if (command.kind === "GetStats" && command.reset) {
    const value = replyOf(outcome, "counter")?.counter?.value ?? 0n;
    return value > 0n ? [{ kind: "GetStats", name: command.name, reset: false }] : [];
  }
  if (command.kind !== "QueryStats") return [];
  const shown = replyOf(outcome, "counters")?.counters ?? [];
  if (command.reset) {
    return shown.some(({ value }) => value > 0n)
      ? [{ kind: "QueryStats", pattern: "", reset: false }]
      : [];
  }
  const [first] = shown;
  // Names of counters that others made are not known beforehand; ours can be drawn.
  if (ledger.setup !== undefined || first === undefined) return [];
  return [{ kind: "GetStats", name: first.name, reset: false }];
}

function judgeGet(ledger: Ledger, command: GetStats, outcome: WalkOutcome): readonly Judgement[] {
  const { name } = command;
  const entry = counterOf(ledger, name);
  const missing: Expected = {
    kind: "refused",
    options: [{ requirement: "xray/stats/get-unknown", code: 5, text: notFound(name) }],
  };
  if (entry.presence === "gone") {
    if (matching(missing, outcome) !== undefined) return [witness("xray/stats/get-unknown")];
    return judgeAnswer(missing, outcome, "counter");
  }
  const shown = replyOf(outcome, "counter");
  if (entry.presence === "maybe") {
    if (outcome.status === "refused") return judgeAnswer(missing, outcome);
    return shown?.counter === undefined ? [] : judgeName(name, shown.counter);
  }
  const { pending } = entry;
  // QueryStats is what confirms that a counter was made or kept.
  if (pending !== undefined && pending.requirement !== reset) return [];
  const requirement = command.reset ? reset : "xray/stats/get";
  if (shown === undefined) {
    return judgeAnswer(accepted(pending?.requirement ?? requirement), outcome, "counter");
  }
  const misnamed = judgeName(name, shown.counter);
  if (misnamed.length > 0 || shown.counter === null) return misnamed;
  const look = new Look(viaOf(command), "xray/names/stats");
  const { value } = shown.counter;
  // What others do on an address may move any counter, but for the moment after a reset of ours.
  const stranger = ledger.setup === undefined && pending === undefined;
  if (fits(entry, value) || stranger) {
    look.right(pending);
    if (!command.reset) look.add(witness("xray/stats/get"));
  } else {
    look.wrong(pending, requirement, expectedValue(name, entry), String(value));
  }
  return look.judgements;
}

function judgeName(name: string, counter: Counter | null): readonly Judgement[] {
  if (counter?.name === name) return [];
  const got = counter === null ? "no counter" : `counter ${counter.name}`;
  return [breach("xray/stats/get", `counter ${name}`, got)];
}

function learnGet(ledger: Ledger, command: GetStats, outcome: WalkOutcome): void {
  const entry = counterOf(ledger, command.name);
  const counter = replyOf(outcome, "counter")?.counter ?? undefined;
  if (counter === undefined) {
    if (outcome.status === "refused" || entry.presence !== "here") return;
    // Unanswered: a reset may have happened.
    if (command.reset) Object.assign(entry, { value: 0n, least: true, pending: undefined });
    return;
  }
  const confirmed = entry.pending?.requirement === reset;
  if (confirmed) entry.pending = undefined;
  entry.presence = "here";
  entry.value = counter.value;
  entry.least = false;
  if (command.reset) {
    entry.value = 0n;
    const created = entry.pending !== undefined && !entry.pending.refused;
    if (!created) {
      const via = viaOf(command);
      entry.pending = { requirement: reset, refused: false, via, quiet: counter.value === 0n };
    }
  }
  ledger.counters.set(command.name, entry);
}

/** A counter and its value, for breaches. */
function expectedValue(name: string, entry: CounterEntry): string {
  return `${name} ${entry.least ? "at least " : ""}${String(entry.value)}`;
}

function judgeOnline(
  ledger: Ledger,
  name: string,
  kind: "counter" | "ips",
  outcome: WalkOutcome,
): readonly Judgement[] {
  const requirement = "xray/stats/online-unknown";
  const missing: Expected = {
    kind: "refused",
    options: [{ requirement, code: 5, text: notFound(name) }],
  };
  if (matching(missing, outcome) !== undefined) return [witness(requirement)];
  // On an address that user may have come on since; then the map of that name must be it.
  if (ledger.setup === undefined && /^user>>>.*>>>online$/s.test(name)) {
    const shown =
      kind === "ips" ? replyOf(outcome, "ips")?.name : replyOf(outcome, "counter")?.counter?.name;
    if (shown === name) return [];
  }
  return judgeAnswer(missing, outcome, kind);
}

function judgeOnlineUsers(outcome: WalkOutcome): readonly Judgement[] {
  const requirement = "xray/stats/online-users";
  const users = replyOf(outcome, "online")?.users;
  if (users === undefined) return judgeAnswer(accepted(requirement), outcome, "online");
  const odd = users.find((user) => !/^user>>>.+>>>online$/s.test(user));
  if (odd !== undefined) {
    return [breach(requirement, "names such as user>>>EMAIL>>>online", JSON.stringify(odd))];
  }
  const twice = users.find((user, i) => users.indexOf(user) !== i);
  if (twice !== undefined) return [breach(requirement, "each name once", `${twice} twice`)];
  return [witness(requirement)];
}
