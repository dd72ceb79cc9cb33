/** What the original prints and does where it cannot start for the same reason. */
export interface OriginalEnd {
  /** Its exit code. */
  readonly exit: number;
  /** What follows `Failed to start: ` in its last line. Undefined where not measured. */
  readonly text?: string;
}

/** A fake could not be started. `code` is stable; `message` says what, where, and what to do. */
export class FakeError extends Error {
  override readonly name = "FakeError";
  /** How the original ends here; undefined where it would start. */
  readonly original: OriginalEnd | undefined;

  constructor(
    readonly code:
      "port-taken" | "bad-address" | "bad-options" | "bad-boot" | "bad-facts" | "unknown-fault",
    message: string,
    options?: ErrorOptions & { readonly original?: OriginalEnd | undefined },
  ) {
    super(`[${code}] ${message}`, options);
    this.original = options?.original;
  }
}
