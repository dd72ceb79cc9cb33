import type { XrayState } from "../state.js";

/** Tags of the outbounds whose tags begin with one of `selectors`, in the order of their bytes. */
export function selectOutbounds(state: XrayState, selectors: readonly string[]): readonly string[] {
  return [...state.outbounds.tagged.keys()]
    .filter((tag) => selectors.some((selector) => tag.startsWith(selector)))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}
