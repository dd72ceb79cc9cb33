import * as texts from "./texts.js";
import type { Judgement } from "../../contract/breach.js";
import type { JudgedCommand, ReflectionVersion, WalkCommand } from "../../contract/xray/command.js";
import type { WalkOutcome } from "../../contract/xray/reply.js";
import {
  serviceOf,
  judgedServices,
  type ServiceInfo,
  type JudgedService,
} from "../../contract/xray/services.js";
import type { Ledger } from "./ledger.js";
import {
  accepted,
  breach,
  judgeAnswer,
  matching,
  replyOf,
  witness,
  type Expected,
} from "./oracle-judgement.js";

/** Commands of reflection. */
export type ReflectionCommand = Extract<JudgedCommand, { kind: "ListServices" | "DescribeSymbol" }>;

const list = "xray/reflection/list";
const versions = "xray/reflection/versions";
const describe = "xray/reflection/describe";

/** What any answer to a call of the API says about names and credentials. */
export function judgeNames(command: JudgedCommand, outcome: WalkOutcome): readonly Judgement[] {
  const judgements: Judgement[] = [];
  const answers = "xray/grpc/answers";
  if (outcome.status === "ok") judgements.push(witness(answers));
  if (outcome.status === "refused" && (outcome.code === 16 || outcome.code === 7)) {
    judgements.push(
      breach(answers, "an answer without credentials", `code ${String(outcome.code)}`),
    );
  }
  if (command.service !== "v2ray") return judgements;
  const requirement = namesOf(command);
  if (requirement === undefined) return judgements;
  if (outcome.status === "refused" && outcome.code === 12) {
    judgements.push(breach(requirement, "an answer under the old name", "code 12"));
  }
  // A write proves nothing before the other name shows it.
  if (outcome.status === "ok" && outcome.reply.kind !== "done")
    judgements.push(witness(requirement));
  return judgements;
}

/** Takes in which services and RPCs are there. */
export function learnNames(ledger: Ledger, command: JudgedCommand, outcome: WalkOutcome): void {
  const rpc = rpcOf(command);
  const service = judgedServices.find((s) => (s.rpcs as readonly string[]).includes(rpc));
  if (service === undefined) return;
  if (outcome.status === "ok") ledger.answered.add(service.key);
  if (outcome.status !== "refused") return;
  if (outcome.code === 12) ledger.unimplemented.add(rpc);
  else ledger.answered.add(service.key);
}

/** Judges an answer of reflection. */
export function judgeReflection(
  ledger: Ledger,
  command: ReflectionCommand,
  outcome: WalkOutcome,
): readonly Judgement[] {
  return command.kind === "ListServices"
    ? judgeServices(ledger, command.version, outcome)
    : judgeSymbol(ledger, command.symbol, outcome);
}

/** Takes in the list of services. */
export function learnReflection(
  ledger: Ledger,
  command: ReflectionCommand,
  outcome: WalkOutcome,
): void {
  const shown = replyOf(outcome, "services")?.services;
  if (command.kind === "ListServices" && shown !== undefined) {
    ledger.listed.set(command.version, shown);
  }
}

/** The other version of reflection, until both have been asked. */
export function followReflection(
  ledger: Ledger,
  command: ReflectionCommand,
  outcome: WalkOutcome,
): readonly WalkCommand[] {
  if (command.kind !== "ListServices" || outcome.status !== "ok") return [];
  const version = otherVersion(command.version);
  return ledger.listed.has(version) ? [] : [{ kind: "ListServices", version }];
}

