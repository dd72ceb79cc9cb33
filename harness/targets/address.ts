import type { Grade } from "../../contract/grade.js";
import { TargetError, type Target } from "../../contract/target.js";

/** A live address that somebody else runs: nothing is known of its configuration. */
export function addressTarget(label: string, address: string, grade: Grade): Target<never> {
  return {
    kind: "address",
    label,
    address: () => address,
    setup: undefined,
    grade,
    host: false,
    restart: () => Promise.reject(new TargetError("unusable", "an address is never restarted")),
    life: () => ({ alive: true }),
    log: () => [],
    stop: () => Promise.resolve(),
  };
}
