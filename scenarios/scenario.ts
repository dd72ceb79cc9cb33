import type { z } from "zod";
import type { scenarioSchema, xrayFakeSchema } from "./schema.js";

/** A configuration as the scenario gives it. It is read by the harness, with the API's own reader. */
export type ScenarioConfig =
  | { readonly kind: "file"; readonly path: string }
  | {
      readonly kind: "inline";
      readonly value: unknown;
      /** `FILE:LINE:COLUMN`, for messages. */
      readonly where: string;
    };

/** One Xray fake of a scenario, defaults filled in. */
export type XrayFakeScenario = Readonly<Omit<z.output<typeof xrayFakeSchema>, "config">> & {
  readonly config?: ScenarioConfig;
};

/** A scenario, defaults filled in. */
export type Scenario = Readonly<Omit<z.output<typeof scenarioSchema>, "fakes">> & {
  /** File name as given. */
  readonly file: string;
  readonly fakes: readonly XrayFakeScenario[];
};
