/** How much a run tries. Counts, never seconds: a slow machine must not change a verdict. */
export const efforts = {
  quick: { walks: 10 },
  standard: { walks: 60 },
  deep: { walks: 600 },
} as const satisfies Record<string, { readonly walks: number }>;

/** One of `quick`, `standard`, `deep`. */
export type Effort = keyof typeof efforts;

/** Most commands in a walk, besides its opening. */
export const maxCommands = 40;

/** Shrinking stops after this many tries, or this many milliseconds: shortest so far is reported. */
export const shrinkLimits = { steps: 200, ms: 60_000 } as const;

/** Times that a shortest walk is played again alone before anybody is blamed. */
export const triesAlone = 5;

/** Unanswered calls in a row after which a fresh connection decides whether the target still answers. */
export const silencesInARow = 3;
