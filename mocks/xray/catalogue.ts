import type { DescFile, DescService } from "@bufbuild/protobuf";
import { coreFiles } from "../../wire/xray/registry.js";
import { services, type ServiceKey } from "../../contract/xray/services.js";
import { HandlerService } from "../../proto/gen/xray/app/proxyman/command/command_pb.js";
import { LoggerService } from "../../proto/gen/xray/app/log/command/config_pb.js";
import { ObservatoryService } from "../../proto/gen/xray/app/observatory/command/command_pb.js";
import { RoutingService } from "../../proto/gen/xray/app/router/command/command_pb.js";
import { StatsService } from "../../proto/gen/xray/app/stats/command/command_pb.js";
import { ServerReflection as ReflectionV1 } from "../../proto/gen/xray/grpc/reflection/v1/reflection_pb.js";
import { ServerReflection as ReflectionV1Alpha } from "../../proto/gen/xray/grpc/reflection/v1alpha/reflection_pb.js";

/** Services of the original by key; the first one has the descriptor that both names share. */
export const descriptors: Readonly<Record<ServiceKey, readonly DescService[]>> = {
  HandlerService: [HandlerService],
  StatsService: [StatsService],
  RoutingService: [RoutingService],
  LoggerService: [LoggerService],
  ObservatoryService: [ObservatoryService],
  ReflectionService: [ReflectionV1, ReflectionV1Alpha],
};

/** Every descriptor file that we have, and what they import, by file name. */
export const files: ReadonlyMap<string, DescFile> = collectFiles();

function collectFiles(): Map<string, DescFile> {
  const found = new Map<string, DescFile>();
  const visit = (file: DescFile): void => {
    if (found.has(fileName(file))) return;
    found.set(fileName(file), file);
    file.dependencies.forEach(visit);
  };
  Object.values(descriptors)
    .flat()
    .forEach((service) => visit(service.file));
  coreFiles.forEach(visit);
  return found;
}

/** The name of a file as imports write it. */
export function fileName(file: DescFile): string {
  return `${file.name}.proto`;
}

/** Names under which the enabled services answer, sorted. */
export function serviceNames(enabled: readonly ServiceKey[]): readonly string[] {
  return services
    .filter((s) => enabled.includes(s.key))
    .flatMap((s) => [...s.names])
    .sort();
}
