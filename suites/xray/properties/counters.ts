import fc from "fast-check";
import type { WalkCommand } from "../../../contract/xray/command.js";
import type { Property } from "../../core/suite.js";
import {
  addInbound,
  addOutbound,
  getStats,
  oneOf,
  queryStats,
  removeInbound,
  removeOutbound,
  tags,
  weighted,
} from "../arbitraries.js";
import type { Ledger } from "../ledger.js";
import { blackholeOutbound, freedomOutbound, trojanInbound, vlessInbound } from "../messages.js";

const { a, b } = tags;
const up = (tag: string) => `inbound>>>${tag}>>>traffic>>>uplink`;
const send = (port: number, bytes: number): WalkCommand => ({ kind: "Send", port, bytes });

/** A tag that no walk before it had: counters outlive their handlers, and the walk. */
const newTag = fc.stringMatching(/^new-[a-z]{5}$/);

const opening = [
  addInbound(vlessInbound(a, 1)),
  addInbound(trojanInbound(b, 2)),
  send(1, 300),
  send(2, 500),
  queryStats(),
];

/** Counters that traffic moves: reading and resetting. */
export const counters: Property<WalkCommand, Ledger> = {
  name: "counters",
  covers: ["xray/stats/reset", "xray/stats/query-reset", "xray/stats/get"],
  opening,
  commands: [
    ...weighted(2, oneOf(send(1, 120), send(2, 70))),
    ...weighted(2, oneOf(getStats(up(a)), getStats(up(b)))),
    ...weighted(2, oneOf(getStats(up(a), true), getStats(up(b), true))),
    oneOf(getStats("inbound>>>in-a>>>traffic>>>downlink"), getStats(up("in-c"))),
    ...weighted(2, oneOf(queryStats(`inbound>>>${a}>>>`, true), queryStats(b, true))),
    oneOf(queryStats("", true), queryStats("downlink", true)),
    ...weighted(2, oneOf(queryStats())),
  ],
};

/** Counters that outlive their inbound, and that a new one takes up again. */
export const survivingCounters: Property<WalkCommand, Ledger> = {
  name: "surviving-counters",
  covers: ["xray/stats/survive-removal"],
  opening: [addOutbound(blackholeOutbound("out-a")), ...opening],
  commands: [
    ...weighted(2, oneOf(removeInbound(a), removeInbound(b))),
    ...weighted(2, oneOf(addInbound(vlessInbound(a, 1)), addInbound(trojanInbound(b, 2)))),
    oneOf(send(1, 120), queryStats(), queryStats()),
    oneOf(addOutbound(blackholeOutbound("out-a"))),
    oneOf(removeOutbound("out-a")),
    ...weighted(3, oneOf(queryStats())),
  ],
};

/** Counters that handlers bring along. */
export const handlerCounters: Property<WalkCommand, Ledger> = {
  name: "handler-counters",
  covers: [
    "xray/stats/inbound-counters",
    "xray/stats/outbound-counters",
    "xray/stats/api-uncounted",
    "xray/stats/query",
  ],
  commands: [
    ...weighted(
      2,
      newTag.map((tag) => addInbound(vlessInbound(tag, 1))),
    ),
    newTag.map((tag) => addInbound(trojanInbound(tag, 2))),
    ...weighted(
      2,
      newTag.map((tag) => addOutbound(freedomOutbound(tag))),
    ),
    oneOf(addInbound(vlessInbound(a, 3)), removeInbound(a)),
    oneOf(addOutbound(blackholeOutbound("out-a")), removeOutbound("out-a")),
    ...weighted(3, oneOf(queryStats())),
    oneOf(queryStats("new-"), queryStats("outbound>>>"), queryStats("uplink")),
    oneOf({ kind: "GetSysStats" }, { kind: "ListInbounds", isOnlyTags: false }),
  ],
};
