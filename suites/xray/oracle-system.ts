import type { Judgement } from "../../contract/breach.js";
import type { SysStats, WalkOutcome } from "../../contract/xray/reply.js";
import type { Ledger } from "./ledger.js";
import { accepted, breach, judgeAnswer, replyOf, witness } from "./oracle-judgement.js";

const requirement = "xray/stats/system";

const rising = ["uptime", "numGC", "totalAlloc", "mallocs", "frees", "pauseTotalNs"] as const;

/** Judges GetSysStats: figures that fit each other, and that never fall. */
export function judgeSystem(ledger: Ledger, outcome: WalkOutcome): readonly Judgement[] {
  const now = replyOf(outcome, "system")?.system;
  if (now === undefined) return judgeAnswer(accepted(requirement), outcome, "system");
  const wrong = inItself(now);
  if (wrong !== undefined) return [wrong];
  const before = ledger.system;
  if (before === undefined) return [];
  // On an address somebody may have started the process anew: all begins again.
  if (ledger.setup === undefined && now.uptime < before.uptime) return [];
  const fallen = rising.find((figure) => now[figure] < before[figure]);
  if (fallen === undefined) return [witness(requirement)];
  return [
    breach(
      requirement,
      `${fallen} not below ${String(before[fallen])}`,
      `${fallen} ${String(now[fallen])}`,
    ),
  ];
}

function inItself(now: SysStats): Judgement | undefined {
  if (now.numGoroutine < 1) {
    return breach(requirement, "goroutines at work", String(now.numGoroutine));
  }
  if (now.liveObjects !== now.mallocs - now.frees) {
    const difference = `${String(now.mallocs)} - ${String(now.frees)}`;
    return breach(requirement, `liveObjects ${difference}`, String(now.liveObjects));
  }
  if (now.totalAlloc < now.alloc) {
    return breach(requirement, `totalAlloc not below ${String(now.alloc)}`, String(now.totalAlloc));
  }
  return undefined;
}
