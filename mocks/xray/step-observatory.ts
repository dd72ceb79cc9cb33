import type { JsonObject } from "../../contract/json.js";
import { observe, type HealthPing, type OutboundStatus } from "./observatory/observatory.js";
import { answer, type XrayResult } from "./refusal.js";
import type { XrayState } from "./state.js";

/** What the probes of outbounds have found so far. */
export function getOutboundStatus(state: XrayState, now: number): XrayResult {
  const statuses = observe(state, now) ?? [];
  return answer({
    kind: "observation",
    status: statuses.length === 0 ? {} : { status: statuses.map(showStatus) },
  });
}

function showStatus(status: OutboundStatus): JsonObject {
  const { tag, alive, delay, lastErrorReason, lastSeenTime, lastTryTime, healthPing } = status;
  return {
    ...(alive && { alive }),
    ...number("delay", delay),
    ...(lastErrorReason !== "" && { lastErrorReason }),
    outboundTag: tag,
    ...number("lastSeenTime", lastSeenTime),
    ...number("lastTryTime", lastTryTime),
    ...(healthPing !== null && { healthPing: showPing(healthPing) }),
  };
}

function showPing({ all, fail, deviation, average, max, min }: HealthPing): JsonObject {
  return {
    ...number("all", all),
    ...number("fail", fail),
    ...number("deviation", deviation),
    ...number("average", average),
    ...number("max", max),
    ...number("min", min),
  };
}

/** A 64-bit number in the JSON form of protobuf; nothing for 0. */
function number(name: string, value: number): JsonObject {
  return value === 0 ? {} : { [name]: String(Math.trunc(value)) };
}
