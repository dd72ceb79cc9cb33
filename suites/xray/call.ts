import { create } from "@bufbuild/protobuf";
import type { ApiCommand, RawCall } from "../../contract/xray/command.js";
import type {
  InboundHandler,
  Message,
  OutboundHandler,
  User,
} from "../../contract/xray/message.js";
import * as handler from "../../proto/gen/xray/app/proxyman/command/command_pb.js";
import * as stats from "../../proto/gen/xray/app/stats/command/command_pb.js";
import type { User as ProtoUser } from "../../proto/gen/xray/common/protocol/user_pb.js";
import type {
  InboundHandlerConfig,
  OutboundHandlerConfig,
} from "../../proto/gen/xray/core/config_pb.js";
import { encode } from "../../wire/protobuf.js";
import { readTyped, writeTyped } from "../../wire/xray/typed-message.js";
import { callsOf, done, type Call } from "./call-rpc.js";
import { controlCallOf } from "./call-control.js";

/** Commands that are one RPC with one request and one reply. */
export type UnaryCommand = Exclude<ApiCommand, { kind: "ListServices" | "DescribeSymbol" }>;

const handlerNames = {
  xray: "xray.app.proxyman.command.HandlerService",
  v2ray: "v2ray.core.app.proxyman.command.HandlerService",
} as const;
const statsNames = {
  xray: "xray.app.stats.command.StatsService",
  v2ray: "v2ray.core.app.stats.command.StatsService",
} as const;

/** The RPC that a command stands for. */
export function callOf(command: UnaryCommand): Call {
  const onHandler = callsOf(handlerNames, command.service);
  const onStats = callsOf(statsNames, command.service);

  switch (command.kind) {
    case "AddInbound":
      return onHandler(
        "AddInbound",
        handler.AddInboundRequestSchema,
        create(
          handler.AddInboundRequestSchema,
          command.inbound === null ? {} : { inbound: writeInbound(command.inbound) },
        ),
        handler.AddInboundResponseSchema,
        done,
      );
    case "RemoveInbound":
      return onHandler(
        "RemoveInbound",
        handler.RemoveInboundRequestSchema,
        create(handler.RemoveInboundRequestSchema, { tag: command.tag }),
        handler.RemoveInboundResponseSchema,
        done,
      );
    case "AddUser":
      return alterInbound(command.tag, {
        type: handler.AddUserOperationSchema.typeName,
        base64: base64(
          encode(
            handler.AddUserOperationSchema,
            create(
              handler.AddUserOperationSchema,
              command.user === null ? {} : { user: writeUser(command.user) },
            ),
          ),
        ),
      });
    case "RemoveUser":
      return alterInbound(command.tag, {
        type: handler.RemoveUserOperationSchema.typeName,
        base64: base64(
          encode(
            handler.RemoveUserOperationSchema,
            create(handler.RemoveUserOperationSchema, { email: command.email }),
          ),
        ),
      });
    case "AlterInbound":
      return alterInbound(command.tag, command.operation);
    case "ListInbounds":
      return onHandler(
        "ListInbounds",
        handler.ListInboundsRequestSchema,
        create(handler.ListInboundsRequestSchema, { isOnlyTags: command.isOnlyTags }),
        handler.ListInboundsResponseSchema,
        (m) => ({ kind: "inbounds", inbounds: m.inbounds.map(readInbound) }),
      );
    case "GetInboundUsers":
      return onHandler(
        "GetInboundUsers",
        handler.GetInboundUserRequestSchema,
        create(handler.GetInboundUserRequestSchema, { tag: command.tag, email: command.email }),
        handler.GetInboundUserResponseSchema,
        (m) => ({ kind: "users", users: m.users.map(readUser) }),
      );
    case "GetInboundUsersCount":
      return onHandler(
        "GetInboundUsersCount",
        handler.GetInboundUserRequestSchema,
        create(handler.GetInboundUserRequestSchema, { tag: command.tag, email: command.email }),
        handler.GetInboundUsersCountResponseSchema,
        (m) => ({ kind: "count", count: m.count }),
      );
    case "AddOutbound":
      return onHandler(
        "AddOutbound",
        handler.AddOutboundRequestSchema,
        create(
          handler.AddOutboundRequestSchema,
          command.outbound === null ? {} : { outbound: writeOutbound(command.outbound) },
        ),
        handler.AddOutboundResponseSchema,
        done,
      );
    case "RemoveOutbound":
      return onHandler(
        "RemoveOutbound",
        handler.RemoveOutboundRequestSchema,
        create(handler.RemoveOutboundRequestSchema, { tag: command.tag }),
        handler.RemoveOutboundResponseSchema,
        done,
      );
    case "AlterOutbound":
      return onHandler(
        "AlterOutbound",
        handler.AlterOutboundRequestSchema,
        create(handler.AlterOutboundRequestSchema, {
          tag: command.tag,
          ...operation(command.operation),
        }),
        handler.AlterOutboundResponseSchema,
        done,
      );
    case "ListOutbounds":
      return onHandler(
        "ListOutbounds",
        handler.ListOutboundsRequestSchema,
        create(handler.ListOutboundsRequestSchema),
        handler.ListOutboundsResponseSchema,
        (m) => ({ kind: "outbounds", outbounds: m.outbounds.map(readOutbound) }),
      );
    case "GetStats":
    case "GetStatsOnline":
      return onStats(
        command.kind,
        stats.GetStatsRequestSchema,
        create(stats.GetStatsRequestSchema, { name: command.name, reset: command.reset }),
        stats.GetStatsResponseSchema,
        (m) => ({
          kind: "counter",
          counter: m.stat === undefined ? null : { name: m.stat.name, value: m.stat.value },
        }),
      );
    case "QueryStats":
      return onStats(
        "QueryStats",
        stats.QueryStatsRequestSchema,
        create(stats.QueryStatsRequestSchema, { pattern: command.pattern, reset: command.reset }),
        stats.QueryStatsResponseSchema,
        (m) => ({ kind: "counters", counters: m.stat.map(({ name, value }) => ({ name, value })) }),
      );
    case "GetStatsOnlineIpList":
      return onStats(
        "GetStatsOnlineIpList",
        stats.GetStatsRequestSchema,
        create(stats.GetStatsRequestSchema, { name: command.name, reset: command.reset }),
        stats.GetStatsOnlineIpListResponseSchema,
        (m) => ({ kind: "ips", name: m.name, ips: m.ips }),
      );
    case "GetAllOnlineUsers":
      return onStats(
        "GetAllOnlineUsers",
        stats.GetAllOnlineUsersRequestSchema,
        create(stats.GetAllOnlineUsersRequestSchema),
        stats.GetAllOnlineUsersResponseSchema,
        (m) => ({ kind: "online", users: m.users }),
      );
    case "GetSysStats":
      return onStats(
        "GetSysStats",
        stats.SysStatsRequestSchema,
        create(stats.SysStatsRequestSchema),
        stats.SysStatsResponseSchema,
        (m) => ({
          kind: "system",
          system: {
            numGoroutine: m.NumGoroutine,
            numGC: m.NumGC,
            alloc: m.Alloc,
            totalAlloc: m.TotalAlloc,
            sys: m.Sys,
            mallocs: m.Mallocs,
            frees: m.Frees,
            liveObjects: m.LiveObjects,
            pauseTotalNs: m.PauseTotalNs,
            uptime: m.Uptime,
          },
        }),
      );
    case "AddRule":
    case "RemoveRule":
    case "ListRule":
    case "GetBalancerInfo":
    case "OverrideBalancerTarget":
    case "TestRoute":
    case "SubscribeRoutingStats":
    case "RestartLogger":
    case "GetOutboundStatus":
      return controlCallOf(command);
    default:
      return command satisfies never;
  }

  function alterInbound(tag: string, message: Message | null): Call {
    return onHandler(
      "AlterInbound",
      handler.AlterInboundRequestSchema,
      create(handler.AlterInboundRequestSchema, { tag, ...operation(message) }),
      handler.AlterInboundResponseSchema,
      done,
    );
  }
}

