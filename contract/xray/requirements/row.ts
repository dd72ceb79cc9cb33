import type { Grade } from "../../grade.js";
import type { Need, Requirement, Source } from "../../requirement.js";

/** The parts of a row that have a default. */
interface Rest {
  /** Default `["start"]` for grade `never`, else none. */
  readonly needs?: readonly Need[];
  /** Default `touch`. */
  readonly grade?: Grade;
  readonly since?: string;
}

/** Page statements, `document("X11")`. */
export const document = (...statements: string[]): Source => ({
  kind: "document",
  page: "https://xtls.github.io/en/config/api.html",
  statements,
});

/** Seen on Xray 26.3.27. */
export const observed: Source = { kind: "observed", program: "Xray", version: "26.3.27" };

/** One row of a requirement table, level `must`. */
export function row(
  id: string,
  sentence: string,
  sources: Source | readonly Source[],
  rpcs: string,
  rest: Rest = {},
): Requirement {
  const grade = rest.grade ?? "touch";
  const needs = rest.needs ?? (grade === "never" ? (["start"] as const) : []);
  const names = rpcs.split(" ").filter((r) => r !== "");
  return {
    id,
    level: "must",
    sources: Array.isArray(sources) ? (sources as readonly Source[]) : [sources as Source],
    sentence,
    service: serviceOfRow(id),
    rpcs: names,
    grade,
    ...(needs.length > 0 && { needs }),
    ...(rest.since !== undefined && { since: rest.since }),
  };
}

function serviceOfRow(id: string): string {
  const part = id.split("/")[1] ?? "";
  if (part === "stats") return "StatsService";
  if (part === "reflection") return "ReflectionService";
  if (part === "grpc" || part === "config" || part === "names") return "any";
  return "HandlerService";
}
