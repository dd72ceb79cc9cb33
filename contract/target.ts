import type { Grade } from "./grade.js";

/** What became of a process that we started. */
export type Life = { readonly alive: true } | { readonly alive: false; readonly how: string };

/**
 * All that a suite may know of what it tests. `Setup` is what the recipe configured, for targets
 * that we started; on an address it is undefined.
 */
export interface Target<Setup = unknown> {
  readonly kind: "fake" | "exec" | "address";
  /** As the user gave it, without secrets. */
  readonly label: string;
  /** `HOST:PORT` of the API. May change with `restart`. */
  readonly address: () => string;
  readonly setup: Setup | undefined;
  /** What may be sent to it. `never` for targets that we started. */
  readonly grade: Grade;
  /** True where its sockets are on this machine. */
  readonly host: boolean;
  /** Program and version, where known. */
  readonly version?: string;
  /** Digest of the binary, `sha256:…`, where there is one. */
  readonly digest?: string;
  /** A fresh process in its beginning state. Refused on an address. */
  restart(): Promise<void>;
  life(): Life;
  /** The last lines of its own log, oldest first, secrets replaced. Empty on an address. */
  log(): readonly string[];
  /** Ends it whole. Does nothing on an address. Safe to call twice. */
  stop(): Promise<void>;
}

/** A target could not be started, reached or recognised. `code` is stable, `message` is for people. */
export class TargetError extends Error {
  override readonly name = "TargetError";
  constructor(
    readonly code:
      | "not-found"
      | "did-not-start"
      | "unreachable"
      | "not-this-api"
      | "unknown-profile-set"
      | "unusable",
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
