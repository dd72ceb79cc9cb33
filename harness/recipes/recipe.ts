/** A configuration for one start of a binary, with what the suite may know of it. */
export interface StartPlan<Setup> {
  /** `HOST:PORT` where the API will listen. */
  readonly address: string;
  readonly config: string;
  /** Name of the configuration file; some programs read the format off it. */
  readonly configName: string;
  readonly setup: Setup;
}

/** How the real program of an API is configured and started. */
export interface ExecRecipe<Setup> {
  /** Arguments that make it print its version on the first line. */
  readonly versionArgs: readonly string[];
  readonly runArgs: (configFile: string) => readonly string[];
  /** Draws free ports and writes a configuration for them. */
  plan(): Promise<StartPlan<Setup>>;
}
