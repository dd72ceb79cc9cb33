import { xrayFakeProfiles } from "../../contract/xray/profiles.js";
import { FakeError } from "../core/fake-error.js";
import type { XrayBoot, XrayFacts } from "./boot.js";

/** How to start an Xray fake. */
export interface XrayFakeOptions {
  readonly boot: XrayBoot;
  /** Default none. */
  readonly facts?: Partial<XrayFacts>;
  /**
   * `HOST:PORT` of the API, port 0 lets the system choose; "" for none of its own. Default
   * `boot.api.listen`, else the inbound that leads to the API, else `127.0.0.1:8080`.
   */
  readonly listen?: string;
  /** Default `xray`. */
  readonly name?: string;
  /** Name of a profile: whose RPCs are there. Default `26.3`. */
  readonly profile?: string;
  /** Order of lists: as a Go map gives them, or as things were added. Default `random`. */
  readonly order?: "random" | "stable";
  /** Seed of that randomness. Default drawn. */
  readonly seed?: number;
  /** False: ports are imaginary, nothing is bound but the API, and all that only the system would refuse succeeds. Default true. */
  readonly sockets?: boolean;
  /** False: 0.0.0.0 and :: are narrowed to loopback, for the API too. Default false. */
  readonly expose?: boolean;
  /** Default `real`. */
  readonly clock?: "real" | "manual";
  /** True: a request that ends the process of the original ends the fake. False: it is refused with 13. Default false. */
  readonly crash?: boolean;
  /** Gets the lines of the log that are for the console, without their ends. Default: nobody. Files are written in any case. */
  readonly console?: (line: string) => void;
  /** Names of planted faults. Default none. */
  readonly faults?: readonly string[];
}

/** Options without gaps. */
export type CompleteOptions = Required<Omit<XrayFakeOptions, "facts" | "console" | "listen">> & {
  readonly listen: string | undefined;
  readonly facts: XrayFacts;
  readonly console?: ((line: string) => void) | undefined;
};

/** Fills in the defaults. */
export function readXrayFakeOptions(options: XrayFakeOptions): CompleteOptions {
  return {
    name: "xray",
    profile: "26.3",
    order: "random",
    seed: Math.floor(Math.random() * 4294967296),
    sockets: true,
    expose: false,
    clock: "real",
    crash: false,
    faults: [],
    ...options,
    listen: options.listen ?? options.boot.api.listen,
    facts: { users: [], counters: {}, online: {}, ...options.facts },
  };
}

/** Host and port of `HOST:PORT`, `[HOST]:PORT` or `:PORT`, the last one on all addresses. Throws a FakeError. */
export function parseListen(listen: string): { readonly host: string; readonly port: number } {
  const match = /^(?:\[(?<v6>[^\]]+)\]|(?<host>[^:]*)):(?<port>\d{1,5})$/.exec(listen);
  const port = Number(match?.groups?.["port"]);
  if (match === null || port > 65535)
    throw new FakeError(
      "bad-address",
      `cannot listen on ${JSON.stringify(listen)}: write HOST:PORT, such as 127.0.0.1:10085`,
    );
  const host = match.groups?.["v6"] ?? match.groups?.["host"] ?? "";
  return { host: host === "" ? "0.0.0.0" : host, port };
}

/** RPCs of each service in the profile of that name. Throws a FakeError. */
export function rpcsOfProfile(name: string): Readonly<Record<string, readonly string[]>> {
  const found = xrayFakeProfiles.find((p) => p.name === name);
  if (found !== undefined) return found.rpcs;
  const names = xrayFakeProfiles.map((p) => p.name).join(", ");
  throw new FakeError("bad-options", `there is no profile ${name}; there are ${names}`);
}
