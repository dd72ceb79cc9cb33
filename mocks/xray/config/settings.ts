import type { Message } from "../../../contract/xray/message.js";
import type { ConfigError } from "./config-error.js";
import type { ConfigValue } from "./config-value.js";
import type { Failure } from "./decoding/go-type.js";

/**
 * What the `settings` of a handler become; fields may spell out default values. `failure` puts the
 * original's words for a handler that cannot be built before a text, `load` those for settings that
 * do not fit their types, which it notices a step earlier.
 */
export type SettingsReader = (settings: ConfigValue, failure: Failure, load: Failure) => Message;

/** The error for what makes the original panic: null in most cases. */
export function panics(
  value: ConfigValue,
  found = "has null in it",
  instead = "remove it",
): ConfigError {
  return value.refused(found, `${instead} (it makes Xray 26.3 panic)`, { exit: 2 });
}

/** The same failure with more of the original's words before the text. */
export function below(failure: Failure, prefix: string): Failure {
  return (text) => failure(`${prefix} > ${text}`);
}
