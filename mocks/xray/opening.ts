import type { ApiOutcome } from "../../contract/xray/reply.js";
import { FakeError } from "../core/fake-error.js";
import type { GrpcServer } from "../core/grpc-server.js";
import { formatAddress, narrowed } from "../core/sockets.js";
import { startMetrics, type MetricsServer } from "./apps/metrics.js";
import { metricsOf } from "./apps/metrics-config.js";
import type { Beginning, HandlerStart } from "./beginning.js";
import type { CompleteOptions } from "./options.js";
import { perform, systemText, type World } from "./perform.js";

/** What is to be opened. */
export interface Opening {
  readonly options: CompleteOptions;
  /** Where the API itself is to listen; undefined where only an inbound leads to it, or nothing. */
  readonly own: { readonly host: string; readonly port: number } | undefined;
  readonly world: World;
  readonly beginning: Beginning;
  /** Starts the API. */
  readonly serve: () => Promise<GrpcServer>;
  /** The answer to `/debug/vars`. */
  readonly vars: () => string;
}

/** All that a fake has open. */
export interface Opened {
  /** Of the API. */
  readonly port: number;
  /** `HOST:PORT` of the metrics; "" where there are none. */
  readonly metrics: string;
  close(): Promise<void>;
}

/** Opens everything in the original's order. Rejects with a FakeError, and leaves nothing open, where it cannot. */
export async function openAll(opening: Opening): Promise<Opened> {
  const { options, own, world, beginning } = opening;
  const open: (GrpcServer | MetricsServer)[] = [];
  const close = async (): Promise<void> => {
    await Promise.all([...open.map((one) => one.close()), world.sockets.close()]);
  };
  const serve = async (): Promise<GrpcServer> => {
    const surface = await opening.serve().catch((error: unknown) => {
      throw portError(options.listen ?? "", own, error);
    });
    open.push(surface);
    return surface;
  };
  try {
    await startEach(world, beginning.apps.first);
    // In the classic form the API's own inbound may be the listener that is opened here.
    const isClassic = options.boot.api.listen === undefined;
    const early = isClassic ? await serve() : undefined;
    if (early !== undefined && own !== undefined)
      world.sockets.reserve(options.expose ? own.host : narrowed(own.host), early.port);
    await startEach(world, beginning.starts);
    world.sockets.release();
    const surface = early ?? (await serve());
    if (own !== undefined && !isClassic)
      world.log.write(
        "Info",
        `app/commander: API server listening on ${goAddress(own.host, surface.port)}`,
      );
    const metrics = await openMetrics(opening);
    if (metrics !== undefined) open.push(metrics);
    await startEach(world, beginning.apps.last);
    return { port: surface.port, metrics: metrics?.address ?? "", close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openMetrics({ options, world, vars }: Opening): Promise<MetricsServer | undefined> {
  const listen = metricsOf(options.boot)?.listen ?? "";
  if (listen === "" || !options.sockets) return undefined;
  const metrics = await startMetrics({ listen, expose: options.expose, vars });
  world.log.write("Info", `app/metrics: Metrics server listening on ${listen}`);
  return metrics;
}

/** An address that is listened on in Go's words: both wildcards are the one of IPv6. */
const goAddress = (host: string, port: number): string =>
  formatAddress(host === "0.0.0.0" ? "::" : host, port);

async function startEach(world: World, starts: readonly HandlerStart[]): Promise<void> {
  for (const { what, effects, refusal, crash } of starts) {
    if (crash !== undefined)
      throw new FakeError("bad-boot", `${what} makes the original crash: ${crash}`, {
        original: { exit: 2 },
      });
    const made: ApiOutcome =
      refusal === undefined
        ? { status: "ok", reply: { kind: "done" } }
        : { status: "refused", code: 2, text: refusal };
    const outcome = await perform(world, effects, made);
    if (outcome.status === "refused")
      throw new FakeError(
        refusal === undefined ? "port-taken" : "bad-boot",
        refusal === undefined
          ? `${what} cannot start: ${outcome.text}; free its port, write another one, or start without sockets`
          : `${what} cannot start: ${outcome.text}`,
        { original: { exit: 255, text: outcome.text } },
      );
  }
}

function portError(
  listen: string,
  { host, port }: NonNullable<Opening["own"]> = { host: "", port: 0 },
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
