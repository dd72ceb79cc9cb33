import type { JsonObject } from "../../../../contract/json.js";
import type { Read } from "../decoding/go-type.js";
import { goBool, goInt32, goString } from "../decoding/scalars.js";
import { goStruct } from "../decoding/struct.js";

/** `grpcSettings`. */
export const grpcType = goStruct("conf.GRPCConfig", {
  authority: goString,
  serviceName: goString,
  multiMode: goBool,
  idle_timeout: goInt32,
  health_check_timeout: goInt32,
  permit_without_stream: goBool,
  initial_windows_size: goInt32,
  user_agent: goString,
});

/** The fields of `xray.transport.internet.grpc.encoding.Config`. */
export function buildGrpc(settings: Read<typeof grpcType>): JsonObject {
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
