import type { JsonObject } from "../../../../contract/json.js";
import { flag, int32, text } from "./go-scalars.js";
import { struct, type Read } from "./go-shape.js";

/** `grpcSettings`. */
export const grpcShape = struct("GRPCConfig", {
  authority: text,
  serviceName: text,
  multiMode: flag,
  idle_timeout: int32,
  health_check_timeout: int32,
  permit_without_stream: flag,
  initial_windows_size: int32,
  user_agent: text,
});

/** The fields of `xray.transport.internet.grpc.encoding.Config`. */
export function buildGrpc(settings: Read<typeof grpcShape>): JsonObject {
  return {
    authority: settings.authority,
    serviceName: settings.serviceName,
    multiMode: settings.multiMode,
    idleTimeout: Math.max(0, settings.idle_timeout),
    healthCheckTimeout: Math.max(0, settings.health_check_timeout),
    permitWithoutStream: settings.permit_without_stream,
    initialWindowsSize: Math.max(0, settings.initial_windows_size),
    userAgent: settings.user_agent,
  };
}