/** Path and bytes of a raw call. */
export function rawCallOf(command: RawCall): { readonly path: string; readonly body: Uint8Array } {
  const body = Buffer.from(command.body, "base64");
  const padding = command.padding ?? 0;
  return {
    path: command.path,
    body: padding === 0 ? body : Buffer.concat([body, Buffer.alloc(padding)]),
  };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** The operation field, left out where there is none: `undefined` is no value of it. */
function operation(message: Message | null) {
  const typed = writeTyped(message);
  return typed === undefined ? {} : { operation: typed };
}

function writeInbound(inbound: InboundHandler) {
  const receiver = writeTyped(inbound.receiver);
  const proxy = writeTyped(inbound.proxy);
  return {
    tag: inbound.tag,
    ...(receiver && { receiverSettings: receiver }),
    ...(proxy && { proxySettings: proxy }),
  };
}

function writeOutbound(outbound: OutboundHandler) {
  const sender = writeTyped(outbound.sender);
  const proxy = writeTyped(outbound.proxy);
  return {
    tag: outbound.tag,
    ...(sender && { senderSettings: sender }),
    ...(proxy && { proxySettings: proxy }),
    expire: BigInt(outbound.expire ?? "0"),
    comment: outbound.comment ?? "",
  };
}

function writeUser(user: User) {
  const account = writeTyped(user.account);
  return { email: user.email, level: user.level, ...(account && { account }) };
}

function readInbound(config: InboundHandlerConfig): InboundHandler {
  return {
    tag: config.tag,
    receiver: readTyped(config.receiverSettings),
    proxy: readTyped(config.proxySettings),
  };
}

function readOutbound(config: OutboundHandlerConfig): OutboundHandler {
  return {
    tag: config.tag,
    sender: readTyped(config.senderSettings),
    proxy: readTyped(config.proxySettings),
    ...(config.expire !== 0n && { expire: String(config.expire) }),
    ...(config.comment !== "" && { comment: config.comment }),
  };
}

function readUser(user: ProtoUser): User {
  return { email: user.email, level: user.level, account: readTyped(user.account) };
}
