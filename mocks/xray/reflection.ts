import { create, type DescFile, type MessageInitShape } from "@bufbuild/protobuf";
import {
  FileDescriptorProtoSchema,
  type FileDescriptorProto,
  MethodDescriptorProtoSchema,
} from "@bufbuild/protobuf/wkt";
import type { ApiCommand, ReflectionVersion } from "../../contract/xray/command.js";
import type { ApiOutcome, ApiReply } from "../../contract/xray/reply.js";
import {
  ServerReflectionRequestSchema,
  ServerReflectionResponseSchema,
  type ServerReflectionRequest,
} from "../../proto/gen/xray/grpc/reflection/v1/reflection_pb.js";
import { grpcStatus } from "../../wire/grpc-status.js";
import { decode, encode } from "../../wire/protobuf.js";
import type { Engine } from "../core/engine.js";
import type { GrpcCall, GrpcReceiver } from "../core/grpc-server.js";
import { fileName, files } from "./catalogue.js";
import { isKnownMessage } from "./known-types.js";
import { findFile, isDeclared } from "./symbols.js";

type Answer = NonNullable<
  MessageInitShape<typeof ServerReflectionResponseSchema>["messageResponse"]
>;

/**
 * Serves one reflection stream. The messages of v1 and v1alpha have the same bytes, so one codec
 * reads both. A file is sent with what it imports, and no import twice on one stream.
 */
export function reflect(
  version: ReflectionVersion,
  call: GrpcCall,
  engine: Engine<ApiCommand, ApiOutcome>,
): GrpcReceiver {
  const sent = new Set<string>();
  let unanswered = 0;
  let finished = false;
  const endWhenDone = (): void => {
    if (finished && unanswered === 0) call.end(grpcStatus.OK);
  };
  const send = (request: ServerReflectionRequest, messageResponse: Answer): void => {
    const response = { validHost: request.host, originalRequest: request, messageResponse };
    call.send(
      encode(ServerReflectionResponseSchema, create(ServerReflectionResponseSchema, response)),
    );
  };
  const run = (command: ApiCommand, request: ServerReflectionRequest): void => {
    unanswered += 1;
    engine.run(command, (outcome) => {
      unanswered -= 1;
      if (outcome.status === "ok") send(request, describe(outcome.reply, command, sent));
      else if (outcome.status === "refused") send(request, refusal(outcome.text, outcome.code));
      else call.drop();
      endWhenDone();
    });
  };

  const message = (bytes: Buffer): void => {
    const read = decode(ServerReflectionRequestSchema, bytes);
    if (!read.ok)
      return call.end(grpcStatus.INTERNAL, `grpc: error unmarshalling request: ${read.text}`);
    const request = read.message;
    const asked = request.messageRequest;
    switch (asked.case) {
      case "listServices":
        return run({ kind: "ListServices", version }, request);
      case "fileContainingSymbol":
        return run({ kind: "DescribeSymbol", version, symbol: asked.value }, request);
      case "fileByFilename": {
        const file = files.get(asked.value);
        const [service] = file?.services ?? [];
        // A file with a service is described as its service is.
        if (service !== undefined)
          return run({ kind: "DescribeSymbol", version, symbol: service.typeName }, request);
        return send(request, file === undefined ? refusal() : withImports(file, sent));
      }
      case "fileContainingExtension":
        return send(request, refusal());
      case "allExtensionNumbersOfType":
        return send(request, extensionsOf(asked.value));
      case undefined:
        return call.end(grpcStatus.INVALID_ARGUMENT, "invalid MessageRequest: <nil>");
      default:
        asked satisfies never;
    }
  };
  // What is still being answered goes out before the stream ends.
  return {
    message,
    finished: () => {
      finished = true;
      endWhenDone();
    },
  };
}

function refusal(
  errorMessage = "proto: not found",
  errorCode: number = grpcStatus.NOT_FOUND,
): Answer {
  return { case: "errorResponse", value: { errorCode, errorMessage } };
}

function extensionsOf(type: string): Answer {
  if (!isDeclared(type) && !isKnownMessage(type)) return refusal();
  const value = { baseTypeName: type, extensionNumber: [] };
  return { case: "allExtensionNumbersResponse", value };
}

function describe(reply: ApiReply, command: ApiCommand, sent: Set<string>): Answer {
  if (reply.kind === "services") {
    const value = { service: reply.services.map((name) => ({ name })) };
    return { case: "listServicesResponse", value };
  }
  if (reply.kind !== "symbol" || command.kind !== "DescribeSymbol") return refusal();
  // Where the step answers for another symbol than was asked, the answer's own file is sent.
  const file = [command.symbol, ...Object.keys(reply.rpcs)]
    .map(findFile)
    .find((f) => f !== undefined);
  if (file === undefined) return refusal();
  return withImports(file, sent, reply.rpcs);
}

/** The file and what it imports, breadth first, as grpc-go sends them: the file itself always. */
function withImports(
  root: DescFile,
  sent: Set<string>,
  rpcs?: Readonly<Record<string, readonly string[]>>,
): Answer {
  const found: Uint8Array[] = [];
  const queue = [root];
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const proto = file === root && rpcs !== undefined ? withRpcs(file, rpcs) : file.proto;
    found.push(encode(FileDescriptorProtoSchema, proto));
    sent.add(fileName(file));
    queue.push(...file.dependencies.filter((d) => !sent.has(fileName(d)) && !queue.includes(d)));
  }
  return { case: "fileDescriptorResponse", value: { fileDescriptorProto: found } };
}

/** The descriptor with exactly those RPCs: what a faulty step leaves out is not described. */
function withRpcs(
  file: DescFile,
  rpcs: Readonly<Record<string, readonly string[]>>,
): FileDescriptorProto {
  const service = file.proto.service.map((s) => {
    const wanted = rpcs[`${file.proto.package}.${s.name}`] ?? [];
    const method = wanted.map(
      (name) =>
        s.method.find((m) => m.name === name) ?? create(MethodDescriptorProtoSchema, { name }),
    );
    return { ...s, method };
  });
  return { ...file.proto, service };
}
