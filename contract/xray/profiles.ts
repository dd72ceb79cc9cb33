import type { Profile } from "../profile.js";
import { serviceOf, services } from "./services.js";

const everything = Object.fromEntries(services.map((s) => [s.key, s.rpcs]));

/** All RPCs of a service but those that came later. */
const without = (key: (typeof services)[number]["key"], ...later: readonly string[]) =>
  serviceOf(key).rpcs.filter((rpc) => !later.includes(rpc));

/**
 * Profiles of the Xray API that this version imitates, newest first. The older ones have the RPCs of
 * their release and behave like 26.3.27 otherwise.
 */
export const xrayFakeProfiles: readonly Profile[] = [
  {
    api: "xray",
    name: "26.3",
    title: "every statement of the page up to 26.3, and what was observed on Xray 26.3.27",
    version: "26.3.27",
    rpcs: everything,
  },
  {
    api: "xray",
    name: "25.3",
    title: "the RPCs of Xray 25.3.6",
    version: "25.3.6",
    rpcs: {
      ...everything,
      HandlerService: without("HandlerService", "ListInbounds", "ListOutbounds"),
      StatsService: without("StatsService", "GetAllOnlineUsers"),
      RoutingService: without("RoutingService", "ListRule"),
    },
  },
  {
    api: "xray",
    name: "1.8",
    title: "the RPCs of Xray 1.8.24",
    version: "1.8.24",
    rpcs: {
      ...everything,
      HandlerService: without(
        "HandlerService",
        "ListInbounds",
        "ListOutbounds",
        "GetInboundUsers",
        "GetInboundUsersCount",
      ),
      StatsService: without(
        "StatsService",
        "GetStatsOnline",
        "GetStatsOnlineIpList",
        "GetAllOnlineUsers",
      ),
      RoutingService: without("RoutingService", "ListRule"),
    },
  },
];

/** Those of them that this version can judge. */
export const xrayProfiles: readonly Profile[] = xrayFakeProfiles.filter((p) => p.name === "26.3");
