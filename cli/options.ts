import { InvalidArgumentError } from "commander";
import type { CheckOptions } from "../harness/check.js";
import { parseDuration } from "../scenarios/quantities.js";

type Effort = NonNullable<CheckOptions["effort"]>;

const later: Readonly<Record<string, string>> = {
  pasarguard: "the PasarGuard Node API is not supported by this version",
  leaf: "Leaf's runtime API is not supported by this version",
};

/** The name of an API that this version knows. */
export function apiArgument(text: string): "xray" {
  if (text === "xray") return text;
  throw new InvalidArgumentError(later[text] ?? "there is xray");
}

/** A whole number from 0 to 2147483647. */
export function seedArgument(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || seed > 0x7fff_ffff) {
    throw new InvalidArgumentError("a seed is a whole number from 0 to 2147483647");
  }
  return seed;
}

/** `250ms`, `90s`, `10m`, `1h`, in milliseconds. */
export function durationArgument(text: string): number {
  const ms = parseDuration(text);
  // Timers take 31 bits of milliseconds: 24 days.
  if (ms === undefined || ms <= 0 || ms > 0x7fff_ffff) {
    throw new InvalidArgumentError("a duration is a number with ms, s, m or h, such as 90s or 10m");
  }
  return ms;
}

/** One of the efforts. */
export function effortArgument(text: string): Effort {
  if (text === "quick" || text === "standard" || text === "deep") return text;
  throw new InvalidArgumentError("an effort is quick, standard or deep");
}

/** Collects a flag that may be given several times. */
export function collect(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}
