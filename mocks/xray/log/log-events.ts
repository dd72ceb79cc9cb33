import type { Beginning } from "../beginning.js";
import type { Effect } from "../effect.js";
import type { XrayLog } from "./log.js";

type Listen = Extract<Effect, { kind: "listen" }>;

/** What the original logs at debug when it makes a listener, before it listens. */
function workerLine(listen: Listen): string {
  return `app/proxyman/inbound: creating stream worker on ${placeOf(listen)}`;
}

/** What it logs at info once the listener is up; undefined for gRPC, which says nothing. */
export function listeningLine(listen: Listen): string | undefined {
  if (listen.quiet) return undefined;
  // The last text but one of a refusal names the transport as the line does.
  const words = / > (transport\/internet\/\w+: )failed to listen ([^>]*?) on [^ >]+ > [^>]*$/;
  const [, where, what] = words.exec(listen.refusal) ?? [];
  return where === undefined ? undefined : `${where}listening ${what ?? ""} on ${placeOf(listen)}`;
}

function placeOf({ host, port }: Listen): string {
  return `${host.includes(":") ? `[${host}]` : host}:${String(port)}`;
}

const counterLine = (name: string): string => `app/stats: create new counter ${name}`;

/** Logs what the original does while it makes the handlers of a configuration. Costs nothing above debug. */
export function logBeginning(
  log: XrayLog,
  counters: Iterable<string>,
  { starts }: Beginning,
): void {
  if (!log.detailed) return;
  const names = [...counters];
  for (const { tag, effects: wanted } of starts) {
    for (const name of names)
      if (name.startsWith(`inbound>>>${tag}>>>`)) log.write("Debug", counterLine(name));
    logWorkers(log, wanted);
  }
  for (const name of names)
    if (name.startsWith("outbound>>>")) log.write("Debug", counterLine(name));
}

/** Logs what a command made: counters beyond the first `before`, and listeners. Costs nothing above debug. */
export function logStep(
  log: XrayLog,
  counters: ReadonlyMap<string, unknown>,
  before: number,
  effects: readonly Effect[],
): void {
  if (!log.detailed) return;
  const made = counters.size > before ? [...counters.keys()].slice(before) : [];
  for (const name of made) log.write("Debug", counterLine(name));
  logWorkers(log, effects);
}

function logWorkers(log: XrayLog, effects: readonly Effect[]): void {
  for (const effect of effects)
    if (effect.kind === "listen") log.write("Debug", workerLine(effect));
}
