import type { ApiCommand } from "../../contract/xray/command.js";
import type { ApiOutcome } from "../../contract/xray/reply.js";
import { createClock, type Clock } from "../core/clock.js";
import { createEngine, withGates } from "../core/engine.js";
import type { GrpcServer } from "../core/grpc-server.js";
import { createJournal, type Journal } from "../core/journal.js";
import { createRandom } from "../core/random.js";
import { createSockets, formatAddress, narrowed } from "../core/sockets.js";
import type { Socket } from "node:net";
import { armFaults } from "./arm.js";
import { putApps } from "./apps/put-apps.js";
import { varsText } from "./apps/vars.js";
import { putFacts, putHandlers } from "./beginning.js";
import { ApiTraffic, findApiListener, leadOf } from "./classic.js";
import type { Effect } from "./effect.js";
import { openLog } from "./log/log.js";
import { readLogConfig } from "./log/log-config.js";
import { logBeginning, logStep } from "./log/log-events.js";
import {
  parseListen,
  readXrayFakeOptions,
  rpcsOfProfile,
  type CompleteOptions,
  type XrayFakeOptions,
} from "./options.js";
import { openAll } from "./opening.js";
import { perform, type World } from "./perform.js";
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
  /** `HOST:PORT` at which the metrics of the configuration answer; "" where they do not listen. */
  readonly metrics: string;
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
  const { wanted, host } = ownListener(options, behind);
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
  let surface: GrpcServer | undefined;
  const accept = (owner: number, socket: Socket): "taken" | "held" | "closed" | "read" => {
    const inbound = [...state.inbounds.tagged.values()].find(({ id }) => id === owner);
    if (inbound?.protocol !== "dokodemo-door" || !isClassic(options)) return "read";
    const { remoteAddress: address = "", remotePort: port = 0 } = socket;
    const lead = leadOf(state, inbound, { address, port }, clock.now());
    if (lead === "nowhere") return "closed";
    if (lead === "elsewhere" || surface === undefined) return "held";
    traffic.add(socket, inbound.tag);
    surface.accept(socket);
    return "taken";
  };
  const serve = async (): Promise<GrpcServer> => {
    surface = await startSurface({
      services: options.boot.api.services,
      rpcs: state.rpcs,
      engine,
      faults: armed.surface,
      host,
      port: wanted?.port ?? 0,
    });
    return surface;
  };
  const opened = await openAll({
    options,
    own: wanted,
    world,
    beginning,
    serve,
    vars: () => varsText(state, clock.now()),
  }).catch((error: unknown) => {
    log.close();
    throw error;
  });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= opened.close().then(() => log.close()));
  const address = addressOf(host === undefined ? behind : { host, port: opened.port }, options);
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
    metrics: opened.metrics,
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
function ownListener(
  options: CompleteOptions,
  behind: { readonly host: string; readonly port: number } | undefined,
) {
  // Where the ports of inbounds are imaginary, it takes the place of the one that leads to it.
  const inPlace = behind === undefined ? "127.0.0.1:8080" : formatAddress(behind.host, behind.port);
  const isReached = behind !== undefined && options.sockets;
  const listen = options.listen ?? (isReached ? "" : inPlace);
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

const preciseNow = (): number => performance.timeOrigin + performance.now();

/** A promise that is settled from outside, or never. */
function createEnd() {
  let settle: (why: string) => void = () => undefined;
  const promise = new Promise<string>((resolve) => (settle = resolve));
  return { promise, settle: (why: string) => settle(why) };
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
