import { create } from "@bufbuild/protobuf";
import type { User } from "../../contract/xray/message.js";
import type { ApiReply, BalancerInfo } from "../../contract/xray/reply.js";
import {
  GetInboundUserResponseSchema,
  GetInboundUsersCountResponseSchema,
  ListInboundsResponseSchema,
  ListOutboundsResponseSchema,
} from "../../proto/gen/xray/app/proxyman/command/command_pb.js";
import { GetOutboundStatusResponseSchema } from "../../proto/gen/xray/app/observatory/command/command_pb.js";
import { ObservationResultSchema } from "../../proto/gen/xray/app/observatory/config_pb.js";
import {
  GetBalancerInfoResponseSchema,
  ListRuleResponseSchema,
  RoutingContextSchema,
} from "../../proto/gen/xray/app/router/command/command_pb.js";
import {
  GetAllOnlineUsersResponseSchema,
  GetStatsOnlineIpListResponseSchema,
  GetStatsResponseSchema,
  QueryStatsResponseSchema,
  SysStatsResponseSchema,
} from "../../proto/gen/xray/app/stats/command/command_pb.js";
import { UserSchema } from "../../proto/gen/xray/common/protocol/user_pb.js";
import {
  InboundHandlerConfigSchema,
  OutboundHandlerConfigSchema,
} from "../../proto/gen/xray/core/config_pb.js";
import { encode } from "../../wire/protobuf.js";
import { writeFields, writeTyped } from "../../wire/xray/typed-message.js";

const nothing = new Uint8Array();

/** Writes the reply of an RPC that gives one answer. */
export function encodeReply(reply: ApiReply): Uint8Array {
  switch (reply.kind) {
    case "done":
    // Reflection has its own answers.
    case "services":
    case "symbol":
      return nothing;
    case "inbounds":
      return encode(
        ListInboundsResponseSchema,
        create(ListInboundsResponseSchema, {
          inbounds: reply.inbounds.map(({ tag, receiver, proxy }) =>
            create(InboundHandlerConfigSchema, {
              tag,
              ...typed("receiverSettings", receiver),
              ...typed("proxySettings", proxy),
            }),
          ),
        }),
      );
    case "outbounds":
      return encode(
        ListOutboundsResponseSchema,
        create(ListOutboundsResponseSchema, {
          outbounds: reply.outbounds.map(({ tag, sender, proxy, expire = "0", comment = "" }) =>
            create(OutboundHandlerConfigSchema, {
              tag,
              ...typed("senderSettings", sender),
              ...typed("proxySettings", proxy),
              expire: BigInt(expire),
              comment,
            }),
          ),
        }),
      );
    case "users":
      return encode(
        GetInboundUserResponseSchema,
        create(GetInboundUserResponseSchema, { users: reply.users.map(writeUser) }),
      );
    case "count":
      return encode(
        GetInboundUsersCountResponseSchema,
        create(GetInboundUsersCountResponseSchema, { count: reply.count }),
      );
    case "counter":
      return encode(
        GetStatsResponseSchema,
        create(GetStatsResponseSchema, reply.counter === null ? {} : { stat: reply.counter }),
      );
    case "counters":
      return encode(
        QueryStatsResponseSchema,
        create(QueryStatsResponseSchema, { stat: [...reply.counters] }),
      );
    case "ips":
      return encode(
        GetStatsOnlineIpListResponseSchema,
        create(GetStatsOnlineIpListResponseSchema, { name: reply.name, ips: { ...reply.ips } }),
      );
    case "online":
      return encode(
        GetAllOnlineUsersResponseSchema,
        create(GetAllOnlineUsersResponseSchema, { users: [...reply.users] }),
      );
    case "system":
      return encodeSystem(reply.system);
    case "rules":
      return encode(
        ListRuleResponseSchema,
        create(ListRuleResponseSchema, { rules: reply.rules.map((rule) => ({ ...rule })) }),
      );
    case "balancer":
      return encodeBalancer(reply.balancer);
    case "route":
      return encode(RoutingContextSchema, writeFields(RoutingContextSchema, reply.context));
    case "observation":
      return encode(
        GetOutboundStatusResponseSchema,
        create(
          GetOutboundStatusResponseSchema,
          reply.status === null
            ? {}
            : { status: writeFields(ObservationResultSchema, reply.status) },
        ),
      );
    default:
      return reply satisfies never;
  }
}

function encodeBalancer(balancer: BalancerInfo | null): Uint8Array {
  if (balancer === null) return nothing;
  const { override, principleTarget } = balancer;
  return encode(
    GetBalancerInfoResponseSchema,
    create(GetBalancerInfoResponseSchema, {
      balancer: {
        ...(override !== null && { override: { target: override.target } }),
        ...(principleTarget !== null && { principleTarget: { tag: [...principleTarget] } }),
      },
    }),
  );
}

function encodeSystem(system: Extract<ApiReply, { kind: "system" }>["system"]): Uint8Array {
  const fields = Object.fromEntries(
    SysStatsResponseSchema.fields.map((field) => {
      // The message spells its fields with capitals; the contract doesn't.
      const name = field.name.replace(/^[A-Z]/, (c) => c.toLowerCase());
      return [field.localName, system[name as keyof typeof system]];
    }),
  );
  return encode(SysStatsResponseSchema, create(SysStatsResponseSchema, fields));
}

function writeUser(user: User) {
  const { email, level, account } = user;
  return create(UserSchema, { email, level, ...typed("account", account) });
}

/** One optional TypedMessage as an initialiser: absent where the message is null. */
function typed<N extends string>(name: N, message: Parameters<typeof writeTyped>[0]) {
  const written = writeTyped(message);
  return written === undefined ? {} : { [name]: written };
}
