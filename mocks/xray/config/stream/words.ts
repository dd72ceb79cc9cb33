import type { ConfigError } from "../config-error.js";
import type { ConfigValue } from "../config-value.js";
import type { Failure } from "../decoding/go-type.js";

/** The words of a part of that place, as `infra/conf: Failed to build RAW config.` */
export function within(words: Failure, part: string): Failure {
  return (text) => words(`infra/conf: ${part} > ${text}`);
}

/** An error with what the original's configuration reader says; `found` is what is wrong with the value. */
export function refuse(
  value: ConfigValue,
  words: Failure,
  text: string,
  instead: string,
  found = `is ${value.shown}`,
): ConfigError {
  return value.refused(found, instead, words(`infra/conf: ${text}`));
}

/** Warns of what the original reads without any use for it; nothing where there is no value. */
export function warnInert(value: ConfigValue | undefined, why: string): void {
  value?.note(`has no effect here: ${why}`);
}

/** What the original says of a feature that it no longer has. */
export function removedFeature(feature: string, successor?: string): string {
  const moved = successor === undefined ? "" : ` and migrated to ${successor}`;
  return `common/errors: The feature ${feature} has been removed${moved}. Please update your config(s) according to release note and documentation.`;
}
