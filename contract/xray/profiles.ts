import type { Profile } from "../profile.js";
import { services } from "./services.js";

/** Profiles of the Xray API that this version can judge and imitate. */
export const xrayProfiles: readonly Profile[] = [
  {
    api: "xray",
    name: "26.3",
    title: "every statement of the page up to 26.3, and what was observed on Xray 26.3.27",
    version: "26.3.27",
    rpcs: Object.fromEntries(services.map((s) => [s.key, s.rpcs])),
  },
];
