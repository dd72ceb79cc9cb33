import type { Message } from "../../../../contract/xray/message.js";
import { createFailure } from "../config-source.js";
import type { Read } from "../decoding/go-type.js";
import { goString } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";

/** `version`. */
export const versionType = goStruct("conf.VersionConfig", { min: goString, max: goString });

type Version = Read<typeof versionType>;

const ours = "26.3.27";

/** Makes `xray.app.version.Config` of `version`. */
export function buildVersion({ min, max }: Version): Message {
  return {
    type: "xray.app.version.Config",
    fields: { coreVersion: ours, minVersion: min, maxVersion: max },
  };
}

/** Refuses what is meant for another version, as the original does when it creates its server. */
export function checkVersion(version: Version): void {
  const { min, max } = version;
  if (min !== "" && compare(version, "min") > 0) {
    throw refusal(version, "min", `this config must be run on version ${min} or higher`);
  }
  if (max !== "" && compare(version, "max") < 0) {
    throw refusal(version, "max", `this config should be run on version ${max} or lower`);
  }
}

function compare(version: Version, key: "min" | "max"): number {
  const text = version[key];
  const parts = text.split(".");
  const own = ours.split(".").map(Number);
  for (let index = 0; index < Math.max(parts.length, own.length); index += 1) {
    const part = parts[index] ?? "0";
    if (!/^[-+]?\d+$/.test(part)) {
      throw refusal(version, key, `invalid version component ${part} in ${text}`);
    }
    const difference = Number(part) - (own[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function refusal(version: Version, key: "min" | "max", problem: string): Error {
  return at(version, key).refused(
    `is "${version[key]}"`,
    `write a version such as ${ours}`,
    createFailure(`app/version: ${problem}`),
  );
}
