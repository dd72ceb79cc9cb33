import type { ApiCommand } from "../../contract/xray/command.js";
import { grpcStatus } from "../../wire/grpc-status.js";
import { serviceNames } from "./catalogue.js";
import { advance } from "./observatory/observatory.js";
import { answer, refuse, type XrayResult } from "./refusal.js";
import type { XrayState } from "./state.js";
import { addInbound, listInbounds, removeInbound } from "./step-inbounds.js";
import { restartLogger } from "./step-logger.js";
import { getOutboundStatus } from "./step-observatory.js";
import { addOutbound, alterOutbound, listOutbounds, removeOutbound } from "./step-outbounds.js";
import {
  addRule,
  getBalancerInfo,
  listRule,
  overrideBalancerTarget,
  removeRule,
  subscribeRoutingStats,
  testRoute,
} from "./step-routing.js";
import {
  getAllOnlineUsers,
  getStats,
  getStatsOnline,
  getStatsOnlineIpList,
  getSysStats,
  queryStats,
} from "./step-stats.js";
import {
  addUserTo,
  alterInbound,
  getInboundUsers,
  getInboundUsersCount,
  removeUserFrom,
} from "./step-users.js";
import { findFile, rpcsOf } from "./symbols.js";

/**
 * What Xray 26.3.27 does with one command: changes the state in place and says what to answer and
 * what to do outside. Deterministic, and it never throws.
 */
export function step(state: XrayState, command: ApiCommand, now: number): XrayResult {
  // Probes see the outbounds as they were until now.
  advance(state, now);
  switch (command.kind) {
    case "AddInbound":
      return addInbound(state, command.inbound);
    case "RemoveInbound":
      return removeInbound(state, command.tag);
    case "AddUser":
      return addUserTo(state, command.tag, command.user);
    case "RemoveUser":
      return removeUserFrom(state, command.tag, command.email);
    case "AlterInbound":
      return alterInbound(command.operation);
    case "ListInbounds":
      return listInbounds(state, command.isOnlyTags);
    case "GetInboundUsers":
      return getInboundUsers(state, command.tag, command.email);
    case "GetInboundUsersCount":
      return getInboundUsersCount(state, command.tag);
    case "AddOutbound":
      return addOutbound(state, command.outbound);
    case "RemoveOutbound":
      return removeOutbound(state, command.tag);
    case "AlterOutbound":
      return alterOutbound(command.operation);
    case "ListOutbounds":
      return listOutbounds(state);
    case "GetStats":
      return getStats(state, command.name, command.reset);
    case "QueryStats":
      return queryStats(state, command.pattern, command.reset);
    case "GetSysStats":
      return getSysStats(state, now);
    case "GetStatsOnline":
      return getStatsOnline(state, command.name);
    case "GetStatsOnlineIpList":
      return getStatsOnlineIpList(state, command.name);
    case "GetAllOnlineUsers":
      return getAllOnlineUsers(state);
    case "AddRule":
      return addRule(state, command.config, command.shouldAppend);
    case "RemoveRule":
      return removeRule(state, command.ruleTag);
    case "ListRule":
      return listRule(state);
    case "GetBalancerInfo":
      return getBalancerInfo(state, command.tag, now);
    case "OverrideBalancerTarget":
      return overrideBalancerTarget(state, command.balancerTag, command.target);
    case "TestRoute":
      return testRoute(state, command.context, command.fieldSelectors, now);
    case "SubscribeRoutingStats":
      return subscribeRoutingStats();
    case "RestartLogger":
      return restartLogger();
    case "GetOutboundStatus":
      return getOutboundStatus(state, now);
    case "ListServices":
      return answer({ kind: "services", services: serviceNames(state.services) });
    case "DescribeSymbol":
      return describeSymbol(state, command.symbol);
    default:
      return command satisfies never;
  }
}

function describeSymbol(state: XrayState, symbol: string): XrayResult {
  const file = findFile(symbol);
  // grpcurl prints "Symbol not found: NAME" here; on the wire it is Go's text (Xray 26.3.27).
  if (file === undefined) return refuse("proto: not found", grpcStatus.NOT_FOUND);
  const rpcs = Object.entries(rpcsOf(file)).map(([service, all]) => {
    const known = state.rpcs[shortName(service)];
    return [service, known === undefined ? all : all.filter((rpc) => known.includes(rpc))] as const;
  });
  // A method that came with a later release.
  if (rpcs.some(([service, there]) => isMissing(symbol, service, there)))
    return refuse("proto: not found", grpcStatus.NOT_FOUND);
  return answer({ kind: "symbol", rpcs: Object.fromEntries(rpcs) });
}

const shortName = (service: string): string => service.slice(service.lastIndexOf(".") + 1);

function isMissing(symbol: string, service: string, there: readonly string[]): boolean {
  return symbol.startsWith(`${service}.`) && !there.includes(shortName(symbol));
}
