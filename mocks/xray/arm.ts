import { nearest } from "../../scenarios/nearest.js";
import { FakeError } from "../core/fake-error.js";
import { xrayFaults, type XrayFault } from "./faults.js";
import type { XrayGate } from "./faults/fault.js";
import type { SurfaceFault } from "./surface.js";

/** Faults ready for one fake. */
export interface Armed {
  readonly gates: readonly XrayGate[];
  readonly surface: ReadonlySet<SurfaceFault>;
}

/** Looks faults up by name and arms them. Throws a FakeError that names the nearest one. */
export function armFaults(names: readonly string[]): Armed {
  const faults = names.map(findFault);
  return {
    gates: faults.flatMap((f) => (f.at === "step" ? [f.arm()] : [])),
    surface: new Set(faults.flatMap((f) => (f.at === "surface" ? [f.surface] : []))),
  };
}

function findFault(name: string): XrayFault {
  const found = xrayFaults.find((f) => f.name === name);
  if (found !== undefined) return found;
  const names = xrayFaults.map((f) => f.name);
  const near = nearest(name, names);
  throw new FakeError(
    "unknown-fault",
    `no fault ${JSON.stringify(name)}; ${near === undefined ? `there are ${names.join(", ")}` : `nearest: ${near}`}`,
  );
}
