/**
 * What a command may do to a target that somebody else runs, least first.
 *
 * - `look`: reads only.
 * - `touch`: makes, uses and removes things of its own.
 * - `disruptive`: changes what others made, and can be undone or is announced.
 * - `never`: cannot be undone, or ends the process. Sent only to targets that we started.
 */
export const grades = ["look", "touch", "disruptive", "never"] as const;

/** One of {@link grades}. */
export type Grade = (typeof grades)[number];

/** True where `granted` covers `asked`: a target granted `touch` may also be looked at. */
export function covers(granted: Grade, asked: Grade): boolean {
  return grades.indexOf(asked) <= grades.indexOf(granted);
}
