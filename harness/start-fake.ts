import { xrayFakeProfiles } from "../contract/xray/profiles.js";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { XrayFacts } from "../mocks/xray/boot.js";
import { startXrayFake, type XrayFake } from "../mocks/xray/fake.js";
import {
  readXrayConfig,
  readXrayConfigObject,
  type ReadOptions,
} from "../mocks/xray/config/read-config.js";
import { loadScenario } from "../scenarios/load.js";
import type { Scenario, XrayFakeScenario } from "../scenarios/scenario.js";
import { plainXrayConfiguration } from "./recipes/xray.js";
import { findProfile } from "./find-profile.js";
import { packageRoot } from "./version.js";

/** How to start one fake. Everything has a default. */
export interface StartFakeOptions {
  /** The API to stand in for. Default `xray`. */
  readonly api?: "xray";
  /** Default: the API's name. */
  readonly name?: string;
  /** The version to imitate: `26.3`, or the RPCs of `25.3` or `1.8`. Default `26.3`. */
  readonly profile?: string;
  /**
   * A real configuration: a file's path, or the configuration itself. Default: inbounds vless-in,
   * trojan-in, socks-in and tunnel-in on free loopback ports, outbounds direct and blocked, no users,
   * everything counted.
   */
  readonly config?: string | Readonly<Record<string, unknown>>;
  /** HOST:PORT of the API. Default `127.0.0.1:0`: a free port, as a test wants it. */
  readonly listen?: string;
  /** Users beside those of the configuration. Default none. */
  readonly users?: XrayFacts["users"];
  /** Values of counters by full name. Default none. */
  readonly counters?: Readonly<Record<string, bigint>>;
  /** Addresses at which users are online, by email. Default none. */
  readonly online?: Readonly<Record<string, readonly string[]>>;
  /** What probes of the observatory find, by the tag of the outbound. Default made up. */
  readonly outbounds?: NonNullable<XrayFacts["outbounds"]>;
  /** Seed of everything that is drawn. Default 0. */
  readonly seed?: number;
  /** Order of lists that the original gives in no order. Default `random`. */
  readonly order?: "random" | "stable";
  /** Default `real`. */
  readonly clock?: "real" | "manual";
  /** False keeps the ports of inbounds imaginary. Default true. */
  readonly sockets?: boolean;
  /** True listens on other addresses than loopback where the configuration says so. Default false. */
  readonly expose?: boolean;
  /**
   * True: what this version does not imitate of the configuration is left out, and named in the
   * journal. False: it is refused. Default false.
   */
  readonly lenient?: boolean;
  /** True: a request that ends the process of the original ends the fake; see `crashed`. Default false: it is refused with 13. */
  readonly crash?: boolean;
  /** Planted faults by name. Default none. */
  readonly faults?: readonly string[];
}

/** The scenario that is used where none is named. */
export const quickstartFile: string = join(packageRoot, "scenarios", "quickstart.yaml");

/**
 * Starts a fake in this process. Use it with `await using`, or close it. Throws a ConfigError, a
 * FakeError or a TargetNameError that says what to write instead.
 */
export async function startFake(options: StartFakeOptions = {}): Promise<XrayFake> {
  const profile = findProfile("xray", xrayFakeProfiles, options.profile ?? "26.3").name;
  const { boot, lenient } = await readConfig(
    options.config ?? (await plainXrayConfiguration()),
    options,
  );
  const { users = [], counters = {}, online = {}, outbounds = {} } = options;
  const fake = await startXrayFake({
    boot,
    profile,
    listen: options.listen ?? "127.0.0.1:0",
    facts: { users, counters, online, outbounds },
    name: options.name ?? "xray",
    ...(options.seed !== undefined && { seed: options.seed }),
    ...(options.order !== undefined && { order: options.order }),
    ...(options.clock !== undefined && { clock: options.clock }),
    ...(options.sockets !== undefined && { sockets: options.sockets }),
    ...(options.expose !== undefined && { expose: options.expose }),
    ...(options.crash !== undefined && { crash: options.crash }),
    ...(options.faults !== undefined && { faults: options.faults }),
  });
  return noted(fake, lenient);
}

