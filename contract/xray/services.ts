/** Short name of a service, as the configuration's `services` spells it. */
export type ServiceKey =
  | "HandlerService"
  | "StatsService"
  | "RoutingService"
  | "LoggerService"
  | "ObservatoryService"
  | "ReflectionService";

/** Services that the suite judges in this version; the fake has all. */
export type JudgedService = Extract<
  ServiceKey,
  "HandlerService" | "StatsService" | "ReflectionService"
>;

/** A service of the Xray API: its full gRPC names and its RPCs in 26.3.27. */
export interface ServiceInfo {
  readonly key: ServiceKey;
  /** Full names, the one with a descriptor first. */
  readonly names: readonly string[];
  readonly rpcs: readonly string[];
}

/** The services that this version knows, with the RPCs of 26.3.27. */
export const services = [
  {
    key: "HandlerService",
    names: [
      "xray.app.proxyman.command.HandlerService",
      "v2ray.core.app.proxyman.command.HandlerService",
    ],
    rpcs: [
      "AddInbound",
      "RemoveInbound",
      "AlterInbound",
      "ListInbounds",
      "GetInboundUsers",
      "GetInboundUsersCount",
      "AddOutbound",
      "RemoveOutbound",
      "AlterOutbound",
      "ListOutbounds",
    ],
  },
  {
    key: "StatsService",
    names: ["xray.app.stats.command.StatsService", "v2ray.core.app.stats.command.StatsService"],
    rpcs: [
      "GetStats",
      "GetStatsOnline",
      "QueryStats",
      "GetSysStats",
      "GetStatsOnlineIpList",
      "GetAllOnlineUsers",
    ],
  },
  {
    key: "RoutingService",
    names: [
      "xray.app.router.command.RoutingService",
      "v2ray.core.app.router.command.RoutingService",
    ],
    rpcs: [
      "SubscribeRoutingStats",
      "TestRoute",
      "GetBalancerInfo",
      "OverrideBalancerTarget",
      "AddRule",
      "RemoveRule",
      "ListRule",
    ],
  },
  {
    key: "LoggerService",
    names: ["xray.app.log.command.LoggerService", "v2ray.core.app.log.command.LoggerService"],
    rpcs: ["RestartLogger"],
  },
  {
    key: "ObservatoryService",
    names: ["xray.core.app.observatory.command.ObservatoryService"],
    rpcs: ["GetOutboundStatus"],
  },
  {
    key: "ReflectionService",
    names: ["grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"],
    rpcs: ["ServerReflectionInfo"],
  },
] as const satisfies readonly ServiceInfo[];

/** Those of them that the suite judges in this version. */
export const judgedServices = services.filter(
  (s): s is Extract<(typeof services)[number], { key: JudgedService }> => isJudged(s.key),
);

/** True for a service that the suite judges. */
export function isJudged(key: ServiceKey): key is JudgedService {
  return key === "HandlerService" || key === "StatsService" || key === "ReflectionService";
}

/** The service with that short name. */
export function serviceOf(key: ServiceKey): ServiceInfo {
  const found = services.find((s) => s.key === key);
  if (found === undefined) throw new Error(`no service ${key}`);
  return found;
}

const rpcOf: Readonly<Record<string, string>> = {
  AddUser: "AlterInbound",
  RemoveUser: "AlterInbound",
  ListServices: "ServerReflectionInfo",
  DescribeSymbol: "ServerReflectionInfo",
};

/** The service that a command asks, by its kind; undefined for what is no call of the API. */
export function serviceAsked(command: { readonly kind: string }): ServiceKey | undefined {
  const rpc = rpcOf[command.kind] ?? command.kind;
  return services.find((s) => (s.rpcs as readonly string[]).includes(rpc))?.key;
}
