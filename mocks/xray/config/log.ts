import type { Message } from "../../../contract/xray/message.js";
import type { Read } from "./decoding/go-type.js";
import { goBool, goString } from "./decoding/scalars.js";
import { goStruct } from "./decoding/struct.js";

/** `log`. */
export const logType = goStruct("conf.LogConfig", {
  access: goString,
  error: goString,
  loglevel: goString,
  dnsLog: goBool,
  maskAddress: goString,
});

const type = "xray.app.log.Config";
const levels: Readonly<Record<string, string>> = { debug: "Debug", info: "Info", error: "Error" };

/** What holds where the configuration has no `log`. */
export const defaultLog: Message = {
  type,
  fields: { errorLogType: "Console", errorLogLevel: "Warning", accessLogType: "None" },
};

/** Makes `xray.app.log.Config` of `log`. An unknown level counts as warning, as in the original. */
export function buildLog(log: Read<typeof logType>): Message {
  const written = log.loglevel.toLowerCase();
  const isOff = written === "none";
  const target = (key: "access" | "error") => {
    const path = log[key];
    const isFile = path !== "" && path !== "none";
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
      enableDnsLog: log.dnsLog,
      maskAddress: log.maskAddress,
    },
  };
}
