import type { Grade } from "../../contract/grade.js";
import { covers } from "../../contract/grade.js";
import type { WalkCommand } from "../../contract/xray/command.js";
import { serviceOf, judgedServices, type JudgedService } from "../../contract/xray/services.js";
import type { WalkOutcome } from "../../contract/xray/reply.js";
import { TargetError } from "../../contract/target.js";
import { grpcStatus } from "../../wire/grpc-status.js";
import type { Driver } from "./driver.js";

/** Which RPCs of a service were seen, seen missing, or could not be looked at in this grade. */
export interface ServiceSeen {
  readonly present: readonly string[];
  readonly missing: readonly string[];
  readonly unseen: readonly string[];
}

/** What probing found. `evidence` is for people: one line a finding. */
export interface ProbeResult {
  readonly services: Readonly<Record<JudgedService, ServiceSeen>>;
  /** False where QueryStats says that no statistics are configured. */
  readonly statistics: boolean;
  /** False where there is no counter: no policy asks for any. */
  readonly counters: boolean;
  readonly evidence: readonly string[];
}

/**
 * Finds out which services and RPCs a target has: by reflection, and without it by calls that read
 * or are refused before anything moves. In grade look only the reading ones are sent.
 */
export async function probe(driver: Driver, grade: Grade): Promise<ProbeResult> {
  const evidence: string[] = [];
  const first = await ask(driver, { kind: "ListServices", version: "v1" });
  let found: Readonly<Record<JudgedService, ServiceSeen>>;
  if (first.status === "ok" && first.reply.kind === "services") {
    evidence.push(`reflection lists ${String(first.reply.services.length)} services`);
    found = await byReflection(driver, first.reply.services);
  } else {
    evidence.push("no reflection: asked by calls");
    found = await byCalls(driver, grade);
  }
  for (const key of ["HandlerService", "StatsService"] as const) {
    const { present, missing, unseen } = found[key];
    if (present.length === 0) evidence.push(`${key}: not there`);
    else {
      evidence.push(
        `${key}: ${String(present.length)} RPCs` +
          (missing.length > 0 ? `, missing ${missing.join(", ")}` : "") +
          (unseen.length > 0 ? `, not looked at ${unseen.join(", ")}` : ""),
      );
    }
  }
  if (found.HandlerService.present.length === 0 && found.StatsService.present.length === 0) {
    throw new TargetError(
      "not-this-api",
      "neither HandlerService nor StatsService answers there: is this the address of the Xray API (`api.listen`)?",
    );
  }
  return { services: found, ...(await lookAtStatistics(driver, found, evidence)), evidence };
}

async function byReflection(
  driver: Driver,
  listed: readonly string[],
): Promise<ProbeResult["services"]> {
  const seen = {} as Record<JudgedService, ServiceSeen>;
  for (const { key, names } of judgedServices) {
    const name = names[0];
    if (key === "ReflectionService") {
      // It has just answered.
      seen[key] = { present: [...serviceOf(key).rpcs], missing: [], unseen: [] };
      continue;
    }
    if (!listed.includes(name)) {
      seen[key] = { present: [], missing: [...serviceOf(key).rpcs], unseen: [] };
      continue;
    }
    const outcome = await ask(driver, { kind: "DescribeSymbol", version: "v1", symbol: name });
    const rpcs =
      outcome.status === "ok" && outcome.reply.kind === "symbol"
        ? (outcome.reply.rpcs[name] ?? [])
        : [];
    seen[key] = {
      present: rpcs,
      missing: serviceOf(key).rpcs.filter((rpc) => !rpcs.includes(rpc)),
      unseen: [],
    };
  }
  return seen;
}

