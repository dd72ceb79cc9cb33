import type { InboundHandler, Message, OutboundHandler } from "../../contract/xray/message.js";
import { readTyped, writeTyped } from "../../wire/xray/typed-message.js";
import { FakeError } from "../core/fake-error.js";
import { startApps, type AppStarts } from "./apps/app-starts.js";
import type { XrayBoot, XrayFacts } from "./boot.js";
import type { Effect } from "./effect.js";
import { accountOfFact } from "./fact-account.js";
import type { XrayResult } from "./refusal.js";
import type { XrayState } from "./state.js";
import { addInbound } from "./step-inbounds.js";
import { addOutbound } from "./step-outbounds.js";
import { addUserTo } from "./step-users.js";

/** What one handler does when everything is made and the original starts. */
export interface HandlerStart {
  /** For messages. */
  readonly what: string;
  readonly tag: string;
  readonly effects: readonly Effect[];
  /** What the original says after the effects, and ends. */
  readonly refusal?: string;
  /** Why the original panics in place of that. */
  readonly crash?: string;
}

/** What the handlers of a configuration ask of the world outside. */
export interface Beginning {
  readonly starts: readonly HandlerStart[];
  readonly apps: AppStarts;
  readonly warnings: readonly string[];
}

/** Puts the handlers of a configuration into a state, as the original does at its start. Throws a FakeError. */
export function putHandlers(state: XrayState, boot: XrayBoot): Beginning {
  const warnings: string[] = [];
  const starts = boot.inbounds.map((inbound): HandlerStart => {
    const what = `inbound ${JSON.stringify(inbound.tag)}`;
    const made = state.nextId;
    const result = addInbound(state, readable(inbound, what));
    const { tag } = inbound;
    // It was made; only when it is started the original says no.
    if (state.nextId > made && result.outcome.status === "refused") {
      warnings.push(...(result.notes ?? []));
      return { what, tag, effects: result.effects ?? [], refusal: result.outcome.text };
    }
    warnings.push(...checked(result, what));
    return { what, tag, effects: result.effects ?? [] };
  });
  for (const outbound of boot.outbounds) {
    const what = `outbound ${JSON.stringify(outbound.tag)}`;
    warnings.push(...checked(addOutbound(state, readable(outbound, what)), what));
  }
  const { tag, listen, implied = false } = boot.api;
  // In the classic form an outbound of that tag leads to the API; it takes the place of a configured one.
  if (listen === undefined && !implied && tag !== "")
    state.outbounds.tagged.set(tag, { tag, sender: null, proxy: null, hidden: true });
  return { starts, apps: startApps(state, boot), warnings };
}

/** Adds the facts of a scenario. Throws a FakeError for those that cannot be. */
export function putFacts(state: XrayState, facts: XrayFacts, now: number): void {
  for (const fact of facts.users) {
    const { inbound, email, level = 0 } = fact;
    const where = `user ${JSON.stringify(email)} of inbound ${JSON.stringify(inbound)}`;
    const protocol = state.inbounds.tagged.get(inbound)?.protocol;
    const account = protocol === undefined ? noInbound(state) : accountOfFact(fact, protocol);
    if (typeof account === "string") throw new FakeError("bad-facts", `${where}: ${account}`);
    const { outcome } = addUserTo(state, inbound, { email, level, account });
    if (outcome.status === "refused") throw new FakeError("bad-facts", `${where}: ${outcome.text}`);
  }
  for (const [tag, fact] of Object.entries(facts.outbounds ?? {})) state.outlooks.set(tag, fact);
  const hasStats = Object.keys(facts.counters).length + Object.keys(facts.online).length > 0;
  if (hasStats && !state.stats)
    throw new FakeError(
      "bad-facts",
      "counters and online need statistics: add `stats: {}` to the configuration",
    );
  for (const [name, value] of Object.entries(facts.counters)) state.counters.set(name, value);
  for (const [email, ips] of Object.entries(facts.online)) {
    // Loopback addresses are never counted, but the map of such a user exists.
    const counted = ips.filter((ip) => ip !== "127.0.0.1" && ip !== "[::1]");
    const seconds = BigInt(Math.floor(now / 1000));
    state.online.set(`user>>>${email}>>>online`, new Map(counted.map((ip) => [ip, seconds])));
  }
}

function noInbound(state: XrayState): string {
  const known = [...state.inbounds.tagged.keys()].join(", ") || "none";
  return `there is no such inbound; there are: ${known}`;
}

function checked(
  { outcome, notes = [], effects = [] }: XrayResult,
  what: string,
): readonly string[] {
  if (outcome.status !== "refused") return notes;
  const crash = effects.find((effect) => effect.kind === "crash");
  if (crash !== undefined)
    throw new FakeError(
      "bad-boot",
      `${what} of the configuration makes the original crash: ${crash.why}`,
      { original: { exit: 2 } },
    );
  throw new FakeError(
    "bad-boot",
    `${what} of the configuration is refused: ${outcome.text}`,
    // What this version does not model the original starts with.
    outcome.text.startsWith("nodeproof: ")
      ? {}
      : { original: { exit: 23, text: `main: failed to create server > ${outcome.text}` } },
  );
}

/** The handler with its settings as they would arrive over the wire, so that one form is shown. */
function readable<H extends InboundHandler | OutboundHandler>(handler: H, what: string): H {
  const settings = ["receiver", "sender", "proxy"].flatMap((name) =>
    name in handler ? [[name, handler[name as keyof H] as Message | null] as const] : [],
  );
  try {
    return {
      ...handler,
      ...Object.fromEntries(settings.map(([n, m]) => [n, readTyped(writeTyped(m))])),
    };
  } catch (error) {
    throw new FakeError("bad-boot", `${what} of the configuration: ${String(error)}`, {
      cause: error,
    });
  }
}
