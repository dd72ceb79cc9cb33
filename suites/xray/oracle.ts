import type { Judgement } from "../../contract/breach.js";
import type { Stimulus, WalkCommand } from "../../contract/xray/command.js";
import type { WalkOutcome, WalkReply } from "../../contract/xray/reply.js";
import type { Judge } from "../core/suite.js";
import type { Ledger } from "./ledger.js";
import { judgeBytes, learnBytes } from "./oracle-bytes.js";
import { learnTraffic } from "./oracle-counters.js";
import { judgeInboundList, learnInboundList } from "./oracle-inbound-list.js";
import { followInboundWrite, judgeInboundWrite, learnInboundWrite } from "./oracle-inbounds.js";
import { judgeOutboundList, learnOutboundList } from "./oracle-outbound-list.js";
import { followOutboundWrite, judgeOutboundWrite, learnOutboundWrite } from "./oracle-outbounds.js";
import { judgeStimulus, learnStimulus } from "./oracle-ports.js";
import { blameNames } from "./oracle-names.js";
import { primaryOf } from "./oracle-primary.js";
import { followStats, judgeStats, learnStats } from "./oracle-stats.js";
import {
  followReflection,
  judgeNames,
  judgeReflection,
  learnNames,
  learnReflection,
} from "./oracle-surface.js";
import { judgeUserLook, learnUserLook } from "./oracle-user-looks.js";
import { followUserWrite, judgeUserWrite, learnUserWrite } from "./oracle-users.js";

/** Knows right from wrong in the Xray API, by the requirements alone. */
export const xrayJudge: Judge<WalkCommand, WalkReply, Ledger> = {
  judge(ledger, command, outcome) {
    const judgements = partOf(command).judge(ledger, command, outcome);
    if (!isCall(command)) return judgements;
    const names = judgeNames(command, outcome);
    // A call that isn't there under its old name breaks the rule on names, not that on the call.
    const misnamed = names.some((j) => !j.kept);
    return misnamed ? names : [...blameNames(ledger, command, judgements), ...names];
  },
  learn(ledger, command, outcome) {
    partOf(command).learn(ledger, command, outcome);
    if (isCall(command)) learnNames(ledger, command, outcome);
  },
  follow: (ledger, command, outcome) => partOf(command).follow?.(ledger, command, outcome) ?? [],
  primary: primaryOf,
};

function isCall(
  command: WalkCommand,
): command is Exclude<
  WalkCommand,
  { kind: "RawCall" | "Connect" | "HoldPort" | "FreePort" | "Send" }
> {
  switch (command.kind) {
    case "RawCall":
    case "Connect":
    case "HoldPort":
    case "FreePort":
    case "Send":
      return false;
    default:
      return true;
  }
}

/** The part of the judge that knows one kind of command. */
interface Part<C extends WalkCommand> {
  /** What the answer keeps and breaks. */
  judge(ledger: Ledger, command: C, outcome: WalkOutcome): readonly Judgement[];
  /** What is known after it. */
  learn(ledger: Ledger, command: C, outcome: WalkOutcome): void;
  /** What to look at next, since the answer alone does not show the effect. */
  follow?(ledger: Ledger, command: C, outcome: WalkOutcome): readonly WalkCommand[];
}

const inboundWrite = {
  judge: judgeInboundWrite,
  learn: learnInboundWrite,
  follow: followInboundWrite,
};
const userWrite = { judge: judgeUserWrite, learn: learnUserWrite, follow: followUserWrite };
const userLook = { judge: judgeUserLook, learn: learnUserLook };
const outboundWrite = {
  judge: judgeOutboundWrite,
  learn: learnOutboundWrite,
  follow: followOutboundWrite,
};
const stats = { judge: judgeStats, learn: learnStats, follow: followStats };
const reflection = { judge: judgeReflection, learn: learnReflection, follow: followReflection };
const stimulus: Part<Stimulus> = {
  judge: judgeStimulus,
  learn(ledger, command, outcome) {
    learnTraffic(ledger, command);
    learnStimulus(ledger, command, outcome);
  },
};

const parts: { readonly [K in WalkCommand["kind"]]: Part<Extract<WalkCommand, { kind: K }>> } = {
  AddInbound: inboundWrite,
  RemoveInbound: inboundWrite,
  ListInbounds: { judge: judgeInboundList, learn: learnInboundList },
  AddUser: userWrite,
  RemoveUser: userWrite,
  AlterInbound: userWrite,
  GetInboundUsers: userLook,
  GetInboundUsersCount: userLook,
  AddOutbound: outboundWrite,
  RemoveOutbound: outboundWrite,
  AlterOutbound: outboundWrite,
  ListOutbounds: { judge: judgeOutboundList, learn: learnOutboundList },
  GetStats: stats,
  QueryStats: stats,
  GetSysStats: stats,
  GetStatsOnline: stats,
  GetStatsOnlineIpList: stats,
  GetAllOnlineUsers: stats,
  ListServices: reflection,
  DescribeSymbol: reflection,
  RawCall: { judge: judgeBytes, learn: learnBytes },
  Connect: stimulus,
  HoldPort: stimulus,
  FreePort: stimulus,
  Send: stimulus,
};

function partOf(command: WalkCommand): Part<WalkCommand> {
  return parts[command.kind];
}
