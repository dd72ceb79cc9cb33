import type { Requirement } from "../../requirement.js";
import { document, observed, row } from "./row.js";

/** Counters, online maps and the figures of the process. */
export const statsRequirements: readonly Requirement[] = [
  row(
    "xray/stats/get",
    "GetStats gives name and value of a counter that QueryStats lists.",
    [document("X29"), observed],
    "GetStats QueryStats",
    { grade: "look" },
  ),
  row(
    "xray/stats/get-unknown",
    "GetStats of a name that no counter has, the empty one too, is refused with code 5 and `NAME not found.`",
    observed,
    "GetStats",
    { grade: "look" },
  ),
  row(
    "xray/stats/reset",
    "GetStats with reset gives the value held before, sets it to 0 and keeps the counter.",
    observed,
    "GetStats AddInbound",
    { needs: ["host"] },
  ),
  row(
    "xray/stats/query",
    "QueryStats gives exactly the counters whose name contains the pattern, letter case observed, all for an empty pattern, none where nothing fits, and never an online map.",
    observed,
    "QueryStats",
    { grade: "look" },
  ),
  row(
    "xray/stats/query-reset",
    "QueryStats with reset gives the values held before, sets those counters to 0 and no other, and keeps them.",
    observed,
    "QueryStats AddInbound",
    { needs: ["host"] },
  ),
  row(
    "xray/stats/inbound-counters",
    "With the policy's system flags on, `inbound>>>TAG>>>traffic>>>uplink` and `…downlink` exist with value 0 once AddInbound has answered.",
    observed,
    "AddInbound QueryStats",
    { needs: ["start"] },
  ),
  row(
    "xray/stats/outbound-counters",
    "With the policy's system flags on, `outbound>>>TAG>>>traffic>>>uplink` and `…downlink` exist with value 0 once AddOutbound has answered.",
    observed,
    "AddOutbound QueryStats",
    { needs: ["start"] },
  ),
  row(
    "xray/stats/survive-removal",
    "Counters of a removed inbound or outbound stay with their values, and are taken up again by a new one of that tag.",
    observed,
    "AddInbound RemoveInbound QueryStats",
    { needs: ["start"] },
  ),
  row(
    "xray/stats/no-tag-no-counter",
    "A handler without a tag has no counters.",
    observed,
    "AddInbound AddOutbound QueryStats",
    { grade: "never" },
  ),
  row(
    "xray/stats/system",
    "GetSysStats answers with goroutines at work, LiveObjects equal to Mallocs less Frees, TotalAlloc not below Alloc, and Uptime, NumGC, TotalAlloc, Mallocs, Frees and PauseTotalNs that never fall.",
    observed,
    "GetSysStats",
    { grade: "look" },
  ),
  row(
    "xray/stats/online-unknown",
    "GetStatsOnline and GetStatsOnlineIpList of a name that no online map has are refused with code 5 and `NAME not found.`",
    observed,
    "GetStatsOnline GetStatsOnlineIpList",
    { grade: "look", since: "25.2.18" },
  ),
  row(
    "xray/stats/online-users",
    "GetAllOnlineUsers answers with names of online maps, `user>>>EMAIL>>>online`, each once.",
    observed,
    "GetAllOnlineUsers",
    { grade: "look", since: "26.1.13" },
  ),
  row(
    "xray/stats/api-uncounted",
    "In simplified mode no counter exists for the API itself, and calls of the API move none.",
    [document("X5"), observed],
    "QueryStats",
    { grade: "look", needs: ["start"] },
  ),
];
