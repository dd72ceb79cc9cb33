import type { Message } from "../../../../contract/xray/message.js";
import type { Read } from "../decoding/go-type.js";
import { goString } from "../decoding/scalars.js";
import { goStruct } from "../decoding/struct.js";

/** `version`. */
export const versionType = goStruct("conf.VersionConfig", { min: goString, max: goString });

/** Makes `xray.app.version.Config` of `version`; whether it is met is asked when the server is created. */
export function buildVersion({ min, max }: Read<typeof versionType>): Message {
  return {
    type: "xray.app.version.Config",
    fields: { coreVersion: "26.3.27", minVersion: min, maxVersion: max },
  };
}
