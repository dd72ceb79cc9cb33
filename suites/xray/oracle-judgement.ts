import type { Judgement } from "../../contract/breach.js";
import type { JudgedCommand, ServiceName } from "../../contract/xray/command.js";
import type { WalkOutcome, WalkReply } from "../../contract/xray/reply.js";
import { formatStatus } from "../../wire/grpc-status.js";
import type { Pending } from "./ledger.js";
import { sameText } from "./texts.js";

/** A refusal that would be right. */
export interface Refusal {
  readonly requirement: string;
  readonly code: number;
  /** Undefined where only the code is fixed. */
  readonly text: string | undefined;
  /** The tag is taken all the same. */
  readonly takesTag?: boolean;
}

/** The answers that would be right. */
export type Expected =
  | { readonly kind: "accepted"; readonly requirement: string }
  /** Any of them; where several apply, which comes first isn't fixed. */
  | { readonly kind: "refused"; readonly options: readonly [Refusal, ...Refusal[]] }
  /** What we know does not tell. */
  | { readonly kind: "open" };

/** Nothing to demand. */
export const open: Expected = { kind: "open" };

/** Only acceptance is right. */
export const accepted = (requirement: string): Expected => ({ kind: "accepted", requirement });

/** Only this refusal is right, with code 2. */
export const refused = (requirement: string, text: string): Expected => ({
  kind: "refused",
  options: [{ requirement, code: 2, text }],
});

/** The case occurred and was right. */
export const witness = (requirement: string): Judgement => ({ requirement, kept: true });

/** The requirement was broken. */
export const breach = (requirement: string, allowed: string, got: string): Judgement => ({
  requirement,
  kept: false,
  allowed,
  got,
});

/** The reply of an accepted call where it is of the kind that the command has. */
export function replyOf<K extends WalkReply["kind"]>(
  outcome: WalkOutcome,
  kind: K,
): Extract<WalkReply, { kind: K }> | undefined {
  if (outcome.status !== "ok" || outcome.reply.kind !== kind) return undefined;
  // The comparison above is what the type cannot follow.
  return outcome.reply as Extract<WalkReply, { kind: K }>;
}

/** The refusal among those expected that came. */
export function matching(expected: Expected, outcome: WalkOutcome): Refusal | undefined {
  if (expected.kind !== "refused" || outcome.status !== "refused") return undefined;
  return expected.options.find(
    (o) => o.code === outcome.code && (o.text === undefined || sameText(o.text, outcome.text)),
  );
}

/** True where the answer is one of those expected; `kind` is that of the reply. */
export function isRight(
  expected: Expected,
  outcome: WalkOutcome,
  kind: WalkReply["kind"] = "done",
): boolean {
  switch (expected.kind) {
    case "accepted":
      return replyOf(outcome, kind) !== undefined;
    case "refused":
      return matching(expected, outcome) !== undefined;
    case "open":
      return true;
    default:
      return expected satisfies never;
  }
}

/** A breach where an answer came that is none of those expected; nothing where none came. */
export function judgeAnswer(
  expected: Expected,
  outcome: WalkOutcome,
  kind: WalkReply["kind"] = "done",
): readonly Judgement[] {
  if (outcome.status === "silent" || outcome.status === "lost") return [];
  if (expected.kind === "open" || isRight(expected, outcome, kind)) return [];
  return [breach(requirementOf(expected), allowedText(expected), gotText(outcome))];
}

/** The requirement that a wrong answer breaks. */
function requirementOf(expected: Exclude<Expected, { kind: "open" }>): string {
  return expected.kind === "accepted" ? expected.requirement : expected.options[0].requirement;
}

function allowedText(expected: Exclude<Expected, { kind: "open" }>): string {
  if (expected.kind === "accepted") return "accepted";
  return expected.options
    .map(
      (o) =>
        `refused ${formatStatus(o.code)}${o.text === undefined ? "" : ` ${JSON.stringify(o.text)}`}`,
    )
    .join(" or ");
}

/** An outcome in a few words, for breaches. */
export function gotText(outcome: WalkOutcome): string {
  switch (outcome.status) {
    case "ok":
      return outcome.reply.kind === "done" ? "accepted" : `an answer with ${outcome.reply.kind}`;
    case "refused":
      return `refused ${formatStatus(outcome.code)} ${JSON.stringify(outcome.text)}`;
    case "silent":
      return `no answer in ${String(outcome.ms)} ms`;
    case "lost":
      return `connection lost: ${outcome.text}`;
    case "unreadable":
      return `an unreadable answer: ${outcome.text}`;
    default:
      return outcome satisfies never;
  }
}

/** The name under which a command goes. */
export function viaOf(command: JudgedCommand): ServiceName {
  return command.service ?? "xray";
}

/**
 * Collects what a look says. Blame goes to the last unconfirmed write, to the two names of the
 * service where write and look went under different ones, or else to `fallback`.
 */
export class Look {
  readonly judgements: Judgement[] = [];
  readonly #via: ServiceName;
  readonly #names: string;

  constructor(via: ServiceName, names: "xray/names/handler" | "xray/names/stats") {
    this.#via = via;
    this.#names = names;
  }

  /** True where nothing wrong was seen so far. */
  get clean(): boolean {
    return this.judgements.every((j) => j.kept);
  }

  right(pending: Pending | undefined): void {
    if (pending === undefined || pending.quiet === true) return;
    this.judgements.push(witness(pending.requirement));
    if (pending.via !== this.#via) this.judgements.push(witness(this.#names));
  }

  wrong(
    pending: Pending | undefined,
    fallback: string | undefined,
    allowed: string,
    got: string,
    via: ServiceName = pending?.via ?? this.#via,
  ): void {
    const requirement = via === this.#via ? (pending?.requirement ?? fallback) : this.#names;
    if (requirement !== undefined) this.judgements.push(breach(requirement, allowed, got));
  }

  add(...judgements: readonly Judgement[]): void {
    this.judgements.push(...judgements);
  }
}
