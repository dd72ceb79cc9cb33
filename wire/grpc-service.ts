import type { MethodDefinition } from "@grpc/grpc-js";
import {
  fromBinary,
  toBinary,
  type DescMessage,
  type DescMethod,
  type DescService,
  type MessageShape,
} from "@bufbuild/protobuf";

/** grpc-js methods of a protobuf-es service, by name, typed by their messages. */
export type TypedServiceDefinition<Service extends DescService> = {
  readonly [Name in keyof Service["method"]]: Service["method"][Name] extends {
    readonly input: infer Input extends DescMessage;
    readonly output: infer Output extends DescMessage;
  }
    ? MethodDefinition<MessageShape<Input>, MessageShape<Output>>
    : never;
};

/**
 * grpc-js service definition of a protobuf-es service, under its own name or an alias, keyed as the
 * descriptor keys its methods (`addInbound`). For clients and servers of grpc-js that take messages;
 * the fakes and the judge work on bytes (`docs/decisions/0004`).
 */
export function serviceDefinition<Service extends DescService>(
  service: Service,
  name: string = service.typeName,
): TypedServiceDefinition<Service> {
  const methods = service.methods.map((method) => [
    method.localName,
    methodDefinition(method, name),
  ]);
  // Keys and messages both come from the descriptor, which is what the type says.
  return Object.fromEntries(methods) as TypedServiceDefinition<Service>;
}

function methodDefinition(
  { name, methodKind, input, output }: DescMethod,
  service: string,
): MethodDefinition<MessageShape<DescMessage>, MessageShape<DescMessage>> {
  return {
    path: methodPath(service, name),
    requestStream: methodKind === "client_streaming" || methodKind === "bidi_streaming",
    responseStream: methodKind === "server_streaming" || methodKind === "bidi_streaming",
    requestSerialize: (message) => Buffer.from(toBinary(input, message)),
    requestDeserialize: (bytes) => fromBinary(input, bytes),
    responseSerialize: (message) => Buffer.from(toBinary(output, message)),
    responseDeserialize: (bytes) => fromBinary(output, bytes),
  };
}

/** `/package.Service/Method`. */
export function methodPath(service: string, method: string): string {
  return `/${service}/${method}`;
}
