/** Where in a configuration something was found. */
export interface ConfigPlace {
  /** File name as given, or where the configuration is written in a scenario. */
  readonly file: string;
  /** From 1. Undefined for a configuration written inline in a scenario. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** The key, as `inbounds[0].settings.clients[1].id`; "" for the whole. */
  readonly path: string;
}

/** What the original says of a configuration that it refuses. */
export interface OriginalRefusal {
  /** What follows `Failed to start: `; for exit 1 what follows `FATAL: `. Undefined where not measured. */
  readonly text?: string;
  /** Its exit code: 23 loading, 255 starting, 1 gRPC's FATAL, 2 a panic. */
  readonly exit: number;
}

/**
 * An Xray configuration cannot be used. `code` is stable, `message` is for people.
 *
 * - `not-json`: not a JSON document, comments aside.
 * - `refused`: Xray 26.3.27 refuses it too.
 * - `unsupported`: Xray honours it, this version of nodeproof does not.
 */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  /** The original's last line, after `Failed to start: `, where it was measured. */
  readonly original: string | undefined;
  /** The original's exit code; undefined where the original would start. */
  readonly exit: number | undefined;

  constructor(
    readonly code: "not-json" | "refused" | "unsupported",
    message: string,
    readonly at: ConfigPlace,
    original?: OriginalRefusal,
    options?: ErrorOptions,
  ) {
    super(`${formatPlace(at)}: ${message}`, options);
    this.original = original?.text;
    this.exit = original?.exit;
  }
}

/** `FILE:LINE:COLUMN`, or the file alone. */
export function formatPlace(at: ConfigPlace): string {
  return at.line === undefined ? at.file : `${at.file}:${at.line}:${at.column ?? 1}`;
}
