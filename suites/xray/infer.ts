import { TargetError } from "../../contract/target.js";
import type { Profile } from "../../contract/profile.js";
import { xrayProfiles } from "../../contract/xray/profiles.js";
import type { JudgedService } from "../../contract/xray/services.js";
import type { ProbeResult } from "./probe.js";

/**
 * The profile whose RPC sets the target has, service by service. A service that is not there at all
 * is not enabled and says nothing. Throws a TargetError naming the difference where none fits.
 */
export function inferProfile(found: ProbeResult): Profile {
  const differences = xrayProfiles.map((profile) => ({
    profile,
    difference: differenceTo(profile, found),
  }));
  const fitting = differences.find((d) => d.difference.length === 0);
  if (fitting !== undefined) return fitting.profile;
  throw new TargetError(
    "unknown-profile-set",
    [
      "no profile of this version has the RPCs that were found:",
      ...differences.map(
        ({ profile, difference }) => `  ${profile.api}@${profile.name} ${difference.join("; ")}`,
      ),
      "name a profile with --profile to judge it all the same",
    ].join("\n"),
  );
}

function differenceTo(profile: Profile, found: ProbeResult): string[] {
  const lines: string[] = [];
  for (const key of ["HandlerService", "StatsService"] satisfies JudgedService[]) {
    const { present, missing } = found.services[key];
    if (present.length === 0) continue;
    const known = profile.rpcs[key] ?? [];
    const extra = present.filter((rpc) => !known.includes(rpc));
    if (missing.length > 0)
      lines.push(`has ${missing.map((rpc) => `${key}/${rpc}`).join(", ")}, which is not there`);
    if (extra.length > 0)
      lines.push(`has no ${extra.map((rpc) => `${key}/${rpc}`).join(", ")}, which is there`);
  }
  return lines;
}
