import type { JsonObject } from "../../../contract/json.js";
import { textOf } from "../json-fields.js";
import { refused, type Trouble } from "../refusal.js";

/** Why an `xray.app.version.Config` is refused: its range does not hold the version that it names itself. */
export function versionTrouble(config: JsonObject): Trouble | undefined {
  const core = textOf(config, "coreVersion");
  const min = textOf(config, "minVersion");
  const max = textOf(config, "maxVersion");
  const low = min === "" ? 0 : compare(min, core);
  if (typeof low === "string") return refused(low);
  if (low > 0) return refused(`app/version: this config must be run on version ${min} or higher`);
  const high = max === "" ? 0 : compare(max, core);
  if (typeof high === "string") return refused(high);
  return high < 0
    ? refused(`app/version: this config should be run on version ${max} or lower`)
    : undefined;
}

/** Above 0 where the first one is later; a text says what cannot be compared. */
function compare(text: string, core: string): number | string {
  const [parts, own] = [text.split("."), core.split(".")];
  for (let at = 0; at < Math.max(parts.length, own.length); at += 1) {
    const [part = "0", other = "0"] = [parts[at], own[at]];
    if (!/^[-+]?\d+$/.test(part))
      return `app/version: invalid version component ${part} in ${text}`;
    if (!/^[-+]?\d+$/.test(other))
      return `app/version: invalid version component ${other} in ${core}`;
    const difference = Number(part) - Number(other);
    if (difference !== 0) return difference;
  }
  return 0;
}