/** Requests that read, or that every known core refuses before anything moves. */
const questions: readonly {
  readonly service: JudgedService;
  readonly rpc: string;
  readonly grade: Grade;
  readonly command: WalkCommand;
}[] = [
  { service: "StatsService", rpc: "GetSysStats", grade: "look", command: { kind: "GetSysStats" } },
  {
    service: "StatsService",
    rpc: "GetStats",
    grade: "look",
    command: { kind: "GetStats", name: "", reset: false },
  },
  {
    service: "StatsService",
    rpc: "QueryStats",
    grade: "look",
    command: { kind: "QueryStats", pattern: "nodeproof-probe", reset: false },
  },
  {
    service: "StatsService",
    rpc: "GetStatsOnline",
    grade: "look",
    command: { kind: "GetStatsOnline", name: "", reset: false },
  },
  {
    service: "StatsService",
    rpc: "GetStatsOnlineIpList",
    grade: "look",
    command: { kind: "GetStatsOnlineIpList", name: "", reset: false },
  },
  {
    service: "StatsService",
    rpc: "GetAllOnlineUsers",
    grade: "look",
    command: { kind: "GetAllOnlineUsers" },
  },
  {
    service: "HandlerService",
    rpc: "ListInbounds",
    grade: "look",
    command: { kind: "ListInbounds", isOnlyTags: true },
  },
  {
    service: "HandlerService",
    rpc: "ListOutbounds",
    grade: "look",
    command: { kind: "ListOutbounds" },
  },
  {
    service: "HandlerService",
    rpc: "GetInboundUsers",
    grade: "look",
    command: { kind: "GetInboundUsers", tag: "", email: "" },
  },
  {
    service: "HandlerService",
    rpc: "GetInboundUsersCount",
    grade: "look",
    command: { kind: "GetInboundUsersCount", tag: "", email: "" },
  },
  {
    service: "HandlerService",
    rpc: "RemoveInbound",
    grade: "touch",
    command: { kind: "RemoveInbound", tag: "" },
  },
  {
    service: "HandlerService",
    rpc: "RemoveOutbound",
    grade: "touch",
    command: { kind: "RemoveOutbound", tag: "" },
  },
  // Never empty: that ends the original. A message of type "" is refused before anything moves.
  {
    service: "HandlerService",
    rpc: "AddInbound",
    grade: "touch",
    command: {
      kind: "AddInbound",
      inbound: { tag: "", receiver: { type: "", base64: "" }, proxy: { type: "", base64: "" } },
    },
  },
  {
    service: "HandlerService",
    rpc: "AddOutbound",
    grade: "touch",
    command: {
      kind: "AddOutbound",
      outbound: { tag: "", sender: { type: "", base64: "" }, proxy: { type: "", base64: "" } },
    },
  },
  {
    service: "HandlerService",
    rpc: "AlterInbound",
    grade: "touch",
    command: { kind: "AlterInbound", tag: "", operation: { type: "", base64: "" } },
  },
  {
    service: "HandlerService",
    rpc: "AlterOutbound",
    grade: "touch",
    command: { kind: "AlterOutbound", tag: "", operation: { type: "", base64: "" } },
  },
];

async function byCalls(driver: Driver, grade: Grade): Promise<ProbeResult["services"]> {
  const seen: Record<JudgedService, { present: string[]; missing: string[]; unseen: string[] }> = {
    HandlerService: { present: [], missing: [], unseen: [] },
    StatsService: { present: [], missing: [], unseen: [] },
    ReflectionService: { present: [], missing: ["ServerReflectionInfo"], unseen: [] },
  };
  for (const { service, rpc, grade: needed, command } of questions) {
    if (!covers(grade, needed)) {
      seen[service].unseen.push(rpc);
      continue;
    }
    const outcome = await ask(driver, command);
    const absent = outcome.status === "refused" && outcome.code === grpcStatus.UNIMPLEMENTED;
    seen[service][absent ? "missing" : "present"].push(rpc);
  }
  return seen;
}

/** Whether there are statistics, and any counter in them. */
async function lookAtStatistics(
  driver: Driver,
  found: ProbeResult["services"],
  evidence: string[],
): Promise<Pick<ProbeResult, "statistics" | "counters">> {
  if (!found.StatsService.present.includes("QueryStats"))
    return { statistics: false, counters: false };
  const outcome = await ask(driver, { kind: "QueryStats", pattern: "", reset: false });
  const off =
    outcome.status === "refused" && outcome.text.includes("only works its own stats.Manager");
  if (off) evidence.push("QueryStats says that no statistics are configured");
  const counters =
    outcome.status === "ok" &&
    outcome.reply.kind === "counters" &&
    outcome.reply.counters.length > 0;
  if (!off && !counters) evidence.push("QueryStats shows no counter");
  return { statistics: !off, counters };
}

/** A probe that must be answered: two deadlines at most, then the target counts as unreachable. */
async function ask(driver: Driver, command: WalkCommand): Promise<WalkOutcome> {
  const outcome = await driver.send(command);
  if (outcome.status !== "silent" && outcome.status !== "lost") return outcome;
  driver.reconnect();
  const again = await driver.send(command);
  if (again.status === "silent") {
    throw new TargetError(
      "unreachable",
      `something accepts connections there, but ${command.kind} got no answer in ${String(again.ms)} ms, twice`,
    );
  }
  if (again.status === "lost")
    throw new TargetError(
      "unreachable",
      `no connection: ${again.text.replace(/\s*Resolution note:\s*$/, "")}`,
    );
  return again;
}
