import { describe, expect, test } from "vitest";
import type { WalkCommand } from "../../contract/xray/command.js";
import type { SysStats, WalkOutcome } from "../../contract/xray/reply.js";
import { statsRequirements } from "../../contract/xray/requirements/stats.js";
import { addInbound, addOutbound, getStats, queryStats, removeInbound } from "./arbitraries.js";
import { freedomOutbound, vlessInbound } from "./messages.js";
import { testCases, type Case } from "./oracle-cases.js";
import {
  addressBaseline,
  counterIs,
  countersAre,
  done,
  no,
  play,
  startedBaseline,
  type Script,
} from "./oracle-script.js";

const up = "inbound>>>in-a>>>traffic>>>uplink";
const down = "inbound>>>in-a>>>traffic>>>downlink";
const outUp = "outbound>>>out-a>>>traffic>>>uplink";
const outDown = "outbound>>>out-a>>>traffic>>>downlink";
const send: WalkCommand = { kind: "Send", port: 1, bytes: 100 };
const own = vlessInbound("in-a", 1);
const added: Script = [[addInbound(own), done]];
const moved: Script = [
  ...added,
  [send, done],
  [queryStats(), countersAre({ [up]: 100, [down]: 7 })],
];
const missing = (name: string) => no(`${name} not found.`, 5);
const online = (name: string, users: readonly string[] = []): Script[number] => [
  { kind: "GetAllOnlineUsers" },
  { status: "ok", reply: { kind: "online", users: name === "" ? users : [...users, name] } },
];
const ask = (kind: "GetStatsOnline" | "GetStatsOnlineIpList"): WalkCommand => ({
  kind,
  name: "user>>>nobody>>>online",
  reset: false,
});

const figures: SysStats = {
  numGoroutine: 20,
  numGC: 3,
  alloc: 100n,
  totalAlloc: 200n,
  sys: 1000n,
  mallocs: 50n,
  frees: 20n,
  liveObjects: 30n,
  pauseTotalNs: 5n,
  uptime: 9,
};
const system = (more: Partial<SysStats> = {}): Script[number] => [
  { kind: "GetSysStats" },
  { status: "ok", reply: { kind: "system", system: { ...figures, ...more } } },
];

const resetUp: Script[number] = [getStats(up, true), counterIs(up, 100)];
const queryReset: Script[number] = [
  queryStats("uplink", true),
  {
    status: "ok",
    reply: {
      kind: "counters",
      counters: [
        ...(startedBaseline.counters ?? []).filter((c) => c.name.includes("uplink")),
        { name: up, value: 100n },
      ],
    },
  },
];
const removed: Script[number] = [removeInbound("in-a"), done];

