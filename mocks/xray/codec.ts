import type { DescMessage } from "@bufbuild/protobuf";
import { reflect } from "@bufbuild/protobuf/reflect";
import type { ApiCommand } from "../../contract/xray/command.js";
import type { User } from "../../contract/xray/message.js";
import type * as Handler from "../../proto/gen/xray/app/proxyman/command/command_pb.js";
import {
  AddUserOperationSchema,
  HandlerService,
  RemoveUserOperationSchema,
} from "../../proto/gen/xray/app/proxyman/command/command_pb.js";
import { LoggerService } from "../../proto/gen/xray/app/log/command/config_pb.js";
import { ObservatoryService } from "../../proto/gen/xray/app/observatory/command/command_pb.js";
import type * as Routing from "../../proto/gen/xray/app/router/command/command_pb.js";
import {
  RoutingContextSchema,
  RoutingService,
} from "../../proto/gen/xray/app/router/command/command_pb.js";
import type * as Stats from "../../proto/gen/xray/app/stats/command/command_pb.js";
import { StatsService } from "../../proto/gen/xray/app/stats/command/command_pb.js";
import type { User as UserMessage } from "../../proto/gen/xray/common/protocol/user_pb.js";
import type { TypedMessage } from "../../proto/gen/xray/common/serial/typed_message_pb.js";
import type {
  InboundHandlerConfig,
  OutboundHandlerConfig,
} from "../../proto/gen/xray/core/config_pb.js";
import { decode, type Decoded } from "../../wire/protobuf.js";
import { readFields, readTyped } from "../../wire/xray/typed-message.js";

/** RPCs whose requests this codec reads: all that take one request. */
export type UnaryRpc = Exclude<
  ApiCommand["kind"],
  "AddUser" | "RemoveUser" | "ListServices" | "DescribeSymbol"
>;

/** What one RPC's request means. The cast is true because `decode` made the message from that schema. */
const meanings: { readonly [R in UnaryRpc]: (message: never) => ApiCommand } = {
  AddInbound: ({ inbound }: Handler.AddInboundRequest) => ({
    kind: "AddInbound",
    inbound: readInbound(inbound),
  }),
  RemoveInbound: ({ tag }: Handler.RemoveInboundRequest) => ({ kind: "RemoveInbound", tag }),
  AlterInbound: ({ tag, operation }: Handler.AlterInboundRequest) =>
    readUserOperation(tag, operation) ?? {
      kind: "AlterInbound",
      tag,
      operation: readTyped(operation),
    },
  ListInbounds: ({ isOnlyTags }: Handler.ListInboundsRequest) => ({
    kind: "ListInbounds",
    isOnlyTags,
  }),
  GetInboundUsers: ({ tag, email }: Handler.GetInboundUserRequest) => ({
    kind: "GetInboundUsers",
    tag,
    email,
  }),
  GetInboundUsersCount: ({ tag, email }: Handler.GetInboundUserRequest) => ({
    kind: "GetInboundUsersCount",
    tag,
    email,
  }),
  AddOutbound: ({ outbound }: Handler.AddOutboundRequest) => ({
    kind: "AddOutbound",
    outbound: readOutbound(outbound),
  }),
  RemoveOutbound: ({ tag }: Handler.RemoveOutboundRequest) => ({ kind: "RemoveOutbound", tag }),
  AlterOutbound: ({ tag, operation }: Handler.AlterOutboundRequest) => ({
    kind: "AlterOutbound",
    tag,
    operation: readTyped(operation),
  }),
  ListOutbounds: () => ({ kind: "ListOutbounds" }),
  GetStats: ({ name, reset }: Stats.GetStatsRequest) => ({ kind: "GetStats", name, reset }),
  QueryStats: ({ pattern, reset }: Stats.QueryStatsRequest) => ({
    kind: "QueryStats",
    pattern,
    reset,
  }),
  GetSysStats: () => ({ kind: "GetSysStats" }),
  GetStatsOnline: ({ name, reset }: Stats.GetStatsRequest) => ({
    kind: "GetStatsOnline",
    name,
    reset,
  }),
  GetStatsOnlineIpList: ({ name, reset }: Stats.GetStatsRequest) => ({
    kind: "GetStatsOnlineIpList",
    name,
    reset,
  }),
  GetAllOnlineUsers: () => ({ kind: "GetAllOnlineUsers" }),
  AddRule: ({ config, shouldAppend }: Routing.AddRuleRequest) => ({
    kind: "AddRule",
    config: readTyped(config),
    shouldAppend,
  }),
  RemoveRule: ({ ruleTag }: Routing.RemoveRuleRequest) => ({ kind: "RemoveRule", ruleTag }),
  ListRule: () => ({ kind: "ListRule" }),
  GetBalancerInfo: ({ tag }: Routing.GetBalancerInfoRequest) => ({ kind: "GetBalancerInfo", tag }),
  OverrideBalancerTarget: ({ balancerTag, target }: Routing.OverrideBalancerTargetRequest) => ({
    kind: "OverrideBalancerTarget",
    balancerTag,
    target,
  }),
  TestRoute: ({ RoutingContext, FieldSelectors, PublishResult }: Routing.TestRouteRequest) => ({
    kind: "TestRoute",
    context:
      RoutingContext === undefined
        ? null
        : readFields(reflect(RoutingContextSchema, RoutingContext)),
    fieldSelectors: FieldSelectors,
    publishResult: PublishResult,
  }),
  SubscribeRoutingStats: ({ FieldSelectors }: Routing.SubscribeRoutingStatsRequest) => ({
    kind: "SubscribeRoutingStats",
    fieldSelectors: FieldSelectors,
  }),
  RestartLogger: () => ({ kind: "RestartLogger" }),
  GetOutboundStatus: () => ({ kind: "GetOutboundStatus" }),
};

