import type { Judgement } from "../../contract/breach.js";
import type { WalkCommand } from "../../contract/xray/command.js";
import type { InboundHandler, OutboundHandler, User } from "../../contract/xray/message.js";
import type { WalkOutcome } from "../../contract/xray/reply.js";
import type { Baseline } from "./baseline.js";
import { createLedger, type Ledger } from "./ledger.js";
import { freedomOutbound, vlessInbound } from "./messages.js";
import { xrayJudge } from "./oracle.js";

/** A hand-made walk, for tests of the judge: what was sent, and what came. */
export type Script = readonly (readonly [WalkCommand, WalkOutcome])[];

/** The inbound and the outbound that the target of scripts begins with. */
export const base = { inbound: vlessInbound("base", 9), outbound: freedomOutbound("direct") };

const zero = (side: string, tag: string) =>
  ["uplink", "downlink"].map((way) => ({ name: `${side}>>>${tag}>>>traffic>>>${way}`, value: 0n }));

/** A target that we started. */
export const startedBaseline: Baseline = {
  setup: {
    inbounds: [base.inbound],
    outbounds: [base.outbound],
    apiTag: "api",
    counters: {},
    policy: {
      inboundUplink: true,
      inboundDownlink: true,
      outboundUplink: true,
      outboundDownlink: true,
    },
  },
  inbounds: [base.inbound],
  outbounds: [base.outbound],
  counters: [...zero("inbound", "base"), ...zero("outbound", "direct")],
  users: { base: [] },
};

/** A target that somebody else runs. */
export const addressBaseline: Baseline = { ...startedBaseline, setup: undefined, users: {} };

/** What the judge made of a script. */
export interface Played {
  readonly ledger: Ledger;
  /** Requirements seen kept, each once. */
  readonly kept: readonly string[];
  /** Requirements seen broken, each once. */
  readonly broken: readonly string[];
  /** What the last answer calls for next. */
  readonly follow: readonly WalkCommand[];
}

/** Plays a script, up to and with the first answer that breaks anything. */
export function play(script: Script, baseline: Baseline = startedBaseline): Played {
  const ledger = createLedger(baseline);
  const judgements: Judgement[] = [];
  let follow: readonly WalkCommand[] = [];
  for (const [command, outcome] of script) {
    const found = xrayJudge.judge(ledger, command, outcome);
    judgements.push(...found);
    xrayJudge.learn(ledger, command, outcome);
    follow = xrayJudge.follow(ledger, command, outcome);
    if (found.some((judgement) => !judgement.kept)) break;
  }
  const ids = (kept: boolean) => [
    ...new Set(judgements.filter((j) => j.kept === kept).map((j) => j.requirement)),
  ];
  return { ledger, kept: ids(true), broken: ids(false), follow };
}

/** Accepted, with nothing to say. */
export const done: WalkOutcome = { status: "ok", reply: { kind: "done" } };

/** Refused with code 2, or another. */
export const no = (text: string, code = 2): WalkOutcome => ({ status: "refused", code, text });

/** The inbounds of a list, the one that was there from the beginning among them. */
export const inboundsAre = (...inbounds: readonly InboundHandler[]): WalkOutcome => ({
  status: "ok",
  reply: { kind: "inbounds", inbounds: [base.inbound, ...inbounds] },
});

/** The outbounds of a list, the one that was there from the beginning among them. */
export const outboundsAre = (...outbounds: readonly OutboundHandler[]): WalkOutcome => ({
  status: "ok",
  reply: { kind: "outbounds", outbounds: [base.outbound, ...outbounds] },
});

/** The users of a list. */
export const usersAre = (...users: readonly User[]): WalkOutcome => ({
  status: "ok",
  reply: { kind: "users", users },
});

/** A number of users. */
export const countIs = (count: number): WalkOutcome => ({
  status: "ok",
  reply: { kind: "count", count: BigInt(count) },
});

/** One counter. */
export const counterIs = (name: string, value: number): WalkOutcome => ({
  status: "ok",
  reply: { kind: "counter", counter: { name, value: BigInt(value) } },
});

/** The counters of a query, in full those from the beginning among them. */
export const countersAre = (
  counters: Readonly<Record<string, number>>,
  withBase = true,
): WalkOutcome => ({
  status: "ok",
  reply: {
    kind: "counters",
    counters: [
      ...(withBase ? (startedBaseline.counters ?? []) : []),
      ...Object.entries(counters).map(([name, value]) => ({ name, value: BigInt(value) })),
    ],
  },
});

/** Somebody listens on the port, or nobody. */
export const connects = (accepted: boolean): WalkOutcome => ({
  status: "ok",
  reply: { kind: "connected", accepted },
});