const cases: Readonly<Record<string, Case>> = {
  "xray/stats/get": {
    right: [...moved, [getStats(up), counterIs(up, 100)]],
    wrong: [
      [...moved, [getStats(up), counterIs(up, 99)]],
      [...moved, [getStats(up), counterIs(down, 100)]],
      [...moved, [getStats(up), missing(up)]],
      [...moved, [getStats(up), { status: "ok", reply: { kind: "counter", counter: null } }]],
    ],
  },
  "xray/stats/get-unknown": {
    right: [[getStats(""), missing("")]],
    wrong: [
      [[getStats("nothing"), counterIs("nothing", 0)]],
      [[getStats("nothing"), no("nothing not found.", 2)]],
      [[getStats(up), no("not found", 5)]],
    ],
  },
  "xray/stats/reset": {
    right: [...moved, resetUp, [getStats(up), counterIs(up, 0)]],
    wrong: [
      [...moved, [getStats(up, true), counterIs(up, 0)]],
      [...moved, [getStats(up, true), missing(up)]],
      [...moved, resetUp, [getStats(up), counterIs(up, 100)]],
      [...moved, resetUp, [getStats(up), missing(up)]],
      [...moved, resetUp, [queryStats(), countersAre({ [up]: 100, [down]: 7 })]],
    ],
  },
  "xray/stats/query": {
    right: [...moved, [queryStats("IN-A"), countersAre({}, false)]],
    wrong: [
      [...moved, [queryStats("IN-A"), countersAre({ [up]: 100 }, false)]],
      [...moved, [queryStats("in-a"), countersAre({ [up]: 100 }, false)]],
      [...moved, [queryStats("in.a"), countersAre({ [up]: 100, [down]: 7 }, false)]],
      [...moved, [queryStats(), countersAre({ [up]: 100, [down]: 7, other: 1 })]],
      [...moved, [queryStats(), countersAre({ [up]: 100, [down]: 6 })]],
      [[queryStats(), countersAre({ "user>>>a>>>online": 1 })]],
    ],
  },
  "xray/stats/query-reset": {
    right: [...moved, queryReset, [queryStats(), countersAre({ [up]: 0, [down]: 7 })]],
    wrong: [
      [...moved, queryReset, [queryStats(), countersAre({ [up]: 100, [down]: 7 })]],
      [...moved, queryReset, [queryStats(), countersAre({ [up]: 0, [down]: 0 })]],
      [...moved, queryReset, [queryStats(), countersAre({ [down]: 7 })]],
      [...moved, [queryStats("in-a", true), countersAre({ [up]: 0, [down]: 0 }, false)]],
    ],
  },
  "xray/stats/inbound-counters": {
    right: [...added, [queryStats(), countersAre({ [up]: 0, [down]: 0 })]],
    wrong: [
      [...added, [queryStats(), countersAre({ [up]: 0 })]],
      [...added, [queryStats(), countersAre({ [up]: 0, [down]: 1 })]],
    ],
  },
  "xray/stats/outbound-counters": {
    right: [
      [addOutbound(freedomOutbound("out-a")), done],
      [queryStats(), countersAre({ [outUp]: 0, [outDown]: 0 })],
    ],
    wrong: [
      [
        [addOutbound(freedomOutbound("out-a")), done],
        [queryStats(), countersAre({})],
      ],
    ],
  },
  "xray/stats/survive-removal": {
    right: [...moved, removed, [queryStats(), countersAre({ [up]: 100, [down]: 7 })]],
    wrong: [
      [...moved, removed, [queryStats(), countersAre({})]],
      [...moved, removed, [queryStats(), countersAre({ [up]: 0, [down]: 0 })]],
      [
        ...moved,
        removed,
        [queryStats(), countersAre({ [up]: 100, [down]: 7 })],
        [addInbound(own), done],
        [queryStats(), countersAre({ [up]: 0, [down]: 0 })],
      ],
    ],
  },
  "xray/stats/no-tag-no-counter": {
    right: [
      [addInbound(vlessInbound("", 2)), done],
      [queryStats(), countersAre({})],
    ],
    wrong: [
      [
        [addInbound(vlessInbound("", 2)), done],
        [queryStats(), countersAre({ "inbound>>>>>>traffic>>>uplink": 0 })],
      ],
    ],
  },
  "xray/stats/system": {
    right: [system(), system({ uptime: 10 })],
    wrong: [
      [system({ liveObjects: 31n })],
      [system({ numGoroutine: 0 })],
      [system({ totalAlloc: 99n })],
      [system(), system({ uptime: 8 })],
      [system(), system({ pauseTotalNs: 4n })],
      [[{ kind: "GetSysStats" }, no("no")]],
    ],
  },
  "xray/stats/online-unknown": {
    right: [[ask("GetStatsOnline"), missing("user>>>nobody>>>online")]],
    wrong: [
      [[ask("GetStatsOnline"), counterIs("user>>>nobody>>>online", 0)]],
      [
        [
          ask("GetStatsOnlineIpList"),
          { status: "ok", reply: { kind: "ips", name: "user>>>nobody>>>online", ips: {} } },
        ],
      ],
      [[ask("GetStatsOnlineIpList"), no("user>>>nobody>>>online not found.", 2)]],
    ],
  },
  "xray/stats/online-users": {
    right: [online("user>>>alice>>>online")],
    wrong: [
      [online("alice")],
      [online("user>>>a>>>online", ["user>>>a>>>online"])],
      [[{ kind: "GetAllOnlineUsers" }, no("no")]],
    ],
  },
  "xray/stats/api-uncounted": {
    right: [[queryStats(), countersAre({})]],
    wrong: [
      [[queryStats(), countersAre({ "inbound>>>api>>>traffic>>>uplink": 0 })]],
      [...moved, [queryStats(), countersAre({ [up]: 101, [down]: 7 })]],
    ],
  },
};

test("every requirement on statistics has a case", () => {
  expect(Object.keys(cases).sort()).toEqual(statsRequirements.map((r) => r.id).sort());
});

describe("statistics", () => {
  testCases(cases);

  test("a reset of something calls for the look that shows 0", () => {
    expect(play([...moved, resetUp]).follow).toEqual([getStats(up)]);
    expect(play([...moved, queryReset]).follow).toEqual([queryStats()]);
    expect(play([...moved, [getStats(up, true), counterIs(up, 0)]]).kept).not.toContain(
      "xray/stats/reset",
    );
  });

  test("traffic may raise counters of those who listen, by any amount", () => {
    for (const value of [100, 5000]) {
      const read: WalkOutcome = countersAre({ [up]: value, [down]: 7 });
      expect(play([...moved, [send, done], [queryStats(), read]]).broken).toEqual([]);
    }
  });

  test("on an address, one listed counter is read, and others may move it", () => {
    const all: Script[number] = [queryStats(), countersAre({})];
    const name = "inbound>>>base>>>traffic>>>uplink";
    const { follow } = play([all], addressBaseline);
    expect(follow).toEqual([getStats(name)]);
    const { broken, kept } = play([all, [getStats(name), counterIs(name, 5)]], addressBaseline);
    expect(broken).toEqual([]);
    expect(kept).toContain("xray/stats/get");
    expect(kept).not.toContain("xray/stats/api-uncounted");
  });
});
