import type { Profile } from "../contract/profile.js";
import { nearest } from "../scenarios/nearest.js";
import { TargetNameError } from "./targets/target-name.js";

/** The profile of that name. Throws a TargetNameError that lists what there is. */
export function findProfile(api: string, profiles: readonly Profile[], name: string): Profile {
  const found = profiles.find((p) => p.name === name);
  if (found !== undefined) return found;
  const names = profiles.map((p) => p.name);
  const near = nearest(name, names);
  throw new TargetNameError(
    `${api} has no profile "${name}"; there ${names.length === 1 ? "is" : "are"} ${names.join(", ")}${near === undefined ? "" : ` (did you mean ${near}?)`}`,
  );
}
