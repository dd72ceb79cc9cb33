import type { Target } from "../contract/target.js";
import type { XraySetup } from "../contract/xray/setup.js";
import { xrayProfiles } from "../contract/xray/profiles.js";
import type { Profile } from "../contract/profile.js";
import { startXrayFake } from "../mocks/xray/fake.js";
import { readXrayConfig } from "../mocks/xray/config/read-config.js";
import { openXray, xraySuite } from "../suites/xray/suite.js";
import type { ExecRecipe } from "./recipes/recipe.js";
import { planXray, xrayRecipe, xrayStartFacts } from "./recipes/xray.js";
import { fakeTarget } from "./targets/fake.js";
import { findProfile } from "./find-profile.js";

/** All that the harness knows of one API. `Setup` is what its suite may know of a started target. */
export interface Api<Setup> {
  readonly name: string;
  readonly profiles: readonly Profile[];
  readonly recipe: ExecRecipe<Setup>;
  startFakeTarget(
    label: string,
    profile: string | undefined,
    faults: readonly string[],
  ): Promise<Target<Setup>>;
}

/** The Xray API. */
export const xrayApi = {
  name: "xray",
  profiles: xrayProfiles,
  recipe: xrayRecipe,
  suite: xraySuite,
  open: openXray,
  async startFakeTarget(
    label: string,
    profile: string | undefined,
    faults: readonly string[],
  ): Promise<Target<XraySetup>> {
    const { name, version } = findProfile("xray", xrayProfiles, profile ?? "26.3");
    const plan = await planXray();
    const { boot } = readXrayConfig(plan.config, plan.configName);
    return fakeTarget(
      label,
      `nodeproof's fake of Xray ${version}, profile ${name}`,
      { ...plan.setup, counters: xrayStartFacts.counters },
      () =>
        startXrayFake({
          boot,
          listen: plan.address,
          facts: xrayStartFacts,
          faults,
        }),
    );
  },
} satisfies Api<XraySetup> & Record<string, unknown>;

/** The APIs that this version knows, by name. */
export const apis = { xray: xrayApi } as const;

/** Name of an API that this version knows. */
export type ApiName = keyof typeof apis;
