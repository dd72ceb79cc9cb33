/** A fake could not be started. `code` is stable; `message` says what, where, and what to do. */
export class FakeError extends Error {
  override readonly name = "FakeError";
  constructor(
    readonly code:
      "port-taken" | "bad-address" | "bad-options" | "bad-boot" | "bad-facts" | "unknown-fault",
    message: string,
    options?: ErrorOptions,
  ) {
    super(`[${code}] ${message}`, options);
  }
}
