import type { ApiReply, Counter } from "../../../contract/xray/reply.js";
import { answer, refuse } from "../refusal.js";
import type { XrayState } from "../state.js";
import { accepted, both, fault, insteadOfRefusal, on, rewrite, type XrayFault } from "./fault.js";

const directions = ["uplink", "downlink"] as const;
const names = (kind: "inbound" | "outbound", tag: string) =>
  directions.map((d) => `${kind}>>>${tag}>>>traffic>>>${d}`);

function dropCounters(state: XrayState, kind: "inbound" | "outbound", tag: string): void {
  for (const name of names(kind, tag)) state.counters.delete(name);
}

function counters(state: XrayState, fits: (name: string) => boolean): ApiReply {
  const found: Counter[] = [];
  for (const [name, value] of state.counters) if (fits(name)) found.push({ name, value });
  return { kind: "counters", counters: found };
}

/** Faults of counters, online maps and the figures of the process. */
export const statsFaults: readonly XrayFault[] = [
  fault(
    "stats-get-other-value",
    "xray/stats/get",
    2,
    "GetStats gives one more than QueryStats.",
    () =>
      rewrite("GetStats", (reply) =>
        reply.kind === "counter" && reply.counter !== null
          ? { kind: "counter", counter: { ...reply.counter, value: reply.counter.value + 1n } }
          : reply,
      ),
  ),
  fault(
    "stats-get-unknown-zero",
    "xray/stats/get-unknown",
    1,
    "GetStats of an unknown name gives 0.",
    () =>
      insteadOfRefusal("GetStats", "not found.", ({ name }) =>
        answer({ kind: "counter", counter: { name, value: 0n } }),
      ),
  ),
  fault("stats-reset-gives-zero", "xray/stats/reset", 2, "GetStats with reset gives 0.", () =>
    rewrite("GetStats", (reply, { name, reset }) =>
      reset ? { kind: "counter", counter: { name, value: 0n } } : reply,
    ),
  ),
  fault("stats-reset-drops", "xray/stats/reset", 3, "GetStats with reset drops the counter.", () =>
    on("GetStats", ({ name, reset }, pass, state) => {
      const result = pass();
      if (reset && accepted(result)) state.counters.delete(name);
      return result;
    }),
  ),
  fault(
    "stats-reset-ignored",
    "xray/stats/reset",
    3,
    "GetStats with reset leaves the counter as it is.",
    () =>
      on("GetStats", ({ name, reset }, pass, state) => {
        const value = state.counters.get(name);
        const result = pass();
        if (reset && value !== undefined) state.counters.set(name, value);
        return result;
      }),
  ),
  fault(
    "stats-query-reset-all",
    "xray/stats/query-reset",
    3,
    "QueryStats with reset sets every counter to 0, not only those that fit.",
    () =>
      on("QueryStats", ({ reset }, pass, state) => {
        const result = pass();
        if (reset) for (const name of state.counters.keys()) state.counters.set(name, 0n);
        return result;
      }),
  ),
  fault(
    "stats-query-reset-first",
    "xray/stats/query-reset",
    3,
    "QueryStats with reset sets only the first counter to 0.",
    () =>
      on("QueryStats", ({ pattern, reset }, pass, state) => {
        const before = [...state.counters].filter(([name]) => name.includes(pattern)).slice(1);
        const result = pass();
        if (reset) for (const [name, value] of before) state.counters.set(name, value);
        return result;
      }),
  ),
  fault(
    "stats-query-prefix",
    "xray/stats/query",
    1,
    "QueryStats takes the pattern for a prefix.",
    () =>
      rewrite("QueryStats", (reply, { pattern }) =>
        reply.kind === "counters"
          ? { kind: "counters", counters: reply.counters.filter((c) => c.name.startsWith(pattern)) }
          : reply,
      ),
  ),
  fault(
    "stats-query-folds-case",
    "xray/stats/query",
    1,
    "QueryStats does not look at letter case.",
    () =>
      rewrite("QueryStats", (_reply, { pattern }, state) =>
        counters(state, (name) => name.toLowerCase().includes(pattern.toLowerCase())),
      ),
  ),
  fault(
    "stats-query-hides-zero",
    "xray/stats/inbound-counters",
    2,
    "QueryStats leaves out counters of value 0.",
    () =>
      rewrite("QueryStats", (reply) =>
        reply.kind === "counters"
          ? { kind: "counters", counters: reply.counters.filter((c) => c.value !== 0n) }
          : reply,
      ),
  ),
  fault(
    "stats-inbound-uncounted",
    "xray/stats/inbound-counters",
    2,
    "An added inbound gets no counters.",
    () =>
      on("AddInbound", ({ inbound }, pass, state) => {
        const before = new Set(state.counters.keys());
        const result = pass();
        for (const name of names("inbound", inbound?.tag ?? ""))
          if (!before.has(name)) state.counters.delete(name);
        return result;
      }),
  ),
  fault(
    "stats-outbound-one-way",
    "xray/stats/outbound-counters",
    2,
    "An added outbound gets only the uplink counter.",
    () =>
      on("AddOutbound", ({ outbound }, pass, state) => {
        const name = names("outbound", outbound?.tag ?? "")[1] ?? "";
        const known = state.counters.has(name);
        const result = pass();
        if (!known) state.counters.delete(name);
        return result;
      }),
  ),
  fault(
    "stats-dropped-with-inbound",
    "xray/stats/survive-removal",
    3,
    "Removing an inbound drops its counters.",
    () =>
      on("RemoveInbound", ({ tag }, pass, state) => {
        const result = pass();
        if (accepted(result)) dropCounters(state, "inbound", tag);
        return result;
      }),
  ),
  fault(
    "stats-dropped-with-outbound",
    "xray/stats/survive-removal",
    3,
    "Removing an outbound drops its counters.",
    () =>
      on("RemoveOutbound", ({ tag }, pass, state) => {
        dropCounters(state, "outbound", tag);
        return pass();
      }),
  ),
  fault(
    "stats-start-again",
    "xray/stats/survive-removal",
    5,
    "An inbound added again starts its counters at 0.",
    () =>
      on("AddInbound", ({ inbound }, pass, state) => {
        const result = pass();
        if (accepted(result))
          for (const name of names("inbound", inbound?.tag ?? ""))
            if (state.counters.has(name)) state.counters.set(name, 0n);
        return result;
      }),
  ),
  fault(
    "stats-untagged-counted",
    "xray/stats/no-tag-no-counter",
    2,
    "A handler without a tag gets counters.",
    () =>
      both(
        on("AddInbound", ({ inbound }, pass, state) => {
          const result = pass();
          if (inbound?.tag === "")
            for (const name of names("inbound", "")) state.counters.set(name, 0n);
          return result;
        }),
        on("AddOutbound", ({ outbound }, pass, state) => {
          const result = pass();
          if (outbound?.tag === "")
            for (const name of names("outbound", "")) state.counters.set(name, 0n);
          return result;
        }),
      ),
  ),
  fault(
    "stats-live-objects",
    "xray/stats/system",
    1,
    "LiveObjects counts the freed ones too.",
    () =>
      rewrite("GetSysStats", (reply) =>
        reply.kind === "system"
          ? { kind: "system", system: { ...reply.system, liveObjects: reply.system.mallocs } }
          : reply,
      ),
  ),
  fault(
    "stats-mallocs-fall",
    "xray/stats/system",
    2,
    "Mallocs and Frees fall from call to call.",
    () => {
      let calls = 0n;
      return rewrite("GetSysStats", (reply) => {
        if (reply.kind !== "system") return reply;
        calls += 1n;
        const { mallocs, frees } = reply.system;
        const system = {
          ...reply.system,
          mallocs: mallocs - calls * 200n,
          frees: frees - calls * 200n,
        };
        return { kind: "system", system };
      });
    },
  ),
  fault(
    "stats-online-unknown-zero",
    "xray/stats/online-unknown",
    1,
    "GetStatsOnline of an unknown name gives 0.",
    () =>
      insteadOfRefusal("GetStatsOnline", "not found.", ({ name }) =>
        answer({ kind: "counter", counter: { name, value: 0n } }),
      ),
  ),
  fault(
    "stats-ips-unknown-text",
    "xray/stats/online-unknown",
    1,
    "GetStatsOnlineIpList of an unknown name is refused with code 2.",
    () =>
      insteadOfRefusal("GetStatsOnlineIpList", "not found.", (_command, _state, text) =>
        refuse(text, 2),
      ),
  ),
  fault(
    "stats-online-emails",
    "xray/stats/online-users",
    1,
    "GetAllOnlineUsers gives emails in place of names of online maps.",
    () =>
      rewrite("GetAllOnlineUsers", (reply) =>
        reply.kind === "online"
          ? { kind: "online", users: reply.users.map((name) => name.split(">>>")[1] ?? name) }
          : reply,
      ),
  ),
  fault(
    "stats-online-twice",
    "xray/stats/online-users",
    1,
    "GetAllOnlineUsers gives each name twice.",
    () =>
      rewrite("GetAllOnlineUsers", (reply) =>
        reply.kind === "online"
          ? { kind: "online", users: [...reply.users, ...reply.users] }
          : reply,
      ),
  ),
  fault(
    "stats-api-counted",
    "xray/stats/api-uncounted",
    1,
    "Calls of the API are counted as traffic of an inbound.",
    () => (next, state, command, now) => {
      const name = "inbound>>>api>>>traffic>>>uplink";
      state.counters.set(name, (state.counters.get(name) ?? 0n) + 270n);
      return next(state, command, now);
    },
  ),
];
