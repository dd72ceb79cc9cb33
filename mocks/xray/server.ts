import type { ApiCommand } from "../../contract/xray/command.js";
import type { ApiOutcome, ApiReply } from "../../contract/xray/reply.js";
import { services, type ServiceInfo, type ServiceKey } from "../../contract/xray/services.js";
import { grpcStatus } from "../../wire/grpc-status.js";
import { goProtoTexts } from "../../wire/protobuf.js";
import type { Engine } from "../core/engine.js";
import {
  startGrpcServer,
  type GrpcCall,
  type GrpcReceiver,
  type GrpcRoute,
  type GrpcServer,
} from "../core/grpc-server.js";
import { decodeRequest, isUnaryRpc, type UnaryRpc } from "./codec.js";
import { encodeReply } from "./codec-reply.js";
import { reflect } from "./reflection.js";
import { defectText } from "./refusal.js";
import type { SurfaceFault } from "./surface.js";
import { firstOnly, hasUnknownFields } from "./surface-bytes.js";

/** What the gRPC surface of a fake is made of. */
export interface SurfaceOptions {
  readonly services: readonly ServiceKey[];
  /** RPCs of each service that the imitated release has. */
  readonly rpcs: Readonly<Record<string, readonly string[]>>;
  readonly engine: Engine<ApiCommand, ApiOutcome>;
  readonly faults: ReadonlySet<SurfaceFault>;
  /** Undefined: it has no address of its own. */
  readonly host: string | undefined;
  readonly port: number;
}

// grpc-go's default, which Xray does not change.
const limit = 4_194_304;

/** Serves the API: both names of every service that is enabled, and grpc-go's refusals for all else. */
export function startSurface(options: SurfaceOptions): Promise<GrpcServer> {
  const { faults, host, port } = options;
  const routes = createRoutes(options);
  const refuseCode = (wrong: SurfaceFault): number =>
    faults.has(wrong) ? grpcStatus.INTERNAL : grpcStatus.UNIMPLEMENTED;
  return startGrpcServer({
    host,
    port,
    limit: faults.has("size-limit-one-short") ? limit - 1 : limit,
    route: (service, method) => {
      const rpcs = routes.get(service);
      if (rpcs === undefined && faults.has("disabled-service-answers")) return empty;
      if (rpcs === undefined)
        return {
          code: refuseCode("unknown-service-as-internal"),
          text: `unknown service ${service}`,
        };
      const text = `unknown method ${method} for service ${service}`;
      return rpcs.get(method) ?? { code: refuseCode("unknown-method-as-internal"), text };
    },
  });
}

/** Answers every call with a message without fields. */
const empty: GrpcRoute = {
  open: (call) => ({
    message: () => {
      call.send(new Uint8Array());
      call.end(grpcStatus.OK);
    },
  }),
};

function createRoutes(options: SurfaceOptions): Map<string, ReadonlyMap<string, GrpcRoute>> {
  const routes = new Map<string, ReadonlyMap<string, GrpcRoute>>();
  const everything = options.faults.has("disabled-service-answers");
  for (const service of services) {
    if (!everything && !options.services.includes(service.key)) continue;
    service.names.forEach((name, index) => routes.set(name, routesOf(service, index, options)));
  }
  return routes;
}

function routesOf(
  service: ServiceInfo,
  index: number,
  options: SurfaceOptions,
): ReadonlyMap<string, GrpcRoute> {
  return new Map(
    (options.rpcs[service.key] ?? []).map((rpc) => [
      rpc,
      guarded(options.faults, (call) => {
        if (isUnaryRpc(rpc)) return createUnary(rpc, index > 0, call, options);
        return reflect(index === 0 ? "v1" : "v1alpha", call, options.engine);
      }),
    ]),
  );
}

/** A route that looks at request metadata where a fault wants it to. */
function guarded(
  faults: ReadonlySet<SurfaceFault>,
  open: Extract<GrpcRoute, { open: unknown }>["open"],
): GrpcRoute {
  return {
    open: (call) => {
      const hasToken = call.metadata.authorization !== undefined;
      if (faults.has("needs-token") && !hasToken)
        call.end(grpcStatus.UNAUTHENTICATED, "token missing");
      if (faults.has("metadata-read") && hasToken)
        call.end(grpcStatus.UNAUTHENTICATED, "token invalid");
      return open(call);
    },
  };
}

function createUnary(
  rpc: UnaryRpc,
  alias: boolean,
  call: GrpcCall,
  { engine, faults }: SurfaceOptions,
): GrpcReceiver {
  let called = false;
  const message = (received: Buffer): void => {
    // A second message is not looked at.
    if (called) return;
    called = true;
    const bytes = faults.has("first-wins") ? firstOnly(received) : received;
    const request = decodeRequest(rpc, bytes);
    if (!request.ok) {
      if (!faults.has("malformed-accepted")) return refuseBytes(request.text);
      call.send(new Uint8Array());
      return call.end(grpcStatus.OK);
    }
    if (faults.has("unknown-fields-refused") && hasUnknownFields(rpc, bytes))
      return refuseBytes("unknown field");
    const command: ApiCommand = alias ? { ...request.message, service: "v2ray" } : request.message;
    engine.run(command, (outcome) => reply(outcome, call), bytes.length);
  };
  return { message, finished: () => (called ? undefined : call.end(grpcStatus.UNKNOWN, "EOF")) };

  function refuseBytes(text: string): void {
    const told = faults.has("utf8-as-malformed") ? goProtoTexts.malformed : text;
    call.end(grpcStatus.INTERNAL, `grpc: error unmarshalling request: ${told}`);
  }
}

function reply(outcome: ApiOutcome, call: GrpcCall): void {
  switch (outcome.status) {
    case "ok":
      return replyOk(outcome.reply, call);
    case "refused":
      return call.end(outcome.code, outcome.text);
    case "lost":
      return call.drop();
    case "unreadable":
      // One byte of an unfinished field: no message of any type.
      call.send(Uint8Array.of(0x0a));
      return call.end(grpcStatus.OK);
    case "silent":
      return;
    default:
      return outcome satisfies never;
  }
}

function replyOk(reply: ApiReply, call: GrpcCall): void {
  let bytes: Uint8Array;
  try {
    bytes = encodeReply(reply);
  } catch (error) {
    return call.end(grpcStatus.INTERNAL, defectText(error));
  }
  call.send(bytes);
  call.end(grpcStatus.OK);
}
