import { createHash } from "node:crypto";

/** A 31-bit seed derived from the run's seed and a name, so that properties do not share draws. */
export function deriveSeed(seed: number, ...names: readonly (string | number)[]): number {
  const digest = createHash("sha256")
    .update([seed, ...names].join("\u0000"))
    .digest();
  return digest.readUInt32BE(0) >>> 1;
}

/** A fresh seed for a run that was given none. */
export function drawSeed(): number {
  return Math.floor(Math.random() * 0x7fff_ffff);
}
