import { create } from "@bufbuild/protobuf";
import { reflect } from "@bufbuild/protobuf/reflect";
import type { ControlCommand } from "../../contract/xray/command.js";
import type { ApiReply } from "../../contract/xray/reply.js";
import {
  RestartLoggerRequestSchema,
  RestartLoggerResponseSchema,
} from "../../proto/gen/xray/app/log/command/config_pb.js";
import {
  GetOutboundStatusRequestSchema,
  GetOutboundStatusResponseSchema,
} from "../../proto/gen/xray/app/observatory/command/command_pb.js";
import { ObservationResultSchema } from "../../proto/gen/xray/app/observatory/config_pb.js";
import * as routing from "../../proto/gen/xray/app/router/command/command_pb.js";
import { readFields, writeFields, writeTyped } from "../../wire/xray/typed-message.js";
import { callsOf, done, type Call } from "./call-rpc.js";

const routingNames = {
  xray: "xray.app.router.command.RoutingService",
  v2ray: "v2ray.core.app.router.command.RoutingService",
} as const;
const loggerNames = {
  xray: "xray.app.log.command.LoggerService",
  v2ray: "v2ray.core.app.log.command.LoggerService",
} as const;
// The one service without a second name; a call under one is answered as unknown.
const observatoryNames = {
  xray: "xray.core.app.observatory.command.ObservatoryService",
  v2ray: "v2ray.core.app.observatory.command.ObservatoryService",
} as const;

/** The RPC of RoutingService, LoggerService or ObservatoryService that a command stands for. */
export function controlCallOf(command: ControlCommand): Call {
  const onRouting = callsOf(routingNames, command.service);

  switch (command.kind) {
    case "AddRule": {
      const config = writeTyped(command.config);
      return onRouting(
        "AddRule",
        routing.AddRuleRequestSchema,
        create(routing.AddRuleRequestSchema, {
          shouldAppend: command.shouldAppend,
          ...(config && { config }),
        }),
        routing.AddRuleResponseSchema,
        done,
      );
    }
    case "RemoveRule":
      return onRouting(
        "RemoveRule",
        routing.RemoveRuleRequestSchema,
        create(routing.RemoveRuleRequestSchema, { ruleTag: command.ruleTag }),
        routing.RemoveRuleResponseSchema,
        done,
      );
    case "ListRule":
      return onRouting(
        "ListRule",
        routing.ListRuleRequestSchema,
        create(routing.ListRuleRequestSchema),
        routing.ListRuleResponseSchema,
        (m) => ({ kind: "rules", rules: m.rules.map(({ tag, ruleTag }) => ({ tag, ruleTag })) }),
      );
    case "GetBalancerInfo":
      return onRouting(
        "GetBalancerInfo",
        routing.GetBalancerInfoRequestSchema,
        create(routing.GetBalancerInfoRequestSchema, { tag: command.tag }),
        routing.GetBalancerInfoResponseSchema,
        ({ balancer }) => ({
          kind: "balancer",
          balancer:
            balancer === undefined
              ? null
              : {
                  override: balancer.override ? { target: balancer.override.target } : null,
                  principleTarget: balancer.principleTarget?.tag ?? null,
                },
        }),
      );
    case "OverrideBalancerTarget":
      return onRouting(
        "OverrideBalancerTarget",
        routing.OverrideBalancerTargetRequestSchema,
        create(routing.OverrideBalancerTargetRequestSchema, {
          balancerTag: command.balancerTag,
          target: command.target,
        }),
        routing.OverrideBalancerTargetResponseSchema,
        done,
      );
    case "TestRoute": {
      const { context, fieldSelectors, publishResult } = command;
      return onRouting(
        "TestRoute",
        routing.TestRouteRequestSchema,
        create(routing.TestRouteRequestSchema, {
          ...(context && { RoutingContext: writeFields(routing.RoutingContextSchema, context) }),
          FieldSelectors: [...fieldSelectors],
          PublishResult: publishResult,
        }),
        routing.RoutingContextSchema,
        readRoute,
      );
    }
    case "SubscribeRoutingStats":
      return onRouting(
        "SubscribeRoutingStats",
        routing.SubscribeRoutingStatsRequestSchema,
        create(routing.SubscribeRoutingStatsRequestSchema, {
          FieldSelectors: [...command.fieldSelectors],
        }),
        routing.RoutingContextSchema,
        readRoute,
      );
    case "RestartLogger":
      return callsOf(loggerNames, command.service)(
        "RestartLogger",
        RestartLoggerRequestSchema,
        create(RestartLoggerRequestSchema),
        RestartLoggerResponseSchema,
        done,
      );
    case "GetOutboundStatus":
      return callsOf(observatoryNames, command.service)(
        "GetOutboundStatus",
        GetOutboundStatusRequestSchema,
        create(GetOutboundStatusRequestSchema),
        GetOutboundStatusResponseSchema,
        ({ status }) => ({
          kind: "observation",
          status:
            status === undefined ? null : readFields(reflect(ObservationResultSchema, status)),
        }),
      );
    default:
      return command satisfies never;
  }
}

function readRoute(message: routing.RoutingContext): ApiReply {
  return { kind: "route", context: readFields(reflect(routing.RoutingContextSchema, message)) };
}
