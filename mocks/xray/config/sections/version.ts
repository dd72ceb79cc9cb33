import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goString, keysOf, struct } from "../decoding/type.js";

/** `version`. */
export const versionType = struct("conf.VersionConfig", { min: goString, max: goString });

const keys = keysOf(versionType);

/** Reads `version` as `xray.app.version.Config`; whether it is met is asked when the server is created. */
export function readVersion(value: ConfigValue): Message {
  const version = value.asObject(keys);
  return {
    type: "xray.app.version.Config",
    fields: {
      coreVersion: "26.3.27",
      minVersion: version.string("min"),
      maxVersion: version.string("max"),
    },
  };
}
