import type { WalkCommand } from "../../contract/xray/command.js";

/**
 * The command with every name in it that the run makes put under `prefix`, so that nothing of a
 * target that somebody else runs is met by accident. Empty names stay empty; prefix "" changes nothing.
 */
export function scopeCommand(command: WalkCommand, prefix: string): WalkCommand {
  if (prefix === "") return command;
  const under = (tag: string) => (tag === "" ? "" : prefix + tag);
  switch (command.kind) {
    case "AddInbound":
      if (command.inbound === null) return command;
      return { ...command, inbound: { ...command.inbound, tag: under(command.inbound.tag) } };
    case "AddOutbound":
      if (command.outbound === null) return command;
      return { ...command, outbound: { ...command.outbound, tag: under(command.outbound.tag) } };
    case "RemoveInbound":
    case "RemoveOutbound":
    case "AddUser":
    case "RemoveUser":
    case "AlterInbound":
    case "AlterOutbound":
    case "GetInboundUsers":
    case "GetInboundUsersCount":
      return { ...command, tag: under(command.tag) };
    case "GetStats":
    case "GetStatsOnline":
    case "GetStatsOnlineIpList":
      return { ...command, name: scopeName(command.name, prefix) };
    case "QueryStats":
      return { ...command, pattern: scopeName(command.pattern, prefix) };
    case "ListInbounds":
    case "ListOutbounds":
    case "GetSysStats":
    case "GetAllOnlineUsers":
    case "ListServices":
    case "DescribeSymbol":
    case "RawCall":
    case "Connect":
    case "HoldPort":
    case "FreePort":
    case "Send":
      return command;
    default:
      return command satisfies never;
  }
}

/** `inbound>>>TAG…` and its like with the tag under the prefix; other names stay. */
function scopeName(name: string, prefix: string): string {
  return name.replace(/^(inbound|outbound|user)>>>(?=.)/, (start) => start + prefix);
}