function judgeServices(
  ledger: Ledger,
  version: ReflectionVersion,
  outcome: WalkOutcome,
): readonly Judgement[] {
  const other = ledger.listed.get(otherVersion(version));
  const shown = replyOf(outcome, "services")?.services;
  if (shown === undefined) {
    // Where the other version answers, this one must, too.
    return judgeAnswer(accepted(other === undefined ? list : versions), outcome, "services");
  }
  const judgements: Judgement[] = [];
  const listed = shown.join(", ");
  const reflection = serviceOf("ReflectionService").names;
  const missing = reflection.find((name) => !shown.includes(name));
  if (missing !== undefined) judgements.push(breach(versions, `${missing} listed`, listed));
  for (const service of judgedServices) {
    if (service.key === "ReflectionService") continue;
    const absent = service.names.find((name) => !shown.includes(name));
    const present = service.names.some((name) => shown.includes(name));
    if (absent === undefined || (!present && !isEnabled(ledger, service))) continue;
    judgements.push(breach(list, `${absent} listed`, listed));
  }
  const different = other !== undefined && !sameSet(other, shown);
  if (different) judgements.push(breach(versions, other.join(", "), listed));
  if (judgements.length > 0) return judgements;
  if (other !== undefined) judgements.push(witness(versions));
  if (judgedServices.some((s) => s.key !== "ReflectionService" && shown.includes(s.names[0]))) {
    judgements.push(witness(list));
  }
  return judgements;
}

function judgeSymbol(ledger: Ledger, symbol: string, outcome: WalkOutcome): readonly Judgement[] {
  if (symbol.startsWith("v2ray.core.")) {
    // grpcurl prints "Symbol not found" for this code; on the wire it is Go's text (26.3.27).
    const alias: Expected = {
      kind: "refused",
      options: [{ requirement: "xray/reflection/alias", code: 5, text: texts.typeNotFound() }],
    };
    if (matching(alias, outcome) !== undefined) return [witness("xray/reflection/alias")];
    return judgeAnswer(alias, outcome, "symbol");
  }
  const service: ServiceInfo | undefined = judgedServices.find((s) =>
    (s.names as readonly string[]).includes(symbol),
  );
  if (service === undefined || !isEnabled(ledger, service)) return [];
  const shown = replyOf(outcome, "symbol")?.rpcs;
  if (shown === undefined) return judgeAnswer(accepted(describe), outcome, "symbol");
  const rpcs = shown[symbol];
  // An RPC that is refused as unimplemented is none that the service has.
  const wanted = service.rpcs.filter((rpc) => !ledger.unimplemented.has(rpc));
  const missing = wanted.find((rpc) => rpcs?.includes(rpc) !== true);
  const surplus = rpcs?.find((rpc) => ledger.unimplemented.has(rpc));
  if (rpcs !== undefined && missing === undefined && surplus === undefined) {
    return [witness(describe)];
  }
  return [
    breach(describe, `${symbol} with ${wanted.join(", ")}`, rpcs?.join(", ") ?? "nothing of it"),
  ];
}

/** True where the service is known to be there: by our recipes always, elsewhere once it answered. */
function isEnabled(ledger: Ledger, service: ServiceInfo): boolean {
  const listed = [...ledger.listed.values()].flat();
  return (
    ledger.setup !== undefined ||
    service.key === "ReflectionService" ||
    ledger.answered.has(service.key) ||
    service.names.some((name) => listed.includes(name))
  );
}

function namesOf(command: JudgedCommand): string | undefined {
  const key = keyOf(command);
  if (key === "ReflectionService") return undefined;
  return key === "HandlerService" ? "xray/names/handler" : "xray/names/stats";
}

/** True for commands of StatsService. */
export function isStats(command: JudgedCommand): boolean {
  return keyOf(command) === "StatsService";
}

function keyOf(command: JudgedCommand): JudgedService {
  const rpc = rpcOf(command);
  const found = judgedServices.find((s) => (s.rpcs as readonly string[]).includes(rpc));
  return found?.key ?? "ReflectionService";
}

function rpcOf(command: JudgedCommand): string {
  return command.kind === "AddUser" || command.kind === "RemoveUser"
    ? "AlterInbound"
    : command.kind;
}

function otherVersion(version: ReflectionVersion): ReflectionVersion {
  return version === "v1" ? "v1alpha" : "v1";
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}
