import { isIP } from "node:net";
import type { Grade } from "../contract/grade.js";
import type { Target } from "../contract/target.js";
import { addressTarget } from "./targets/address.js";
import { execTarget } from "./targets/exec.js";
import { parseTarget, TargetNameError } from "./targets/target-name.js";
import type { Api } from "./registry.js";

/** What a user allows on an address that somebody else runs. */
export interface Permissions {
  readonly touch: boolean;
  /** True for plain `--disruptive`, the host for `--disruptive=HOST`, false for neither. */
  readonly disruptive: boolean | string;
}

/** Opens the target that `text` names: starts what is ours to start. */
export async function openTarget<Setup>(
  api: Api<Setup>,
  text: string,
  permissions: Permissions,
  signal: AbortSignal,
): Promise<Target<Setup>> {
  const name = parseTarget(text);
  switch (name.kind) {
    case "fake":
      return api.startFakeTarget(text, name.profile, name.faults);
    case "exec":
      return execTarget(text, name.path, api.recipe, signal);
    case "address":
      return addressTarget(
        text,
        `${name.host}:${String(name.port)}`,
        grant(name.host, permissions),
      );
    default:
      return name satisfies never;
  }
}

function grant(host: string, { touch, disruptive }: Permissions): Grade {
  if (disruptive === false) return touch ? "touch" : "look";
  const bare = (h: string) => h.replace(/^\[|\]$/g, "");
  if (disruptive === true && !isLoopback(bare(host))) {
    throw new TargetNameError(
      `--disruptive on ${host}, which is not loopback, must repeat the host: --disruptive=${bare(host)}`,
    );
  }
  if (typeof disruptive === "string" && bare(disruptive) !== bare(host)) {
    throw new TargetNameError(
      `--disruptive=${disruptive} does not name the target's host, ${bare(host)}`,
    );
  }
  return "disruptive";
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}
