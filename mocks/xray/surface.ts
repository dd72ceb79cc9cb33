/** Wrong behaviours below the level of commands, which codec and server show. */
export const surfaceFaults = [
  "malformed-accepted",
  "utf8-as-malformed",
  "unknown-fields-refused",
  "first-wins",
  "size-limit-one-short",
  "unknown-method-as-internal",
  "unknown-service-as-internal",
  "metadata-read",
  "disabled-service-answers",
  "needs-token",
] as const;

/** One of {@link surfaceFaults}. */
export type SurfaceFault = (typeof surfaceFaults)[number];
