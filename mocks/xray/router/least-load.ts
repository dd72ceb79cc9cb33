import type { JsonObject } from "../../../contract/json.js";
import { listOf, numberOf, objectsOf, textOf } from "../json-fields.js";
import type { OutboundStatus } from "../observatory/observatory.js";
import { compileGoRegexp } from "./go-regexp.js";

/** Settings of the strategy leastLoad. Times in nanoseconds; `tolerance` is never looked at. */
export interface LeastLoad {
  readonly costs: readonly {
    readonly regexp: boolean;
    readonly match: string;
    readonly value: number;
  }[];
  readonly baselines: readonly number[];
  readonly expected: number;
  /** 0 for any. */
  readonly maxRtt: number;
}

/** Reads `xray.app.router.StrategyLeastLoadConfig`. */
export function readLeastLoad(fields: JsonObject): LeastLoad {
  return {
    costs: objectsOf(fields, "costs").map((cost) => ({
      regexp: cost["regexp"] === true,
      match: textOf(cost, "match"),
      value: numberOf(cost, "value"),
    })),
    baselines: listOf(fields, "baselines").map(Number),
    expected: numberOf(fields, "expected"),
    maxRtt: Number(textOf(fields, "maxRTT")),
  };
}

/** The outbounds that the strategy chooses among, the least loaded first. */
export function leastLoaded(
  settings: LeastLoad,
  statuses: readonly OutboundStatus[],
  tags: readonly string[],
): readonly string[] {
  const nodes = statuses
    .filter(({ tag, alive, delay }) => {
      const isFast = settings.maxRtt === 0 || delay < Math.trunc(settings.maxRtt / 1e6);
      return alive && isFast && tags.includes(tag);
    })
    .map((status) => nodeOf(settings, status))
    .sort(
      (a, b) =>
        a.cost - b.cost ||
        a.average - b.average ||
        a.fail - b.fail ||
        b.all - a.all ||
        Buffer.compare(Buffer.from(a.tag), Buffer.from(b.tag)),
    );
  return nodes.slice(0, howMany(settings, nodes)).map(({ tag }) => tag);
}

interface Node {
  readonly tag: string;
  readonly cost: number;
  readonly average: number;
  readonly all: number;
  readonly fail: number;
}

/** A burst of pings is judged by how far they differ, a single one by how long it took. */
function nodeOf({ costs }: LeastLoad, { tag, delay, healthPing }: OutboundStatus): Node {
  const load = healthPing?.deviation ?? delay * 1e6;
  return {
    tag,
    cost: Math.trunc(load * Math.sqrt(weightOf(costs, tag))),
    average: healthPing?.average ?? delay * 1e6,
    all: healthPing?.all ?? 1,
    fail: healthPing?.fail ?? 1,
  };
}

/** The value of the first cost that fits; without a value the first number in what fitted. */
function weightOf(costs: LeastLoad["costs"], tag: string): number {
  for (const { regexp, match, value } of costs) {
    const fitting = regexp
      ? (compileGoRegexp(match)?.find(tag) ?? "")
      : tag.includes(match)
        ? match
        : "";
    if (fitting === "") continue;
    return value > 0 ? value : Number(/\d+(\.\d+)?/.exec(fitting)?.[0] ?? 1);
  }
  return 1;
}

function howMany(settings: LeastLoad, nodes: readonly Node[]): number {
  if (settings.expected > nodes.length) return nodes.length;
  const expected = Math.max(1, settings.expected);
  if (settings.baselines.length === 0) return Math.min(expected, nodes.length);
  let count = 0;
  for (const baseline of settings.baselines) {
    while (count < nodes.length && (nodes[count]?.cost ?? 0) < baseline) count += 1;
    if (count >= expected) break;
  }
  return settings.expected > 0 ? Math.max(count, expected) : count;
}
