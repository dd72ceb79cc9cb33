import type { Judgement } from "../../contract/breach.js";
import type { JudgedCommand } from "../../contract/xray/command.js";
import { isStats } from "./oracle-surface.js";
import { viaOf } from "./oracle-judgement.js";
import type { Ledger } from "./ledger.js";

/**
 * The judgements, breaches laid at the door of the two names of a service where the call went under
 * another name than what is known of its subject: then the names may not share one state.
 */
export function blameNames(
  ledger: Ledger,
  command: JudgedCommand,
  judgements: readonly Judgement[],
): readonly Judgement[] {
  const requirement = isStats(command) ? "xray/names/stats" : "xray/names/handler";
  if (!isCrossed(ledger, command)) return judgements;
  return judgements.map((judgement) =>
    judgement.kept ? judgement : { ...judgement, requirement },
  );
}

function isCrossed(ledger: Ledger, command: JudgedCommand): boolean {
  const via = viaOf(command);
  switch (command.kind) {
    case "AddInbound":
      return differs(ledger.inbounds.get(command.inbound?.tag ?? "")?.via);
    case "RemoveInbound":
    case "AddUser":
    case "RemoveUser":
    case "AlterInbound":
    case "GetInboundUsers":
    case "GetInboundUsersCount":
      return differs(ledger.inbounds.get(command.tag)?.via);
    case "AddOutbound":
      return differs(ledger.outbounds.get(command.outbound?.tag ?? "")?.via);
    case "RemoveOutbound":
    case "AlterOutbound":
      return differs(ledger.outbounds.get(command.tag)?.via);
    case "GetStats":
    case "QueryStats":
      // What counters there are was learnt under the own name, at the beginning at least.
      return via === "v2ray";
    case "ListInbounds":
    case "ListOutbounds":
      // Lists tell for each entry.
      return false;
    case "GetSysStats":
    case "GetStatsOnline":
    case "GetStatsOnlineIpList":
    case "GetAllOnlineUsers":
    case "ListServices":
    case "DescribeSymbol":
      return false;
    default:
      return command satisfies never;
  }

  function differs(known: string | undefined): boolean {
    return known !== undefined && known !== via;
  }
}
