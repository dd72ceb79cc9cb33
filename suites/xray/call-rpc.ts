import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
import type { ServiceName } from "../../contract/xray/command.js";
import type { ApiReply } from "../../contract/xray/reply.js";
import { methodPath } from "../../wire/grpc-service.js";
import { decode, encode } from "../../wire/protobuf.js";

/** One RPC, ready to send: its path, its bytes, and how to read what comes back. */
export interface Call {
  readonly path: string;
  readonly body: Uint8Array;
  /** Undefined where the bytes are not the promised message. */
  readonly read: (bytes: Uint8Array) => ApiReply | undefined;
}

/** Makes RPCs of one service, which has two names. */
export function callsOf(
  names: Readonly<Record<ServiceName, string>>,
  service: ServiceName | undefined,
) {
  return <I extends DescMessage, O extends DescMessage>(
    rpc: string,
    input: I,
    request: MessageShape<I>,
    output: O,
    reply: (message: MessageShape<O>) => ApiReply,
  ): Call => ({
    path: methodPath(names[service ?? "xray"], rpc),
    body: encode(input, request),
    read: (bytes) => {
      const decoded = decode(output, bytes);
      return decoded.ok ? reply(decoded.message) : undefined;
    },
  });
}

/** The reply of an RPC that only says that it is done. */
export const done = (): ApiReply => ({ kind: "done" });
