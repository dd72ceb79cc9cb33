import { refuse, type XrayResult } from "../refusal.js";
import { createState, type XrayState } from "../state.js";
import type { SurfaceFault } from "../surface.js";
import { fault, on, rewrite, type XrayFault, type XrayGate } from "./fault.js";

const statsRpcs: ReadonlySet<string> = new Set([
  "GetStats",
  "QueryStats",
  "GetSysStats",
  "GetStatsOnline",
  "GetStatsOnlineIpList",
  "GetAllOnlineUsers",
]);

function below(name: SurfaceFault, breaks: string, commands: number, sentence: string): XrayFault {
  return { name, sentence, breaks, commands, at: "surface", surface: name };
}

const always =
  (result: XrayResult): XrayGate =>
  () =>
    result;

/** A gate by which the aliases of one service work on a copy of the state taken at the first call. */
function ownState(isStats: boolean): XrayGate {
  let copy: XrayState | undefined;
  return (next, state, command, now) => {
    copy ??= copyState(state);
    const apart = command.service === "v2ray" && statsRpcs.has(command.kind) === isStats;
    return next(apart ? copy : state, command, now);
  };
}

function copyState(state: XrayState): XrayState {
  const copy = createState(state);
  for (const kind of ["inbounds", "outbounds"] as const) {
    const from = state[kind];
    const to: { tagged: Map<string, unknown>; untagged: unknown[] } = copy[kind];
    for (const [tag, handler] of from.tagged) to.tagged.set(tag, handler);
    to.untagged.push(...from.untagged);
  }
  for (const [name, value] of state.counters) copy.counters.set(name, value);
  return copy;
}

/** Faults of what can be reached under which names, and of how bytes are treated. */
export const surfaceLevelFaults: readonly XrayFault[] = [
  fault("silent", "xray/grpc/answers", 1, "No call is ever answered.", () =>
    always({ outcome: { status: "silent", ms: 0 } }),
  ),
  fault("drops", "xray/grpc/answers", 1, "Every call ends with its connection.", () =>
    always({ outcome: { status: "lost", text: "dropped by a fault" } }),
  ),
  fault("add-outbound-drops", "xray/outbound/add", 1, "AddOutbound ends with its connection.", () =>
    on("AddOutbound", () => ({ outcome: { status: "lost", text: "dropped by a fault" } })),
  ),
  below("needs-token", "xray/grpc/answers", 1, "Calls without `authorization` are refused."),
  below(
    "malformed-accepted",
    "xray/grpc/malformed",
    1,
    "Bytes that are no protobuf are answered with OK.",
  ),
  below("utf8-as-malformed", "xray/grpc/utf8", 1, "Text that is no UTF-8 is refused as malformed."),
  below("unknown-fields-refused", "xray/grpc/unknown-fields", 1, "Unknown fields are refused."),
  below(
    "first-wins",
    "xray/grpc/last-wins",
    1,
    "Of a single field sent twice the first value counts.",
  ),
  below("size-limit-one-short", "xray/grpc/size", 1, "A request of 4194304 bytes is refused."),
  below(
    "unknown-method-as-internal",
    "xray/grpc/unknown-method",
    1,
    "Unknown methods are refused with code 13.",
  ),
  below(
    "unknown-service-as-internal",
    "xray/grpc/unknown-service",
    1,
    "Unknown services are refused with code 13.",
  ),
  below("metadata-read", "xray/grpc/metadata", 1, "A call with `authorization` is refused."),
  below(
    "disabled-service-answers",
    "xray/config/services",
    1,
    "Services that are not listed answer too.",
  ),
  fault("alias-handler-absent", "xray/names/handler", 1, "HandlerService has no second name.", () =>
    withoutAlias("v2ray.core.app.proxyman.command.HandlerService", false),
  ),
  fault(
    "alias-handler-own-state",
    "xray/names/handler",
    2,
    "HandlerService works on a state of its own under its second name.",
    () => ownState(false),
  ),
  fault("alias-stats-absent", "xray/names/stats", 1, "StatsService has no second name.", () =>
    withoutAlias("v2ray.core.app.stats.command.StatsService", true),
  ),
  fault(
    "alias-stats-own-state",
    "xray/names/stats",
    2,
    "StatsService works on a state of its own under its second name.",
    () => ownState(true),
  ),
  fault(
    "reflection-hides-aliases",
    "xray/reflection/list",
    1,
    "Reflection lists one name a service.",
    () =>
      rewrite("ListServices", (reply) =>
        reply.kind === "services"
          ? { kind: "services", services: reply.services.filter((s) => !s.startsWith("v2ray.")) }
          : reply,
      ),
  ),
  fault(
    "reflection-v1alpha-differs",
    "xray/reflection/versions",
    2,
    "Reflection v1alpha does not list v1.",
    () =>
      rewrite("ListServices", (reply, { version }) =>
        reply.kind === "services" && version === "v1alpha"
          ? { kind: "services", services: reply.services.filter((s) => !s.includes(".v1.")) }
          : reply,
      ),
  ),
  fault(
    "reflection-loses-rpc",
    "xray/reflection/describe",
    1,
    "Reflection describes a service without its last RPC.",
    () =>
      rewrite("DescribeSymbol", (reply) =>
        reply.kind === "symbol"
          ? {
              kind: "symbol",
              rpcs: Object.fromEntries(
                Object.entries(reply.rpcs).map(([name, rpcs]) => [name, rpcs.slice(0, -1)]),
              ),
            }
          : reply,
      ),
  ),
  fault(
    "reflection-describes-alias",
    "xray/reflection/alias",
    1,
    "Reflection describes a second name.",
    () => (next, state, command, now) =>
      next(
        state,
        command.kind === "DescribeSymbol"
          ? { ...command, symbol: command.symbol.replace(/^v2ray\.core\./, "xray.") }
          : command,
        now,
      ),
  ),
];

function withoutAlias(service: string, isStats: boolean): XrayGate {
  return (next, state, command, now) =>
    command.service === "v2ray" && statsRpcs.has(command.kind) === isStats
      ? refuse(`unknown service ${service}`, 12)
      : next(state, command, now);
}
