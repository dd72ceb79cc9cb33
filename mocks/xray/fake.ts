import type { ApiCommand } from "../../contract/xray/command.js";
import type { ApiOutcome } from "../../contract/xray/reply.js";
import { createClock, type Clock } from "../core/clock.js";
import { createEngine, withGates } from "../core/engine.js";
import { FakeError } from "../core/fake-error.js";
import { createJournal, type Journal } from "../core/journal.js";
import { createRandom } from "../core/random.js";
import { createSockets, formatAddress, narrowed, type Sockets } from "../core/sockets.js";
import { armFaults } from "./arm.js";
import { putApps } from "./beginning-apps.js";
import { putFacts, putHandlers, type Beginning } from "./beginning.js";
import {
  parseListen,
  readXrayFakeOptions,
  rpcsOfProfile,
  type XrayFakeOptions,
} from "./options.js";
import { perform } from "./perform.js";
import { defectText } from "./refusal.js";
import { startSurface } from "./server.js";
import { createState, type XrayState } from "./state.js";
import { step } from "./step.js";
import { viewState, type XrayStateView } from "./view.js";

/** A running stand-in for Xray 26.3.27: its control API, and the ports of its inbounds. */
export interface XrayFake extends AsyncDisposable {
  readonly api: "xray";
  readonly name: string;
  /** Whose RPCs are there. */
  readonly profile: string;
  /** `HOST:PORT` at which the API answers. */
  readonly address: string;
  /** A snapshot of what it knows. */
  state(): XrayStateView;
  readonly journal: Journal<ApiCommand, ApiOutcome>;
  readonly clock: Clock;
  /** What was narrowed or is not modelled, in sentences. */
  readonly warnings: readonly string[];
  /** Ends connections, closes all ports. Safe to call twice. */
  close(): Promise<void>;
}

/** Starts an Xray fake. Rejects with a FakeError, and leaves nothing open, where it cannot. */
export async function startXrayFake(given: XrayFakeOptions): Promise<XrayFake> {
  const options = readXrayFakeOptions(given);
  const armed = armFaults(options.faults);
  const rpcs = rpcsOfProfile(options.profile);
  const wanted = parseListen(options.listen);
  const host = options.expose ? wanted.host : narrowed(wanted.host);
  const clock = createClock(options.clock);
  const journal = createJournal<ApiCommand, ApiOutcome>(() => clock.now());
  const { boot } = options;
  const state = createState({
    services: boot.api.services,
    rpcs,
    stats: boot.stats,
    policy: boot.policy.system,
    order: options.order,
    seed: options.seed,
    random: createRandom(options.seed),
    startedAt: clock.now(),
  });
  putApps(state, boot);
  const beginning = putHandlers(state, boot);
  putFacts(state, options.facts, clock.now());
  const sockets = createSockets({
    real: options.sockets,
    expose: options.expose,
    received: (owner, bytes) => countReceived(state, owner, bytes),
  });
  const gated = withGates(step, armed.gates);
  const engine = createEngine<ApiCommand, ApiOutcome, Parameters<typeof perform>[1][number]>(
    {
      step: (command, now) => gated(state, command, now),
      perform: (effects, outcome) => perform(sockets, effects, outcome),
      answers: (outcome) => outcome.status !== "silent",
      broken: (error) => {
        journal.note(defectText(error));
        return { status: "refused", code: 13, text: defectText(error) };
      },
    },
    clock,
    journal,
  );
  const surface = await startSurface({
    services: boot.api.services,
    rpcs,
    engine,
    faults: armed.surface,
    host,
    port: wanted.port,
  }).catch((error: unknown) => {
    throw portError(`the API at ${options.listen}`, error);
  });
  // In the classic form the API's own inbound is the listener that was just opened.
  sockets.reserve(host, surface.port);
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> =>
    (closing ??= Promise.all([surface.close(), sockets.close()]).then(() => undefined));
  try {
    await openPorts(sockets, beginning);
  } catch (error) {
    await close();
    throw error;
  }
  sockets.release();
  const warnings = [
    ...(host === wanted.host ? [] : [`the API listens on ${host} in place of ${wanted.host}`]),
    ...beginning.warnings,
  ];
  return {
    api: "xray",
    name: options.name,
    profile: options.profile,
    address: formatAddress(host, surface.port),
    state: () => viewState(state),
    journal,
    clock,
    warnings,
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function openPorts(sockets: Sockets, { effects }: Beginning): Promise<void> {
  for (const { tag, effects: wanted } of effects) {
    const outcome = await perform(sockets, wanted, { status: "ok", reply: { kind: "done" } });
    if (outcome.status === "refused")
      throw new FakeError(
        "port-taken",
        `inbound ${JSON.stringify(tag)} cannot listen: ${outcome.text}; free the port, write another one, or start without sockets`,
      );
  }
}

function portError(what: string, error: unknown): FakeError {
  const text = error instanceof Error ? error.message : String(error);
  const code = /EADDRNOTAVAIL|ENOTFOUND|EAI_AGAIN/.test(text) ? "bad-address" : "port-taken";
  return new FakeError(code, `${what} cannot listen: ${text}; write another HOST:PORT, or port 0`, {
    cause: error,
  });
}

/** Bytes that came in on an inbound are its uplink. */
function countReceived(state: XrayState, owner: number, bytes: number): void {
  for (const inbound of state.inbounds.tagged.values()) {
    if (inbound.id !== owner) continue;
    const name = `inbound>>>${inbound.tag}>>>traffic>>>uplink`;
    const value = state.counters.get(name);
    if (value !== undefined) state.counters.set(name, value + BigInt(bytes));
  }
}
