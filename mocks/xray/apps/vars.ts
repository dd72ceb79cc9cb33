import { observe, type OutboundStatus } from "../observatory/observatory.js";
import type { XrayState } from "../state.js";
import { memoryFigures } from "./memory.js";

/** The answer to `/debug/vars` as Go's `expvar` writes it: JSON with a line for each of the four variables. */
export function varsText(state: XrayState, now: number): string {
  const variables = [
    ["cmdline", '["xray","run"]'],
    ["memstats", JSON.stringify(memoryFigures(state, now))],
    ["observatory", observatoryText(state, now)],
    ["stats", statsText(state)],
  ] as const;
  return `{\n${variables.map(([name, text]) => `"${name}": ${text}`).join(",\n")}\n}\n`;
}

/** Values by kind, by tag or email, and by direction; online maps are not among them. */
function statsText(state: XrayState): string {
  if (!state.stats) return "null";
  const kinds = new Map(["inbound", "outbound", "user"].map((kind) => [kind, new Tree()]));
  for (const [name, value] of state.counters) {
    const [kind = "", owner = "", , direction = ""] = name.split(">>>");
    const owners = kinds.get(kind);
    if (owners === undefined) continue;
    const values = owners.get(owner) ?? new Map<string, string>();
    owners.set(owner, values.set(direction, String(value)));
  }
  return mapText(kinds, (owners) => mapText(owners, (values) => mapText(values, (value) => value)));
}

class Tree extends Map<string, Map<string, string>> {}

function observatoryText(state: XrayState, now: number): string {
  const statuses = observe(state, now);
  if (statuses === null) return "null";
  return mapText(new Map(statuses.map((status) => [status.tag, status])), statusText);
}

/** Fields in the order of the protobuf's; those at zero are left out. */
function statusText(status: OutboundStatus): string {
  const { tag, alive, delay, lastErrorReason, lastSeenTime, lastTryTime, healthPing } = status;
  const ping = healthPing && {
    all: number(healthPing.all),
    fail: number(healthPing.fail),
    deviation: number(healthPing.deviation),
    average: number(healthPing.average),
    max: number(healthPing.max),
    min: number(healthPing.min),
  };
  return goJson({
    alive: alive || undefined,
    delay: number(delay),
    last_error_reason: lastErrorReason || undefined,
    outbound_tag: tag || undefined,
    last_seen_time: number(lastSeenTime),
    last_try_time: number(lastTryTime),
    health_ping: ping ?? undefined,
  });
}

const number = (value: number): number | undefined => Math.trunc(value) || undefined;

/** Go sorts the keys of a map by their bytes. */
function mapText<T>(map: ReadonlyMap<string, T>, text: (value: T) => string): string {
  const entries = [...map].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return `{${entries.map(([key, value]) => `${goJson(key)}:${text(value)}`).join(",")}}`;
}

/** JSON as Go writes it, which can be put into HTML. */
function goJson(value: object | string): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
