import type { ServiceDefinition } from "@grpc/grpc-js";
import type { DescMessage, DescMethod, DescService } from "@bufbuild/protobuf";

/**
 * grpc-js service definition of a protobuf-es service, under its own name or an alias.
 *
 * Requests and responses stay bytes in both directions: bytes that are no message are the business
 * of the one who reads them (a fake answers as the original does, a judge reports them), and
 * grpc-js would answer with a text of its own.
 */
export function serviceDefinition(
  service: DescService,
  name: string = service.typeName,
): ServiceDefinition {
  return Object.fromEntries(
    service.methods.map((method) => [
      method.name,
      {
        path: methodPath(name, method.name),
        requestStream:
          method.methodKind === "client_streaming" || method.methodKind === "bidi_streaming",
        responseStream:
          method.methodKind === "server_streaming" || method.methodKind === "bidi_streaming",
        requestSerialize: same,
        requestDeserialize: same,
        responseSerialize: same,
        responseDeserialize: same,
      },
    ]),
  );
}

/** The request and response messages of a method, for reading and writing its bytes. */
export function methodMessages(method: DescMethod): {
  readonly input: DescMessage;
  readonly output: DescMessage;
} {
  return { input: method.input, output: method.output };
}

/** `/package.Service/Method`. */
export function methodPath(service: string, method: string): string {
  return `/${service}/${method}`;
}

/** Bytes as they are; grpc-js wants a Buffer. */
function same(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
