import type { JsonObject } from "../../../contract/json.js";
import { numberOf, objectOf, textOf, textsOf } from "../json-fields.js";

/**
 * Why an `xray.core.app.observatory.burst.Config` makes the original panic when it starts: a period, in
 * nanoseconds of 64 bits, that overflows. Without selectors there is none.
 */
export function burstCrash(config: JsonObject): string | undefined {
  if (textsOf(config, "subjectSelector").length === 0) return undefined;
  const ping = objectOf(config, "pingConfig") ?? {};
  const written = BigInt(textOf(ping, "interval") || "0");
  const interval = written === 0n ? 60_000_000_000n : written < 10n ? 10_000_000_000n : written;
  const sampling = numberOf(ping, "samplingCount");
  const period = BigInt.asIntN(64, interval * BigInt(sampling <= 0 ? 10 : sampling));
  return period > 0n ? undefined : "the period of burstObservatory is not positive";
}
