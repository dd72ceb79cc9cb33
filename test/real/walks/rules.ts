import type { ApiOutcome, ApiReply } from "../../../contract/xray/reply.js";

/** Something in which two runs of the same program may differ. */
export interface DifferenceRule {
  readonly name: string;
  /** What was measured, on Xray 26.3.27. */
  readonly reason: string;
  /** The reply without what may differ. */
  readonly apply?: (reply: ApiReply) => ApiReply;
  /** The same for texts, of refusals and inside replies. */
  readonly applyText?: (text: string) => string;
}

/** JSON with the keys of objects sorted: maps of messages have no order. */
const text = (value: unknown): string =>
  JSON.stringify(value, (_, v: unknown) => {
    if (typeof v === "bigint") return String(v);
    if (v === null || typeof v !== "object" || Array.isArray(v)) return v;
    return Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
const sorted = <T>(items: readonly T[]): readonly T[] =>
  [...items].sort((a, b) => (text(a) < text(b) ? -1 : 1));

/** All that a comparison passes over; none covers a status, a text or a whole reply. */
export const differenceRules: readonly DifferenceRule[] = [
  {
    name: "map-order",
    reason:
      "handlers, counters and online users come in the order of a Go map: it differs from call to call",
    apply: (reply) => {
      switch (reply.kind) {
        case "inbounds":
          return { ...reply, inbounds: sorted(reply.inbounds) };
        case "outbounds":
          return { ...reply, outbounds: sorted(reply.outbounds) };
        case "counters":
          return { ...reply, counters: sorted(reply.counters) };
        case "online":
          return { ...reply, users: sorted(reply.users) };
        default:
          return reply;
      }
    },
  },
  {
    name: "user-map-order",
    reason:
      "vless, trojan and hysteria keep users in a Go map; the other protocols in a list, whose order counts",
    apply: (reply) =>
      reply.kind === "users" &&
      reply.users.some((u) => /vless|trojan|hysteria/.test(u.account?.type ?? ""))
        ? { ...reply, users: sorted(reply.users) }
        : reply,
  },
  {
    name: "process-figures",
    reason:
      "memory, collections, goroutines and seconds are the process's own; how they relate is compared",
    apply: (reply) => {
      if (reply.kind !== "system") return reply;
      const { system: s } = reply;
      const related = s.liveObjects === s.mallocs - s.frees && s.totalAlloc >= s.alloc;
      const there = s.sys > 0n && s.alloc > 0n && s.numGoroutine > 0;
      return { kind: "online", users: [`related ${String(related)}`, `there ${String(there)}`] };
    },
  },
  {
    name: "random-choice",
    reason:
      "a random balancer draws: two calls in a row differ. Only its candidates begin with rnd-",
    apply: (reply) => {
      if (reply.kind !== "route") return reply;
      const { OutboundTag: tag } = reply.context;
      return typeof tag === "string" && tag.startsWith("rnd-")
        ? { kind: "route", context: { ...reply.context, OutboundTag: "rnd-" } }
        : reply;
    },
  },
  {
    name: "made-up-names",
    reason: "users of shadowsocks 2022 without an email get a name with a random UUID",
    applyText: (text) => text.replace(/(unnamed-(?:user|destination)-\d+)-[0-9a-f-]{36}/g, "$1"),
  },
  {
    name: "proto-space",
    reason: "Go's protobuf library draws a plain or a no-break space after `proto:`, once a build",
    applyText: (text) => text.replaceAll("proto:\u00a0", "proto: "),
  },
];

/** The outcome without what may differ, as text. */
export function normaliseOutcome(outcome: ApiOutcome): string {
  const reply = (given: ApiReply): ApiReply =>
    differenceRules.reduce((so, rule) => rule.apply?.(so) ?? so, given);
  const said = text(outcome.status === "ok" ? reply(outcome.reply) : outcome);
  return differenceRules.reduce((so, rule) => rule.applyText?.(so) ?? so, said);
}
