import type { Message } from "../../../contract/xray/message.js";
import { textOf } from "../json-fields.js";

/** How much a line matters, from most to least. */
export const severities = ["Error", "Warning", "Info", "Debug"] as const;

/** How much a line matters. */
export type Severity = (typeof severities)[number];

/** Where one of the two logs goes; null for nowhere. */
export type LogTarget = "console" | { readonly path: string } | null;

/** `log` of a configuration, as the original loads it. */
export interface LogConfig {
  readonly access: LogTarget;
  readonly error: LogTarget;
  /** What matters less is not written. Undefined: nothing is. */
  readonly level: Severity | undefined;
  /** "", "quarter", "half", "full" or bits as "/16+/32". */
  readonly mask: string;
}

const type = "xray.app.log.Config";

/** Finds the log among the parts of a configuration; without one, warnings go to the console. */
export function readLogConfig(apps: readonly Message[]): LogConfig {
  const config = apps.find((app) => app.type === type);
  if (config === undefined || !("fields" in config))
    return { access: null, error: "console", level: "Warning", mask: "" };
  const { fields } = config;
  const target = (kind: "access" | "error"): LogTarget => {
    const written = textOf(fields, `${kind}LogType`);
    if (written === "Console") return "console";
    return written === "File" ? { path: textOf(fields, `${kind}LogPath`) } : null;
  };
  const level = textOf(fields, "errorLogLevel");
  return {
    access: target("access"),
    error: target("error"),
    level: severities.find((severity) => severity === level),
    mask: textOf(fields, "maskAddress"),
  };
}
