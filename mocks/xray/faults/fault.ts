import type { ApiCommand } from "../../../contract/xray/command.js";
import type { FaultInfo } from "../../../contract/fault.js";
import type { ApiOutcome, ApiReply } from "../../../contract/xray/reply.js";
import type { Gate, Step } from "../../core/engine.js";
import type { XrayResult } from "../refusal.js";
import type { XrayState } from "../state.js";
import type { SurfaceFault } from "../surface.js";

/** Stands between a command and the step. */
export type XrayGate = Gate<XrayState, ApiCommand, XrayResult>;

/** The step, or what is left of it behind other gates. */
export type XrayStep = Step<XrayState, ApiCommand, XrayResult>;

/** A wrong behaviour of the Xray fake: a gate around the step, or something below commands. */
export type XrayFault = FaultInfo &
  (
    | { readonly at: "step"; /** A fresh gate for one fake. */ readonly arm: () => XrayGate }
    | { readonly at: "surface"; readonly surface: SurfaceFault }
  );

/** One command of a kind. */
export type CommandOf<K extends ApiCommand["kind"]> = Extract<ApiCommand, { readonly kind: K }>;

/** A fault of the step. */
export function fault(
  name: string,
  breaks: string,
  commands: number,
  sentence: string,
  arm: () => XrayGate,
): XrayFault {
  return { name, sentence, breaks, commands, at: "step", arm };
}

/** A gate that acts on one kind of command and lets all others pass. */
export function on<K extends ApiCommand["kind"]>(
  kind: K,
  act: (command: CommandOf<K>, pass: () => XrayResult, state: XrayState) => XrayResult,
): XrayGate {
  return (next, state, command, now) =>
    command.kind === kind
      ? // The comparison above is what makes this cast true.
        act(command as CommandOf<K>, () => next(state, command, now), state)
      : next(state, command, now);
}

/** Several gates as one. */
export function both(...gates: readonly XrayGate[]): XrayGate {
  return (next, state, command, now) =>
    gates.reduceRight<XrayStep>((inner, gate) => (s, c, n) => gate(inner, s, c, n), next)(
      state,
      command,
      now,
    );
}

/** A gate that changes the reply of one kind of command where it succeeds. */
export function rewrite<K extends ApiCommand["kind"]>(
  kind: K,
  change: (reply: ApiReply, command: CommandOf<K>, state: XrayState) => ApiReply,
): XrayGate {
  return on(kind, (command, pass, state) => {
    const result = pass();
    if (result.outcome.status !== "ok") return result;
    const outcome: ApiOutcome = {
      status: "ok",
      reply: change(result.outcome.reply, command, state),
    };
    return { ...result, outcome };
  });
}

/** A gate that puts another outcome in the place of refusals whose text has `part` in it. */
export function insteadOfRefusal<K extends ApiCommand["kind"]>(
  kind: K,
  part: string,
  other: (command: CommandOf<K>, state: XrayState, text: string) => XrayResult,
): XrayGate {
  return on(kind, (command, pass, state) => {
    const result = pass();
    const { outcome } = result;
    if (outcome.status !== "refused" || !outcome.text.includes(part)) return result;
    return other(command, state, outcome.text);
  });
}

/** True where the command was accepted. */
export function accepted(result: XrayResult): boolean {
  return result.outcome.status === "ok";
}
