import type { WalkCommand } from "../../contract/xray/command.js";
import { typeNames } from "./messages.js";

/** The requirement to name where a command gets no answer though the target lives. */
export function primaryOf(command: WalkCommand): string {
  switch (command.kind) {
    case "AddInbound":
      return command.inbound?.tag === "" ? "xray/inbound/empty-tag" : "xray/inbound/add";
    case "RemoveInbound":
      return command.tag === "" ? "xray/inbound/remove-unknown" : "xray/inbound/remove";
    case "ListInbounds":
      return command.isOnlyTags ? "xray/inbound/list-only-tags" : "xray/inbound/list";
    case "AddUser":
      if (command.user === null || command.user.account === null) {
        return "xray/user/account-missing";
      }
      return command.user.account.type === typeNames.trojanAccount
        ? "xray/user/add-trojan"
        : "xray/user/add-vless";
    case "RemoveUser":
      return command.email === "" ? "xray/user/remove-empty" : "xray/user/remove-vless";
    case "AlterInbound":
      return "xray/user/operation-none";
    case "GetInboundUsers":
      return command.email === "" ? "xray/user/list" : "xray/user/get";
    case "GetInboundUsersCount":
      return "xray/user/count";
    case "AddOutbound":
      return command.outbound?.tag === "" ? "xray/outbound/empty-tag" : "xray/outbound/add";
    case "RemoveOutbound":
      return command.tag === "" ? "xray/outbound/remove-empty" : "xray/outbound/remove";
    case "AlterOutbound":
      return "xray/outbound/alter-none";
    case "ListOutbounds":
      return "xray/outbound/list";
    case "GetStats":
      return command.reset ? "xray/stats/reset" : "xray/stats/get";
    case "QueryStats":
      return command.reset ? "xray/stats/query-reset" : "xray/stats/query";
    case "GetSysStats":
      return "xray/stats/system";
    case "GetStatsOnline":
    case "GetStatsOnlineIpList":
      return "xray/stats/online-unknown";
    case "GetAllOnlineUsers":
      return "xray/stats/online-users";
    case "ListServices":
      return "xray/reflection/list";
    case "DescribeSymbol":
      return command.symbol.startsWith("v2ray.")
        ? "xray/reflection/alias"
        : "xray/reflection/describe";
    case "RawCall":
      return primaryOfBytes(command);
    case "Connect":
    case "HoldPort":
    case "FreePort":
    case "Send":
      return "xray/inbound/add-listens";
    default:
      return command satisfies never;
  }
}

function primaryOfBytes(call: Extract<WalkCommand, { kind: "RawCall" }>): string {
  if (call.metadata !== undefined) return "xray/grpc/metadata";
  return call.padding === undefined ? "xray/grpc/malformed" : "xray/grpc/size";
}
