import type { Grade } from "./grade.js";

/** How binding a requirement is. */
export type Level = "must" | "should" | "may";

/**
 * Where a requirement comes from.
 *
 * - `document`: a page says so; `statements` are ids of its numbered statements.
 * - `proto`: the published interface definition says so.
 * - `observed`: a program of a given version was seen to do so.
 * - `house`: our own choice where the page is silent; asked of our own fakes only.
 */
export type Source =
  | { readonly kind: "document"; readonly page: string; readonly statements: readonly string[] }
  | { readonly kind: "proto"; readonly file: string }
  | { readonly kind: "observed"; readonly program: string; readonly version: string }
  | { readonly kind: "house"; readonly reason: string };

/**
 * What must be at hand to judge a requirement, besides the API itself.
 *
 * - `start`: a target that we started, so that its configuration is known and all in it is ours.
 * - `host`: the target's sockets are on this machine, so that ports can be held and connected to.
 */
export type Need = "start" | "host";

/** One sentence that an implementation keeps or breaks. */
export interface Requirement {
  /** Readable path such as `xray/inbound/add`; stable over releases; the same in every report. */
  readonly id: string;
  readonly level: Level;
  /** At least one. The first is the one shown. */
  readonly sources: readonly Source[];
  /** What must hold, in one sentence, in the protocol's words. */
  readonly sentence: string;
  /** The service it belongs to; a target that lacks the service makes it `absent`. */
  readonly service: string;
  /** RPCs that judging it uses; a target that lacks one makes it `absent` or, by profile, `failed`. */
  readonly rpcs: readonly string[];
  /** The least grade at which it can be judged on an address that we did not start. */
  readonly grade: Grade;
  /** Default none. */
  readonly needs?: readonly Need[];
  /** Version since which implementations are held to it. Default: always. */
  readonly since?: string;
  /** Version up to which it held, exclusive. Default: no end. */
  readonly until?: string;
  /** Reported, not counted. Default false. */
  readonly provisional?: boolean;
}

/** The first source in a few words: `document X11`, `observed Xray 26.3.27`. */
export function describeSource(requirement: Requirement): string {
  return requirement.sources.map(sourceText).join(", ");
}

function sourceText(source: Source): string {
  switch (source.kind) {
    case "document":
      return `document ${source.statements.join(" ")}`;
    case "proto":
      return `proto ${source.file}`;
    case "observed":
      return `observed ${source.program} ${source.version}`;
    case "house":
      return "house";
    default:
      return source satisfies never;
  }
}

/** Ids of the page statements that a requirement speaks for; empty where it rests on none. */
export function statementsOf(requirement: Requirement): readonly string[] {
  return requirement.sources.flatMap((s) => (s.kind === "document" ? s.statements : []));
}
