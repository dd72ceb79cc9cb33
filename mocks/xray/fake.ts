import type { ApiCommand } from "../../contract/xray/command.js";
import type { ApiOutcome } from "../../contract/xray/reply.js";
import { createClock, type Clock } from "../core/clock.js";
import { createEngine, withGates } from "../core/engine.js";
import { FakeError } from "../core/fake-error.js";
import { createJournal, type Journal } from "../core/journal.js";
import { createRandom } from "../core/random.js";
import { createSockets, formatAddress, narrowed } from "../core/sockets.js";
import type { Socket } from "node:net";
import { armFaults } from "./arm.js";
import { putApps } from "./beginning-apps.js";
import { ApiTraffic, findApiListener, leadOf } from "./classic.js";
import { putFacts, putHandlers, type Beginning } from "./beginning.js";
import type { Effect } from "./effect.js";
import { openLog } from "./log.js";
import { readLogConfig } from "./log-config.js";
import { logBeginning, logStep } from "./log-events.js";
import {
  parseListen,
  readXrayFakeOptions,
  rpcsOfProfile,
  type CompleteOptions,
  type XrayFakeOptions,
} from "./options.js";
import { perform, systemText, type World } from "./perform.js";
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
  /** `HOST:PORT` at which the API answers; "" where there is none. */
  readonly address: string;
  /** A snapshot of what it knows. */
  state(): XrayStateView;
  readonly journal: Journal<ApiCommand, ApiOutcome>;
  readonly clock: Clock;
  /** What was narrowed or is not modelled, in sentences. */
  readonly warnings: readonly string[];
  /**
   * Settles once a request has ended it that would have ended the original's process, with what it
   * was; everything is closed by then. Never settles without the option `crash`.
   */
  readonly crashed: Promise<string>;
  /** Ends connections, closes all ports. Safe to call twice. */
  close(): Promise<void>;
}

