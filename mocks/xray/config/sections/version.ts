import type { Message } from "../../../../contract/xray/message.js";
import { createFailure } from "../config-source.js";
import type { ConfigValue } from "../config-value.js";
import { goString, keysOf, struct } from "../decoding/type.js";

/** `version`. */
export const versionType = struct("conf.VersionConfig", { min: goString, max: goString });

const keys = keysOf(versionType);
const ours = "26.3.27";

/** Reads `version` as `xray.app.version.Config`. */
export function readVersion(value: ConfigValue): Message {
  const version = value.asObject(keys);
  return {
    type: "xray.app.version.Config",
    fields: {
      coreVersion: ours,
      minVersion: version.string("min"),
      maxVersion: version.string("max"),
    },
  };
}

/** Refuses what is meant for another version, as the original does when it creates its server. */
export function checkVersion(value: ConfigValue): void {
  const version = value.asObject(keys);
  const [min, max] = [version.get("min"), version.get("max")];
  if (min !== undefined && min.asString() !== "" && compare(min) > 0) {
    throw refusal(min, `this config must be run on version ${min.asString()} or higher`);
  }
  if (max !== undefined && max.asString() !== "" && compare(max) < 0) {
    throw refusal(max, `this config should be run on version ${max.asString()} or lower`);
  }
}

function compare(value: ConfigValue): number {
  const text = value.asString();
  const parts = text.split(".");
  const own = ours.split(".").map(Number);
  for (let index = 0; index < Math.max(parts.length, own.length); index += 1) {
    const part = parts[index] ?? "0";
    if (!/^[-+]?\d+$/.test(part)) {
      throw refusal(value, `invalid version component ${part} in ${text}`);
    }
    const difference = Number(part) - (own[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function refusal(value: ConfigValue, problem: string): Error {
  return value.refused(
    `is ${value.shown}`,
    `write a version such as ${ours}`,
    createFailure(`app/version: ${problem}`),
  );
}
