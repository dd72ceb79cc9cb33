import { hashText } from "../../core/random.js";
import type { XrayState } from "../state.js";

/** What a probe through an outbound finds. `delay` in milliseconds. */
export interface Outlook {
  readonly alive: boolean;
  readonly delay: number;
}

/** What a scenario says of an outbound; what it leaves out is made up. */
export type OutboundFact = Partial<Outlook>;

/**
 * What a probe through an outbound finds: what the scenario says, else that a blackhole is dead and all
 * others answer after 20 to 199 ms, the same each time for one seed.
 */
export function outlookOf(state: XrayState, tag: string): Outlook {
  const fact = state.outlooks.get(tag);
  const proxy = state.outbounds.tagged.get(tag)?.proxy?.type;
  return {
    alive: fact?.alive ?? proxy !== "xray.proxy.blackhole.Config",
    delay: fact?.delay ?? 20 + (hashText(tag, state.seed) % 180),
  };
}