/** Starts an Xray fake. Rejects with a FakeError, and leaves nothing open, where it cannot. */
export async function startXrayFake(given: XrayFakeOptions): Promise<XrayFake> {
  const options = readXrayFakeOptions(given);
  const armed = armFaults(options.faults);
  const { clock, state, log, beginning } = prepare(options);
  const behind = findApiListener(state, beginning.starts, clock.now());
  const { wanted, host } = ownListener(options, behind !== undefined);
  const journal = createJournal<ApiCommand, ApiOutcome>(() => clock.now());
  const sockets = createSockets({
    real: options.sockets,
    expose: options.expose,
    received: (owner, bytes) => countReceived(state, owner, bytes),
    accepted: (owner, socket) => accept(owner, socket),
  });
  const traffic = new ApiTraffic(state);
  const crashed = createEnd();
  const world: World = {
    sockets,
    log,
    crash: options.crash ? (why) => void close().then(() => crashed.settle(why)) : undefined,
  };
  const gated = withGates(step, armed.gates);
  const engine = createEngine<ApiCommand, ApiOutcome, Effect>(
    {
      step: (command, now) => {
        traffic.update();
        const counters = state.counters.size;
        const result = gated(state, command, now);
        logStep(log, state.counters, counters, result.effects ?? []);
        return result;
      },
      perform: (effects, outcome) => perform(world, effects, outcome),
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
    services: options.boot.api.services,
    rpcs: state.rpcs,
    engine,
    faults: armed.surface,
    host,
    port: wanted?.port ?? 0,
  }).catch((error: unknown) => {
    log.close();
    // The API is named although the original opens inbounds first: mostly both are held by a twin,
    // and two of the original share the ports of their inbounds, which Node cannot before 23.1.
    throw portError(options.listen ?? "", wanted, error);
  });
  const accept = (owner: number, socket: Socket): "taken" | "held" | "closed" | "read" => {
    const inbound = [...state.inbounds.tagged.values()].find(({ id }) => id === owner);
    if (inbound?.protocol !== "dokodemo-door" || !isClassic(options)) return "read";
    const { remoteAddress: address = "", remotePort: port = 0 } = socket;
    switch (leadOf(state, inbound, { address, port }, clock.now())) {
      case "api":
        traffic.add(socket, inbound.tag);
        surface.accept(socket);
        return "taken";
      case "nowhere":
        return "closed";
      case "elsewhere":
        return "held";
    }
  };
  // In the classic form the API's own inbound may be the listener that was just opened.
  if (host !== undefined) sockets.reserve(host, surface.port);
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> =>
    (closing ??= Promise.all([surface.close(), sockets.close()]).then(() => log.close()));
  try {
    await openPorts(world, beginning);
  } catch (error) {
    await close();
    throw error;
  }
  sockets.release();
  const address = addressOf(host === undefined ? behind : { host, port: surface.port }, options);
  if (wanted !== undefined && options.boot.api.listen !== undefined)
    log.write(
      "Info",
      `app/commander: API server listening on ${goAddress(wanted.host, surface.port)}`,
    );
  log.write("Warning", "core: Xray 26.3.27 started");
  const warnings = [
    ...(wanted === undefined || host === wanted.host
      ? []
      : [`the API listens on ${String(host)} in place of ${wanted.host}`]),
    ...(isClassic(options) && behind === undefined
      ? ["no inbound and no rule lead to the API: in the original nobody could call it"]
      : []),
    ...beginning.warnings,
  ];
  return {
    api: "xray",
    name: options.name,
    profile: options.profile,
    address,
    state: () => viewState(state),
    journal,
    clock,
    warnings,
    crashed: crashed.promise,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** True where the API is asked for and has no address of its own. */
function isClassic({ boot }: CompleteOptions): boolean {
  return boot.api.listen === undefined && boot.api.implied !== true;
}

/** Where the API itself listens; nowhere where only an inbound leads to it. */
function ownListener(options: CompleteOptions, hasInbound: boolean) {
  const listen = options.listen ?? (hasInbound ? "" : "127.0.0.1:8080");
  if (listen === "") return { wanted: undefined, host: undefined };
  const wanted = parseListen(listen);
  return { wanted, host: options.expose ? wanted.host : narrowed(wanted.host) };
}

function addressOf(
  at: { readonly host: string; readonly port: number } | undefined,
  { expose }: CompleteOptions,
): string {
  return at === undefined ? "" : formatAddress(expose ? at.host : narrowed(at.host), at.port);
}

/**
 * Goes as far with a configuration as the original's `-test` does: everything is made and nothing
 * listens; its log files are there afterwards. Throws a FakeError.
 */
export function tryXrayBoot(given: XrayFakeOptions): void {
  prepare(readXrayFakeOptions(given)).log.close();
}

/** What a fake is before it listens. Throws a FakeError. */
function prepare(options: CompleteOptions) {
  const { boot } = options;
  const clock = createClock(options.clock);
  const now = clock.kind === "real" ? preciseNow : () => clock.now();
  const log = openLog(readLogConfig(boot.apps), { console: options.console, now });
  const state = createState({
    services: boot.api.services,
    rpcs: rpcsOfProfile(options.profile),
    stats: boot.stats,
    policy: boot.policy.system,
    order: options.order,
    seed: options.seed,
    random: createRandom(options.seed),
    startedAt: clock.now(),
  });
  try {
    putApps(state, boot);
    const beginning = putHandlers(state, boot);
    logBeginning(log, state.counters.keys(), beginning);
    putFacts(state, options.facts, clock.now());
    return { clock, state, log, beginning };
  } catch (error) {
    log.close();
    throw error;
  }
}

/** An address that is listened on in Go's words: both wildcards are the one of IPv6. */
const goAddress = (host: string, port: number): string =>
  formatAddress(host === "0.0.0.0" ? "::" : host, port);

const preciseNow = (): number => performance.timeOrigin + performance.now();

/** A promise that is settled from outside, or never. */
function createEnd() {
  let settle: (why: string) => void = () => undefined;
  const promise = new Promise<string>((resolve) => (settle = resolve));
  return { promise, settle: (why: string) => settle(why) };
}

async function openPorts(world: World, { starts }: Beginning): Promise<void> {
  for (const { what, effects, refusal } of starts) {
    const made: ApiOutcome =
      refusal === undefined
        ? { status: "ok", reply: { kind: "done" } }
        : { status: "refused", code: 2, text: refusal };
    const outcome = await perform(world, effects, made);
    if (outcome.status === "refused")
      throw new FakeError(
        "port-taken",
        `${what} cannot start: ${outcome.text}; free its port, write another one, or start without sockets`,
        { original: { exit: 255, text: outcome.text } },
      );
  }
}

function portError(
  listen: string,
  { host, port }: { readonly host: string; readonly port: number } = { host: "", port: 0 },
  error: unknown,
): FakeError {
  const text = error instanceof Error ? error.message : String(error);
  const code = /EADDRNOTAVAIL|ENOTFOUND|EAI_AGAIN/.test(text) ? "bad-address" : "port-taken";
  const systemCode = (error as NodeJS.ErrnoException).code;
  // Go names an address as it was asked for, but every wildcard as the one of IPv4.
  const asked = listen.startsWith(":") ? "" : host === "::" ? "0.0.0.0" : host;
  const place = formatAddress(asked, port);
  return new FakeError(
    code,
    `the API at ${listen} cannot listen: ${text}; write another HOST:PORT, or port 0`,
    {
      cause: error,
      ...(systemCode !== undefined && {
        original: { exit: 255, text: `listen tcp ${place}: bind: ${systemText(systemCode)}` },
      }),
    },
  );
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