/** The fake, with what its configuration had to do without in its journal. */
function noted(fake: XrayFake, lenient: readonly string[]): XrayFake {
  for (const left of lenient) fake.journal.note(`left out: ${left}`);
  return fake;
}

/** What `serve` may say beside a scenario, for all its fakes. */
export type Overrides = Pick<
  StartFakeOptions,
  "profile" | "listen" | "seed" | "order" | "sockets" | "expose" | "lenient" | "crash"
>;

/** Fakes that run, with what their configurations were warned about. */
export interface StartedScenario {
  readonly fakes: readonly XrayFake[];
  readonly warnings: readonly string[];
}

/** Starts every fake of a scenario; where one does not start, none is left running. */
export async function startScenario(
  scenario: Scenario,
  overrides: Overrides = {},
): Promise<StartedScenario> {
  const fakes: XrayFake[] = [];
  const warnings: string[] = [];
  try {
    for (const entry of scenario.fakes) {
      const started = await startEntry(scenario, entry, overrides);
      fakes.push(started.fake);
      warnings.push(...started.warnings);
    }
  } catch (error) {
    await Promise.all(fakes.map((fake) => fake.close()));
    throw error;
  }
  return { fakes, warnings };
}

/** Reads a scenario file and starts its fakes. */
export async function startScenarioFile(
  file: string,
  overrides: Overrides = {},
): Promise<StartedScenario> {
  return startScenario(await loadScenario(file), overrides);
}

async function startEntry(scenario: Scenario, entry: XrayFakeScenario, overrides: Overrides) {
  const { config } = entry;
  const source =
    config === undefined ? quickstartConfig() : config.kind === "file" ? config.path : config;
  const { boot, warnings, lenient } =
    typeof source === "string"
      ? await readConfig(source, overrides)
      : readXrayConfigObject(source.value, source.where, readOptions(overrides));
  const profile = findProfile("xray", xrayFakeProfiles, overrides.profile ?? entry.profile).name;
  const listen = overrides.listen ?? entry.listen;
  const seed = overrides.seed ?? scenario.seed;
  const fake = await startXrayFake({
    boot,
    profile,
    ...(listen !== undefined && { listen }),
    facts: {
      users: entry.users,
      counters: entry.counters,
      online: entry.online,
      ...(entry.outbounds !== undefined && { outbounds: entry.outbounds }),
    },
    name: entry.name,
    order: overrides.order ?? entry.order,
    clock: scenario.clock,
    ...(seed !== undefined && { seed }),
    ...(overrides.sockets !== undefined && { sockets: overrides.sockets }),
    ...(overrides.expose !== undefined && { expose: overrides.expose }),
    ...(overrides.crash !== undefined && { crash: overrides.crash }),
  });
  noted(fake, lenient);
  return { fake, warnings: [...warnings, ...fake.warnings] };
}

const quickstartConfig = (): string => join(dirname(quickstartFile), "quickstart", "core.json");

/** Reads a configuration from a file or an object; a file that cannot be read is a ConfigFileError. */
export async function readConfig(
  config: string | Readonly<Record<string, unknown>>,
  given: Pick<StartFakeOptions, "lenient"> = {},
) {
  const options = readOptions(given);
  if (typeof config !== "string") return readXrayConfigObject(config, "config", options);
  const text = await readFile(config, "utf8").catch((cause: unknown) => {
    throw new ConfigFileError(
      `${config} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  });
  return readXrayConfig(text, config, options);
}

const readOptions = ({ lenient }: Pick<StartFakeOptions, "lenient">): ReadOptions =>
  lenient === undefined ? {} : { lenient };

/** A configuration file that cannot be read. */
export class ConfigFileError extends Error {
  override readonly name = "ConfigFileError";
}
