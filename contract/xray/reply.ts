import type { JsonObject } from "../json.js";
import type { Outcome } from "../outcome.js";
import type { InboundHandler, OutboundHandler, User } from "./message.js";

/** One named byte counter. */
export interface Counter {
  readonly name: string;
  readonly value: bigint;
}

/** Figures of the process, `SysStatsResponse`. Sizes in bytes, `uptime` in seconds. */
export interface SysStats {
  readonly numGoroutine: number;
  readonly numGC: number;
  readonly alloc: bigint;
  readonly totalAlloc: bigint;
  readonly sys: bigint;
  readonly mallocs: bigint;
  readonly frees: bigint;
  readonly liveObjects: bigint;
  readonly pauseTotalNs: bigint;
  readonly uptime: number;
}

/** A rule as ListRule shows it; "" where it has no such tag. */
export interface RuleItem {
  readonly tag: string;
  readonly ruleTag: string;
}

/** What GetBalancerInfo shows. Parts are null where the message leaves them out. */
export interface BalancerInfo {
  /** Null where there is no override; `target` "" is written as an empty message. */
  readonly override: { readonly target: string } | null;
  readonly principleTarget: readonly string[] | null;
}

/**
 * Everything that the six services can answer. `route` carries the fields of a `RoutingContext`,
 * `observation` those of an `ObservationResult`, both in the JSON form of protobuf.
 */
export type ApiReply =
  | { readonly kind: "done" }
  | { readonly kind: "inbounds"; readonly inbounds: readonly InboundHandler[] }
  | { readonly kind: "outbounds"; readonly outbounds: readonly OutboundHandler[] }
  | { readonly kind: "users"; readonly users: readonly User[] }
  | { readonly kind: "count"; readonly count: bigint }
  | { readonly kind: "counter"; readonly counter: Counter | null }
  | { readonly kind: "counters"; readonly counters: readonly Counter[] }
  | { readonly kind: "ips"; readonly name: string; readonly ips: Readonly<Record<string, bigint>> }
  | { readonly kind: "online"; readonly users: readonly string[] }
  | { readonly kind: "system"; readonly system: SysStats }
  | { readonly kind: "rules"; readonly rules: readonly RuleItem[] }
  | { readonly kind: "balancer"; readonly balancer: BalancerInfo | null }
  | { readonly kind: "route"; readonly context: JsonObject }
  | { readonly kind: "observation"; readonly status: JsonObject | null }
  | { readonly kind: "services"; readonly services: readonly string[] }
  | { readonly kind: "symbol"; readonly rpcs: Readonly<Record<string, readonly string[]>> };

/** Answers that only a suite sees: raw bytes (base64), and what a stimulus found. */
export type WalkReply =
  | ApiReply
  | { readonly kind: "bytes"; readonly base64: string }
  | { readonly kind: "connected"; readonly accepted: boolean }
  | { readonly kind: "held"; readonly held: boolean };

/** What a fake answers. */
export type ApiOutcome = Outcome<ApiReply>;

/** What a suite gets. */
export type WalkOutcome = Outcome<WalkReply>;
