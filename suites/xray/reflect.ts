import { create, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import type { ReflectionVersion } from "../../contract/xray/command.js";
import type { ApiOutcome, ApiReply } from "../../contract/xray/reply.js";
import {
  ServerReflectionRequestSchema,
  ServerReflectionResponseSchema,
  type ServerReflectionRequest,
} from "../../proto/gen/xray/grpc/reflection/v1/reflection_pb.js";
import { decode, encode } from "../../wire/protobuf.js";
import type { RawClient } from "./client.js";

/** One question to server reflection. The messages of both versions have the same bytes. */
export async function reflect(
  client: RawClient,
  version: ReflectionVersion,
  question: ServerReflectionRequest["messageRequest"],
  signal?: AbortSignal,
): Promise<ApiOutcome> {
  const request = create(ServerReflectionRequestSchema, { messageRequest: question });
  const outcome = await client.exchange(
    `/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`,
    encode(ServerReflectionRequestSchema, request),
    signal,
  );
  if (outcome.status !== "ok") return outcome;
  const decoded = decode(ServerReflectionResponseSchema, outcome.reply);
  if (!decoded.ok) return { status: "unreadable", text: decoded.text };
  const { messageResponse } = decoded.message;
  switch (messageResponse.case) {
    case "listServicesResponse":
      return ok({ kind: "services", services: messageResponse.value.service.map((s) => s.name) });
    case "fileDescriptorResponse":
      return describe(messageResponse.value.fileDescriptorProto);
    case "errorResponse":
      return {
        status: "refused",
        code: messageResponse.value.errorCode,
        text: messageResponse.value.errorMessage,
      };
    case "allExtensionNumbersResponse":
    case undefined:
      return { status: "unreadable", text: `an answer of case ${String(messageResponse.case)}` };
    default:
      return messageResponse satisfies never;
  }
}

/** The services that descriptors declare, each with its RPCs. */
function describe(files: readonly Uint8Array[]): ApiOutcome {
  try {
    const rpcs: Record<string, readonly string[]> = {};
    for (const bytes of files) {
      const file = fromBinary(FileDescriptorProtoSchema, bytes);
      for (const service of file.service)
        rpcs[`${file.package}.${service.name}`] = service.method.map((m) => m.name);
    }
    return ok({ kind: "symbol", rpcs });
  } catch {
    return { status: "unreadable", text: "a file descriptor that cannot be read" };
  }
}

const ok = (reply: ApiReply): ApiOutcome => ({ status: "ok", reply });