const inputs: ReadonlyMap<string, DescMessage> = new Map(
  [HandlerService, StatsService, RoutingService, LoggerService, ObservatoryService]
    .flatMap((service) => [...service.methods])
    .map((m) => [m.name, m.input]),
);

/** The request message of an RPC. */
export function inputOf(rpc: UnaryRpc): DescMessage | undefined {
  return inputs.get(rpc);
}

/** True for an RPC that takes one request; the one that could give many answers never does. */
export function isUnaryRpc(rpc: string): rpc is UnaryRpc {
  return Object.hasOwn(meanings, rpc);
}

/** Reads the request of an RPC. Never throws. */
export function decodeRequest(rpc: UnaryRpc, bytes: Uint8Array): Decoded<ApiCommand> {
  const input = inputOf(rpc);
  if (input === undefined) return { ok: false, text: `no request of ${rpc}` };
  const decoded = decode(input, bytes);
  return decoded.ok ? { ok: true, message: meanings[rpc](decoded.message as never) } : decoded;
}

function readInbound(inbound: InboundHandlerConfig | undefined) {
  if (inbound === undefined) return null;
  const { tag, receiverSettings, proxySettings } = inbound;
  return { tag, receiver: readTyped(receiverSettings), proxy: readTyped(proxySettings) };
}

function readOutbound(outbound: OutboundHandlerConfig | undefined) {
  if (outbound === undefined) return null;
  const { tag, senderSettings, proxySettings, expire, comment } = outbound;
  return {
    tag,
    sender: readTyped(senderSettings),
    proxy: readTyped(proxySettings),
    expire: expire.toString(),
    comment,
  };
}

/** An operation on users that can be read; undefined for any other one. */
function readUserOperation(
  tag: string,
  operation: TypedMessage | undefined,
): ApiCommand | undefined {
  switch (operation?.type) {
    case AddUserOperationSchema.typeName: {
      const read = decode(AddUserOperationSchema, operation.value);
      return read.ok ? { kind: "AddUser", tag, user: readUser(read.message.user) } : undefined;
    }
    case RemoveUserOperationSchema.typeName: {
      const read = decode(RemoveUserOperationSchema, operation.value);
      return read.ok ? { kind: "RemoveUser", tag, email: read.message.email } : undefined;
    }
    default:
      return undefined;
  }
}

function readUser(user: UserMessage | undefined): User | null {
  if (user === undefined) return null;
  return { email: user.email, level: user.level, account: readTyped(user.account) };
}
