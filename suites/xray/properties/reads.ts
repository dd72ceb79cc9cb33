import type { WalkCommand } from "../../../contract/xray/command.js";
import type { Property } from "../../core/suite.js";
import {
  addInbound,
  addOutbound,
  addUser,
  getStats,
  getUsers,
  listInbounds,
  listOutbounds,
  listTags,
  oneOf,
  queryStats,
  removeInbound,
  removeUser,
  strangeText,
  tags,
  underEitherName,
  vlessUsers,
  weighted,
} from "../arbitraries.js";
import type { Ledger } from "../ledger.js";
import { freedomOutbound, vlessInbound } from "../messages.js";

const counter = (tag: string) => `inbound>>>${tag}>>>traffic>>>uplink`;

/** What QueryStats and GetStats make of names and patterns. */
export const query: Property<WalkCommand, Ledger> = {
  name: "query",
  covers: [
    "xray/stats/query",
    "xray/stats/get",
    "xray/stats/get-unknown",
    "xray/stats/api-uncounted",
  ],
  opening: [addInbound(vlessInbound(tags.a, 1)), addInbound(vlessInbound(tags.b, 2))],
  commands: [
    ...weighted(2, oneOf(queryStats())),
    oneOf(queryStats(tags.a), queryStats(`inbound>>>${tags.b}>>>`), queryStats("uplink")),
    // Patterns that would find more if they were regular expressions, or blind to case.
    oneOf(queryStats("in.a"), queryStats("in-[ab]"), queryStats(".*"), queryStats("^inbound")),
    oneOf(queryStats("IN-A"), queryStats("Uplink"), queryStats("INBOUND>>>")),
    strangeText.map((pattern) => queryStats(pattern)),
    ...weighted(2, oneOf(getStats(counter(tags.a)), getStats(counter(tags.b)))),
    oneOf(getStats(""), getStats("nothing"), getStats(counter("ghost")), getStats("uplink")),
    strangeText.map((name) => getStats(name)),
    oneOf({ kind: "GetSysStats" }, { kind: "GetAllOnlineUsers" }),
  ],
};

/** The figures of the process, and that it answers at all. */
export const system: Property<WalkCommand, Ledger> = {
  name: "system",
  covers: ["xray/stats/system", "xray/grpc/answers", "xray/config/simplified"],
  commands: [
    ...weighted(3, oneOf({ kind: "GetSysStats" })),
    oneOf(listInbounds, queryStats(), listOutbounds),
  ],
};

const online = (name: string): readonly WalkCommand[] => [
  { kind: "GetStatsOnline", name, reset: false },
  { kind: "GetStatsOnlineIpList", name, reset: false },
];

/** Online maps, of users who aren't there. */
export const onlineMaps: Property<WalkCommand, Ledger> = {
  name: "online",
  covers: ["xray/stats/online-unknown", "xray/stats/online-users"],
  commands: [
    oneOf(...online("user>>>nobody>>>online"), ...online("nobody")),
    oneOf(...online(""), ...online("user>>>nobody>>>traffic>>>uplink")),
    strangeText.map((name) => ({ kind: "GetStatsOnline", name, reset: false })),
    strangeText.map((name) => ({ kind: "GetStatsOnlineIpList", name, reset: true })),
    oneOf({ kind: "GetAllOnlineUsers" }),
  ],
};

/** Handlers under both names of their service. */
export const handlerNames: Property<WalkCommand, Ledger> = {
  name: "names-handler",
  covers: ["xray/names/handler"],
  commands: [
    underEitherName(addInbound(vlessInbound(tags.a, 1, vlessUsers.alice))),
    underEitherName(removeInbound(tags.a)),
    underEitherName(addUser(tags.a, vlessUsers.bob)),
    underEitherName(removeUser(tags.a, "alice")),
    underEitherName(addOutbound(freedomOutbound("out-a"))),
    ...weighted(3, underEitherName(listInbounds)),
    underEitherName(listTags),
    ...weighted(2, underEitherName(listOutbounds)),
    underEitherName(getUsers(tags.a)),
  ],
};

/** Counters under both names of their service. */
export const statsNames: Property<WalkCommand, Ledger> = {
  name: "names-stats",
  covers: ["xray/names/stats"],
  opening: [
    addInbound(vlessInbound(tags.a, 1)),
    { kind: "Send", port: 1, bytes: 200 },
    queryStats(),
  ],
  commands: [
    ...weighted(2, underEitherName(queryStats())),
    ...weighted(2, underEitherName(getStats(counter(tags.a)))),
    underEitherName(getStats(counter(tags.a), true)),
    underEitherName(queryStats(`inbound>>>${tags.a}>>>`, true)),
    oneOf({ kind: "Send", port: 1, bytes: 100 }, queryStats()),
    underEitherName({ kind: "GetSysStats" }),
  ],
};

const described = [
  "xray.app.proxyman.command.HandlerService",
  "xray.app.stats.command.StatsService",
  "grpc.reflection.v1.ServerReflection",
];

const aliases = [
  "v2ray.core.app.proxyman.command.HandlerService",
  "v2ray.core.app.stats.command.StatsService",
];

const describeAll = (symbols: readonly string[]): readonly WalkCommand[] =>
  symbols.flatMap((symbol) => [
    { kind: "DescribeSymbol", version: "v1", symbol } as const,
    { kind: "DescribeSymbol", version: "v1alpha", symbol } as const,
  ]);

/** What reflection tells. */
export const reflection: Property<WalkCommand, Ledger> = {
  name: "reflection",
  covers: [
    "xray/reflection/list",
    "xray/reflection/versions",
    "xray/reflection/describe",
    "xray/reflection/alias",
  ],
  commands: [
    oneOf({ kind: "ListServices", version: "v1" }, { kind: "ListServices", version: "v1alpha" }),
    oneOf(...describeAll(described)),
    oneOf(...describeAll(aliases)),
    oneOf(listInbounds, queryStats("uplink")),
  ],
};
