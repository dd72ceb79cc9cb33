import type { Message } from "../../../contract/xray/message.js";
import type { ConfigError } from "./config-error.js";
import type { ConfigValue } from "./config-value.js";
import { decodeGo, type Failure, type GoType } from "./go/go-type.js";

/**
 * What the `settings` of a handler become. `failure` puts the original's words for a handler that
 * cannot be built before a text; fields may spell out default values.
 */
export type SettingsReader = (settings: ConfigValue, failure: Failure) => Message;

/** Reads settings as a Go struct; `failure` is that of a {@link SettingsReader}. Throws a ConfigError. */
export function readSettings<T>(type: GoType<T>, settings: ConfigValue, failure: Failure): T {
  return decodeGo(type, settings, (text) => {
    const { exit, text: build = "" } = failure("");
    // Settings of a wrong type are reported one step earlier, in other words.
    const load = build.replace(
      /failed to build (in|out)bound handler for protocol (\S+) > $/,
      "failed to load $1bound detour config for protocol $2 > ",
    );
    return { exit, text: load + text };
  });
}

/** The error for null where it makes the original panic. */
export function panics(value: ConfigValue, found = "has null in it"): ConfigError {
  return value.refused(found, "remove it (it makes Xray 26.3 panic)", { exit: 2 });
}

/** The same failure with more of the original's words before the text. */
export function below(failure: Failure, prefix: string): Failure {
  return (text) => failure(`${prefix} > ${text}`);
}
