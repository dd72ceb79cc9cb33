import type { Message } from "../../../contract/xray/message.js";
import type { ConfigValue } from "./config-value.js";
import { goBool, goString, keysOf, struct } from "./decoding/type.js";

/** `log`. */
export const logType = struct("conf.LogConfig", {
  access: goString,
  error: goString,
  loglevel: goString,
  dnsLog: goBool,
  maskAddress: goString,
});

const keys = keysOf(logType);
const type = "xray.app.log.Config";
const levels: Readonly<Record<string, string>> = { debug: "Debug", info: "Info", error: "Error" };

/** What holds where the configuration has no `log`. */
export const defaultLog: Message = {
  type,
  fields: { errorLogType: "Console", errorLogLevel: "Warning", accessLogType: "None" },
};

/** Reads `log` as `xray.app.log.Config`. An unknown level counts as warning, as in the original. */
export function readLog(value: ConfigValue): Message {
  const log = value.asObject(keys);
  const written = log.string("loglevel").toLowerCase();
  const isOff = written === "none";
  const target = (key: "access" | "error") => {
    const path = log.string(key);
    const isFile = path !== "" && path !== "none";
    if (isFile) log.get(key)?.note("is not written: the fake keeps no log files");
    const kind = isFile ? "File" : path === "none" ? "None" : "Console";
    return {
      [`${key}LogPath`]: isFile ? path : "",
      [`${key}LogType`]: isOff ? "None" : kind,
    };
  };
  return {
    type,
    fields: {
      ...target("error"),
      ...target("access"),
      errorLogLevel: isOff ? "Unknown" : (levels[written] ?? "Warning"),
      enableDnsLog: log.boolean("dnslog"),
      maskAddress: log.string("maskaddress"),
    },
  };
}
