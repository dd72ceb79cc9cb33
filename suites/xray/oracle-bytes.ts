import { BinaryReader } from "@bufbuild/protobuf/wire";
import type { DescMessage } from "@bufbuild/protobuf";
import type { Judgement } from "../../contract/breach.js";
import type { JudgedCommand, RawCall } from "../../contract/xray/command.js";
import type { ApiReply, WalkOutcome } from "../../contract/xray/reply.js";
import { judgedServices } from "../../contract/xray/services.js";
import {
  GetStatsRequestSchema,
  GetStatsResponseSchema,
  QueryStatsRequestSchema,
  QueryStatsResponseSchema,
} from "../../proto/gen/xray/app/stats/command/command_pb.js";
import { decode, goProtoTexts } from "../../wire/protobuf.js";
import type { Ledger } from "./ledger.js";
import { gotText, judgeAnswer, matching, witness, type Expected } from "./oracle-judgement.js";
import { judgeStats, learnStats } from "./oracle-stats.js";
import { badRequest, largestRequest, tooLarge } from "./texts.js";

/** What is peculiar about the bytes of a call, as the requirement that it puts to the test. */
type Quirk =
  | "xray/grpc/unknown-fields"
  | "xray/grpc/last-wins"
  | "xray/grpc/size"
  | "xray/grpc/metadata"
  | undefined;

/** A call that can be read: the command that it stands for. */
interface Readable {
  readonly command: Extract<JudgedCommand, { kind: "GetStats" | "QueryStats" }>;
  readonly quirk: Quirk;
}

/** Judges a call of raw bytes: by the refusal that its bytes call for, or as the command it spells. */
export function judgeBytes(
  ledger: Ledger,
  call: RawCall,
  outcome: WalkOutcome,
): readonly Judgement[] {
  const expected = expectBytes(ledger, call);
  if (expected !== undefined) {
    const refusal = matching(expected, outcome);
    return refusal === undefined
      ? judgeAnswer(expected, outcome, "bytes")
      : [witness(refusal.requirement)];
  }
  const readable = readCall(call);
  if (readable === undefined) return [];
  const { command, quirk } = readable;
  if (quirk === undefined) return [];
  const judgements = judgeStats(ledger, command, asReply(command, outcome));
  // Read as if nothing were peculiar, the answer is right: that is the whole requirement.
  const wrong = judgements.filter((judgement) => !judgement.kept);
  if (wrong.length === 0) {
    return outcome.status === "ok" || judgements.length > 0 ? [witness(quirk)] : [];
  }
  return wrong.map((judgement) => ({ ...judgement, requirement: quirk, got: gotText(outcome) }));
}

/** Takes in what a readable call did. */
export function learnBytes(ledger: Ledger, call: RawCall, outcome: WalkOutcome): void {
  if (expectBytes(ledger, call) !== undefined) return;
  const readable = readCall(call);
  if (readable === undefined) return;
  learnStats(ledger, readable.command, asReply(readable.command, outcome));
}

/** The refusal that path, size or bytes call for; undefined where the call can be read. */
function expectBytes(ledger: Ledger, call: RawCall): Expected | undefined {
  const refusal = (requirement: string, code: number, text?: string): Expected => ({
    kind: "refused",
    options: [{ requirement, code, text }],
  });
  const [, service = "", method = ""] = call.path.split("/");
  const known = judgedServices.find((s) => (s.names as readonly string[]).includes(service));
  if (known === undefined) return expectForeign(ledger, service, refusal);
  if (!(known.rpcs as readonly string[]).includes(method)) {
    return refusal("xray/grpc/unknown-method", 12);
  }
  const size = sizeOf(call);
  if (size > largestRequest) return refusal("xray/grpc/size", 8, tooLarge(size));
  const desc = requestOf(method);
  const decoded = desc && decode(desc, bodyOf(call));
  if (decoded === undefined || decoded.ok) return undefined;
  const name = decoded.text === goProtoTexts.utf8 ? "utf8" : "malformed";
  return refusal(`xray/grpc/${name}`, 13, badRequest(decoded.text));
}

