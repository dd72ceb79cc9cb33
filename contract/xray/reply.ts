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

/** Everything that HandlerService, StatsService and reflection can answer. */
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
