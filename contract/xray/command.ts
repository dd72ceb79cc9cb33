import type { JsonObject } from "../json.js";
import type { InboundHandler, Message, OutboundHandler, User } from "./message.js";

/** Which of the two names of a service a call uses. Default `xray`. */
export type ServiceName = "xray" | "v2ray";

/** The two versions of gRPC server reflection. */
export type ReflectionVersion = "v1" | "v1alpha";

/**
 * Calls of HandlerService, StatsService and reflection, named for the RPC; the ones that the suite
 * judges in this version. `AddUser` and `RemoveUser` are AlterInbound with a well-formed operation;
 * `AlterInbound` carries any other operation, null for none.
 */
export type JudgedCommand = { readonly service?: ServiceName } & (
  | { readonly kind: "AddInbound"; readonly inbound: InboundHandler | null }
  | { readonly kind: "RemoveInbound"; readonly tag: string }
  | { readonly kind: "AddUser"; readonly tag: string; readonly user: User | null }
  | { readonly kind: "RemoveUser"; readonly tag: string; readonly email: string }
  | { readonly kind: "AlterInbound"; readonly tag: string; readonly operation: Message | null }
  | { readonly kind: "ListInbounds"; readonly isOnlyTags: boolean }
  | { readonly kind: "GetInboundUsers"; readonly tag: string; readonly email: string }
  | { readonly kind: "GetInboundUsersCount"; readonly tag: string; readonly email: string }
  | { readonly kind: "AddOutbound"; readonly outbound: OutboundHandler | null }
  | { readonly kind: "RemoveOutbound"; readonly tag: string }
  | { readonly kind: "AlterOutbound"; readonly tag: string; readonly operation: Message | null }
  | { readonly kind: "ListOutbounds" }
  | { readonly kind: "GetStats"; readonly name: string; readonly reset: boolean }
  | { readonly kind: "QueryStats"; readonly pattern: string; readonly reset: boolean }
  | { readonly kind: "GetSysStats" }
  | { readonly kind: "GetStatsOnline"; readonly name: string; readonly reset: boolean }
  | { readonly kind: "GetStatsOnlineIpList"; readonly name: string; readonly reset: boolean }
  | { readonly kind: "GetAllOnlineUsers" }
  | { readonly kind: "ListServices"; readonly version: ReflectionVersion }
  | {
      readonly kind: "DescribeSymbol";
      readonly version: ReflectionVersion;
      readonly symbol: string;
    }
);

/**
 * Calls of RoutingService, LoggerService and ObservatoryService. `config` and `context` are null where
 * the message leaves them out; `context` has the fields of a `RoutingContext` in the JSON form of
 * protobuf, IPs as base64.
 */
export type ControlCommand = { readonly service?: ServiceName } & (
  | {
      readonly kind: "AddRule";
      readonly config: Message | null;
      readonly shouldAppend: boolean;
    }
  | { readonly kind: "RemoveRule"; readonly ruleTag: string }
  | { readonly kind: "ListRule" }
  | { readonly kind: "GetBalancerInfo"; readonly tag: string }
  | {
      readonly kind: "OverrideBalancerTarget";
      readonly balancerTag: string;
      readonly target: string;
    }
  | {
      readonly kind: "TestRoute";
      readonly context: JsonObject | null;
      readonly fieldSelectors: readonly string[];
      readonly publishResult: boolean;
    }
  | { readonly kind: "SubscribeRoutingStats"; readonly fieldSelectors: readonly string[] }
  | { readonly kind: "RestartLogger" }
  | { readonly kind: "GetOutboundStatus" }
);

/** Everything a client can ask of the Xray API. */
export type ApiCommand = JudgedCommand | ControlCommand;

/** A call below the level of messages: `body` is sent as it is. Fakes never see these as commands. */
export interface RawCall {
  readonly kind: "RawCall";
  /** Full gRPC path, `/package.Service/Method`. */
  readonly path: string;
  /** Base64 of the request message. */
  readonly body: string;
  /** Zero bytes appended to `body`, to reach sizes that no stored walk should spell out. Default 0. */
  readonly padding?: number;
  /** Extra request metadata. Default none. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * What a suite does beside the API, on this machine, to see or cause what the API speaks of.
 * Ports are written as in walks: 1 to 9 stand for free ports of the run.
 *
 * - `Connect`: is somebody listening on the port?
 * - `HoldPort`, `FreePort`: a foreign program takes and gives back the port.
 * - `Send`: connects, sends `bytes` bytes, waits for the end.
 */
export type Stimulus =
  | { readonly kind: "Connect"; readonly port: number }
  | { readonly kind: "HoldPort"; readonly port: number }
  | { readonly kind: "FreePort"; readonly port: number }
  | { readonly kind: "Send"; readonly port: number; readonly bytes: number };

/** One step of a walk over the Xray API. */
export type WalkCommand = JudgedCommand | RawCall | Stimulus;
