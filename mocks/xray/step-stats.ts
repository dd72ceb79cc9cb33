import { grpcStatus } from "../../wire/grpc-status.js";
import { answer, refuse, type XrayResult } from "./refusal.js";
import { mapOrder, type XrayState } from "./state.js";
import { systemFigures } from "./system.js";

const notFound = (name: string): XrayResult => refuse(`${name} not found.`, grpcStatus.NOT_FOUND);

/** One counter by its full name, set to 0 afterwards where asked. */
export function getStats(state: XrayState, name: string, reset: boolean): XrayResult {
  const value = state.counters.get(name);
  if (value === undefined) return notFound(name);
  if (reset) state.counters.set(name, 0n);
  return answer({ kind: "counter", counter: { name, value } });
}

/** Counters whose name contains the pattern, set to 0 afterwards where asked. */
export function queryStats(state: XrayState, pattern: string, reset: boolean): XrayResult {
  if (!state.stats)
    return refuse("app/stats/command: QueryStats only works its own stats.Manager.");
  const counters = [];
  for (const [name, value] of state.counters) {
    if (!name.includes(pattern)) continue;
    counters.push({ name, value });
    if (reset && value !== 0n) state.counters.set(name, 0n);
  }
  return answer({ kind: "counters", counters: mapOrder(state, counters) });
}

/** Number of addresses at which a user is online. */
export function getStatsOnline(state: XrayState, name: string): XrayResult {
  const map = state.online.get(name);
  if (map === undefined) return notFound(name);
  return answer({ kind: "counter", counter: { name, value: BigInt(map.size) } });
}

/** Those addresses, with unix seconds. */
export function getStatsOnlineIpList(state: XrayState, name: string): XrayResult {
  const map = state.online.get(name);
  if (map === undefined) return notFound(name);
  return answer({ kind: "ips", name, ips: Object.fromEntries(map) });
}

/** Names of the online maps that are not empty. */
export function getAllOnlineUsers(state: XrayState): XrayResult {
  const users = [...state.online].filter(([, ips]) => ips.size > 0).map(([name]) => name);
  return answer({ kind: "online", users: mapOrder(state, users) });
}

/** Figures of the process. */
export function getSysStats(state: XrayState, now: number): XrayResult {
  state.sysCalls += 1;
  return answer({ kind: "system", system: systemFigures(state, now) });
}
