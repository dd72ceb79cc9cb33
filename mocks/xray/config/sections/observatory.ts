import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { durationOf, goDuration } from "../decoding/custom.js";
import { goBool, goString, keysOf, pointer, slice, struct } from "../decoding/type.js";

/** `observatory`. */
export const observatoryType = struct("conf.ObservatoryConfig", {
  subjectSelector: slice(goString),
  probeURL: goString,
  probeInterval: goDuration,
  enableConcurrency: goBool,
});

const pingType = struct("conf.healthCheckSettings", {
  destination: goString,
  connectivity: goString,
  interval: goDuration,
  sampling: { kind: "int", bits: 64, name: "int" },
  timeout: goDuration,
  httpMethod: goString,
});

/** `burstObservatory`. */
export const burstObservatoryType = struct("conf.BurstObservatoryConfig", {
  subjectSelector: slice(goString),
  pingConfig: pointer(pingType),
});

const keys = keysOf(observatoryType);
const burstKeys = keysOf(burstObservatoryType);
const pingKeys = keysOf(pingType);

/** Reads `observatory` as `xray.core.app.observatory.Config`. */
export function readObservatory(value: ConfigValue): Message {
  const observatory = value.asObject(keys);
  return {
    type: "xray.core.app.observatory.Config",
    fields: {
      subjectSelector: observatory.list("subjectselector").map((item) => item.asString()),
      probeUrl: observatory.string("probeurl"),
      probeInterval: String(durationOf(observatory.get("probeinterval"))),
      enableConcurrency: observatory.boolean("enableconcurrency"),
    },
  };
}

/** Reads `burstObservatory` as `xray.core.app.observatory.burst.Config`. */
export function readBurstObservatory(value: ConfigValue): Message {
  const burst = value.asObject(burstKeys);
  const written = burst.get("pingconfig");
  if (written === undefined) {
    throw value.refused(
      "has no pingConfig",
      'write "pingConfig": {}',
      value.source.loadFailure(
        "infra/conf: failed to build burst observatory configuration",
        "infra/conf: BurstObservatory requires a valid pingConfig",
      ),
    );
  }
  const ping = written.asObject(pingKeys);
  const method = ping.string("httpmethod");
  return {
    type: "xray.core.app.observatory.burst.Config",
    fields: {
      subjectSelector: burst.list("subjectselector").map((item) => item.asString()),
      pingConfig: {
        destination: ping.string("destination"),
        connectivity: ping.string("connectivity"),
        interval: String(durationOf(ping.get("interval"))),
        timeout: String(durationOf(ping.get("timeout"))),
        samplingCount: Number(BigInt.asIntN(32, BigInt(ping.get("sampling")?.text ?? "0"))),
        httpMethod: method === "" ? "HEAD" : method.trim(),
      },
    },
  };
}
