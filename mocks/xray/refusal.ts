import type { ApiOutcome, ApiReply } from "../../contract/xray/reply.js";
import type { StepResult } from "../core/engine.js";
import type { Effect } from "./effect.js";

/** What a step gives. */
export type XrayResult = StepResult<ApiOutcome, Effect>;

/** The text of common.ErrNoClue, which the original answers where it has nothing better. */
export const noClue = "common: not enough information for making a decision";

/** An answer of success that changes nothing outside. */
export function answer(reply: ApiReply): XrayResult {
  return { outcome: { status: "ok", reply } };
}

/** An answer of success without content. */
export function done(effects: readonly Effect[] = []): XrayResult {
  return { outcome: { status: "ok", reply: { kind: "done" } }, effects };
}

/** What the original refuses: almost everything with code 2. */
export function refuse(text: string, code = 2): XrayResult {
  return { outcome: { status: "refused", code, text } };
}

/** The text of code 13 where something of ours went wrong. */
export const defectText = (error: unknown): string =>
  `nodeproof: a defect of ours: ${String(error)}`;

/** Why something could not be made: the original's own refusal, or an admission of ours. */
export type Trouble =
  | { readonly kind: "refused"; readonly text: string }
  | { readonly kind: "crash"; readonly why: string }
  | { readonly kind: "not modelled"; readonly what: string };

/** A refusal of the original as a {@link Trouble}. */
export const refused = (text: string): Trouble => ({ kind: "refused", text });

/** A request that ends the original's process as a {@link Trouble}. */
export const crash = (why: string): Trouble => ({ kind: "crash", why });

/** Something that the original can and this version cannot as a {@link Trouble}. */
export const notModelled = (what: string): Trouble => ({ kind: "not modelled", what });

/** The answer to a trouble. `prefix` goes before the original's own texts only. */
export function refuseFor(trouble: Trouble, prefix = ""): XrayResult {
  switch (trouble.kind) {
    case "refused":
      return refuse(prefix + trouble.text);
    case "crash":
      return {
        ...refuse("nodeproof: the original crashes here", 13),
        notes: [`the original crashes here: ${trouble.why}`],
        effects: [{ kind: "crash", why: trouble.why }],
      };
    case "not modelled": {
      const text = `nodeproof: ${trouble.what} is not modelled by this version`;
      return { ...refuse(text, 12), notes: [text] };
    }
    default:
      return trouble satisfies never;
  }
}