/** A service of another name: one of Xray's may be enabled, any other cannot be. */
function expectForeign(
  ledger: Ledger,
  service: string,
  refusal: (requirement: string, code: number) => Expected,
): Expected | undefined {
  if (!/^(xray|v2ray)\./.test(service)) return refusal("xray/grpc/unknown-service", 12);
  const listed = [...ledger.listed.values()];
  // Only the list of the services tells which of Xray's own are not enabled.
  if (listed.length === 0 || listed.some((names) => names.includes(service))) return undefined;
  return refusal("xray/config/services", 12);
}

function readCall(call: RawCall): Readable | undefined {
  const [, service = "", method = ""] = call.path.split("/");
  const stats = judgedServices.find((s) => s.key === "StatsService");
  if (!(stats?.names as readonly string[] | undefined)?.includes(service)) return undefined;
  const body = bodyOf(call);
  const quirk = quirkOf(call);
  if (method === "GetStats") {
    const decoded = decode(GetStatsRequestSchema, body);
    if (!decoded.ok) return undefined;
    const { name, reset } = decoded.message;
    return { command: { kind: "GetStats", name, reset }, quirk };
  }
  if (method === "QueryStats") {
    const decoded = decode(QueryStatsRequestSchema, body);
    if (!decoded.ok) return undefined;
    const { pattern, reset } = decoded.message;
    return { command: { kind: "QueryStats", pattern, reset }, quirk };
  }
  return undefined;
}

/** What is peculiar, the rarest first: a call of arbitraries has one peculiarity. */
function quirkOf(call: RawCall): Quirk {
  if (sizeOf(call) >= largestRequest) return "xray/grpc/size";
  if (call.metadata !== undefined) return "xray/grpc/metadata";
  const seen = new Set<number>();
  const reader = new BinaryReader(bodyOf(call));
  let twice = false;
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    reader.skip(wireType, number);
    // Field 1 is a text and field 2 a bool in both requests.
    const declared = number === 1 ? 2 : number === 2 ? 0 : undefined;
    if (wireType !== declared) return "xray/grpc/unknown-fields";
    twice ||= seen.has(number);
    seen.add(number);
  }
  return twice ? "xray/grpc/last-wins" : undefined;
}

/** The outcome as that of the command; bytes that are no such reply are unreadable. */
function asReply(command: Readable["command"], outcome: WalkOutcome): WalkOutcome {
  if (outcome.status !== "ok") return outcome;
  if (outcome.reply.kind !== "bytes") return outcome;
  const bytes = Buffer.from(outcome.reply.base64, "base64");
  const reply = command.kind === "GetStats" ? readCounter(bytes) : readCounters(bytes);
  return reply === undefined
    ? { status: "unreadable", text: "no such reply" }
    : { status: "ok", reply };
}

function readCounter(bytes: Uint8Array): ApiReply | undefined {
  const decoded = decode(GetStatsResponseSchema, bytes);
  if (!decoded.ok) return undefined;
  const { stat } = decoded.message;
  return {
    kind: "counter",
    counter: stat === undefined ? null : { name: stat.name, value: stat.value },
  };
}

function readCounters(bytes: Uint8Array): ApiReply | undefined {
  const decoded = decode(QueryStatsResponseSchema, bytes);
  if (!decoded.ok) return undefined;
  const counters = decoded.message.stat.map(({ name, value }) => ({ name, value }));
  return { kind: "counters", counters };
}

function requestOf(method: string): DescMessage | undefined {
  if (method === "GetStats") return GetStatsRequestSchema;
  return method === "QueryStats" ? QueryStatsRequestSchema : undefined;
}

function sizeOf(call: RawCall): number {
  return Buffer.from(call.body, "base64").length + (call.padding ?? 0);
}

function bodyOf(call: RawCall): Uint8Array {
  return Buffer.concat([Buffer.from(call.body, "base64"), Buffer.alloc(call.padding ?? 0)]);
}
