import type { Judgement } from "../../contract/breach.js";
import type { WalkCommand } from "../../contract/xray/command.js";
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
    const judgements = judgeCommand(ledger, command, outcome);
    if (!isCall(command)) return judgements;
    const names = judgeNames(command, outcome);
    // A call that isn't there under its old name breaks the rule on names, not that on the call.
    const misnamed = names.some((j) => !j.kept);
    return misnamed ? names : [...blameNames(ledger, command, judgements), ...names];
  },
  learn(ledger, command, outcome) {
    learnCommand(ledger, command, outcome);
    if (isCall(command)) learnNames(ledger, command, outcome);
  },
  follow: followCommand,
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

function judgeCommand(
  ledger: Ledger,
  command: WalkCommand,
  outcome: WalkOutcome,
): readonly Judgement[] {
  switch (command.kind) {
    case "AddInbound":
    case "RemoveInbound":
      return judgeInboundWrite(ledger, command, outcome);
    case "ListInbounds":
      return judgeInboundList(ledger, command, outcome);
    case "AddUser":
    case "RemoveUser":
    case "AlterInbound":
      return judgeUserWrite(ledger, command, outcome);
    case "GetInboundUsers":
    case "GetInboundUsersCount":
      return judgeUserLook(ledger, command, outcome);
    case "AddOutbound":
    case "RemoveOutbound":
    case "AlterOutbound":
      return judgeOutboundWrite(ledger, command, outcome);
    case "ListOutbounds":
      return judgeOutboundList(ledger, command, outcome);
    case "GetStats":
    case "QueryStats":
    case "GetSysStats":
    case "GetStatsOnline":
    case "GetStatsOnlineIpList":
    case "GetAllOnlineUsers":
      return judgeStats(ledger, command, outcome);
    case "ListServices":
    case "DescribeSymbol":
      return judgeReflection(ledger, command, outcome);
    case "RawCall":
      return judgeBytes(ledger, command, outcome);
    case "Connect":
    case "HoldPort":
    case "FreePort":
    case "Send":
      return judgeStimulus(ledger, command, outcome);
    default:
      return command satisfies never;
  }
}

function learnCommand(ledger: Ledger, command: WalkCommand, outcome: WalkOutcome): void {
  switch (command.kind) {
    case "AddInbound":
    case "RemoveInbound":
      return learnInboundWrite(ledger, command, outcome);
    case "ListInbounds":
      return learnInboundList(ledger, command, outcome);
    case "AddUser":
    case "RemoveUser":
    case "AlterInbound":
      return learnUserWrite(ledger, command, outcome);
    case "GetInboundUsers":
    case "GetInboundUsersCount":
      return learnUserLook(ledger, command, outcome);
    case "AddOutbound":
    case "RemoveOutbound":
    case "AlterOutbound":
      return learnOutboundWrite(ledger, command, outcome);
    case "ListOutbounds":
      return learnOutboundList(ledger, command, outcome);
    case "GetStats":
    case "QueryStats":
    case "GetSysStats":
    case "GetStatsOnline":
    case "GetStatsOnlineIpList":
    case "GetAllOnlineUsers":
      return learnStats(ledger, command, outcome);
    case "ListServices":
    case "DescribeSymbol":
      return learnReflection(ledger, command, outcome);
    case "RawCall":
      return learnBytes(ledger, command, outcome);
    case "Connect":
    case "HoldPort":
    case "FreePort":
    case "Send":
      learnTraffic(ledger, command);
      return learnStimulus(ledger, command, outcome);
    default:
      command satisfies never;
  }
}

function followCommand(
  ledger: Ledger,
  command: WalkCommand,
  outcome: WalkOutcome,
): readonly WalkCommand[] {
  switch (command.kind) {
    case "AddInbound":
    case "RemoveInbound":
      return followInboundWrite(ledger, command, outcome);
    case "AddUser":
    case "RemoveUser":
    case "AlterInbound":
      return followUserWrite(ledger, command, outcome);
    case "AddOutbound":
    case "RemoveOutbound":
    case "AlterOutbound":
      return followOutboundWrite(ledger, command, outcome);
    case "GetStats":
    case "QueryStats":
    case "GetSysStats":
    case "GetStatsOnline":
    case "GetStatsOnlineIpList":
    case "GetAllOnlineUsers":
      return followStats(ledger, command, outcome);
    case "ListServices":
    case "DescribeSymbol":
      return followReflection(ledger, command, outcome);
    case "ListInbounds":
    case "ListOutbounds":
    case "GetInboundUsers":
    case "GetInboundUsersCount":
    case "RawCall":
    case "Connect":
    case "HoldPort":
    case "FreePort":
    case "Send":
      return [];
    default:
      return command satisfies never;
  }
}
