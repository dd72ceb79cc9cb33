import type { Requirement } from "../../requirement.js";
import { document, observed, row } from "./row.js";

/** What can be reached, under which names, and how bytes are treated. */
export const surfaceRequirements: readonly Requirement[] = [
  row("xray/grpc/answers", "The API answers gRPC calls without credentials.", document("X1"), "", {
    grade: "look",
  }),
  row(
    "xray/grpc/malformed",
    "Bytes that are no protobuf are refused with code 13 and `grpc: error unmarshalling request: proto: cannot parse invalid wire-format data`.",
    observed,
    "",
    { grade: "never" },
  ),
  row(
    "xray/grpc/utf8",
    "Text that is no UTF-8 is refused with code 13 and `grpc: error unmarshalling request: string field contains invalid UTF-8`.",
    observed,
    "",
    { grade: "never" },
  ),
  row(
    "xray/grpc/unknown-fields",
    "Unknown fields, and known ones of another wire type, are ignored.",
    observed,
    "",
    { grade: "never" },
  ),
  row("xray/grpc/last-wins", "Of a single field sent twice the last value counts.", observed, "", {
    grade: "never",
  }),
  row(
    "xray/grpc/size",
    "A request of 4194304 bytes is read; a longer one of N bytes is refused with code 8 and `grpc: received message larger than max (N vs. 4194304)`.",
    observed,
    "",
    { grade: "never" },
  ),
  row(
    "xray/grpc/unknown-method",
    "A method that the service does not have is refused with code 12.",
    observed,
    "",
    { grade: "never" },
  ),
  row(
    "xray/grpc/unknown-service",
    "A service that is not there is refused with code 12.",
    observed,
    "",
    { grade: "never" },
  ),
  row(
    "xray/grpc/metadata",
    "Request metadata, `authorization` too, changes nothing.",
    observed,
    "",
    { grade: "never" },
  ),
  row(
    "xray/config/simplified",
    "With `tag`, `listen` and `services` of `api` alone, the API answers at `listen`: no inbound and no rule is needed.",
    document("X4", "X7"),
    "",
    { grade: "look", needs: ["start"], since: "1.8.12" },
  ),
  row(
    "xray/config/services",
    "The services that `api.services` lists answer; those that it does not list are refused with code 12.",
    document("X9"),
    "",
    { grade: "never" },
  ),
  row(
    "xray/names/handler",
    "HandlerService answers under its `v2ray.core.…` name as under its own, on the same state.",
    observed,
    "ListInbounds",
    { grade: "look" },
  ),
  row(
    "xray/names/stats",
    "StatsService answers under its `v2ray.core.…` name as under its own, on the same state.",
    observed,
    "QueryStats",
    { grade: "look" },
  ),
  row(
    "xray/reflection/list",
    "Reflection lists the services that are enabled, under both of their names, so that a client learns what there is.",
    document("X30", "X31"),
    "ServerReflectionInfo",
    { grade: "look" },
  ),
  row(
    "xray/reflection/versions",
    "Reflection answers as v1 and as v1alpha, both listed, with the same list.",
    observed,
    "ServerReflectionInfo",
    { grade: "look" },
  ),
  row(
    "xray/reflection/describe",
    "Reflection describes each listed service of an own descriptor with the RPCs that it has.",
    observed,
    "ServerReflectionInfo",
    { grade: "look" },
  ),
  row(
    "xray/reflection/alias",
    "A `v2ray.core.…` name is listed but has no descriptor: code 5 and `proto: not found`.",
    observed,
    "ServerReflectionInfo",
    { grade: "look" },
  ),
];
