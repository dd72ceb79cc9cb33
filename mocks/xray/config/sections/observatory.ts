import type { Message } from "../../../../contract/xray/message.js";
import { goList, goPointer } from "../decoding/composites.js";
import { goDuration } from "../decoding/duration.js";
import type { Read } from "../decoding/go-type.js";
import { goBool, goInt, goString } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";

/** `observatory`. */
export const observatoryType = goStruct("conf.ObservatoryConfig", {
  subjectSelector: goList(goString),
  probeURL: goString,
  probeInterval: goDuration,
  enableConcurrency: goBool,
});

const pingType = goStruct("conf.healthCheckSettings", {
  destination: goString,
  connectivity: goString,
  interval: goDuration,
  sampling: goInt,
  timeout: goDuration,
  httpMethod: goString,
});

/** `burstObservatory`. */
export const burstObservatoryType = goStruct("conf.BurstObservatoryConfig", {
  subjectSelector: goList(goString),
  pingConfig: goPointer(pingType),
});

/** Makes `xray.core.app.observatory.Config` of `observatory`. */
export function buildObservatory(observatory: Read<typeof observatoryType>): Message {
  return {
    type: "xray.core.app.observatory.Config",
    fields: {
      subjectSelector: observatory.subjectSelector,
      probeUrl: observatory.probeURL,
      probeInterval: String(observatory.probeInterval),
      enableConcurrency: observatory.enableConcurrency,
    },
  };
}

/** Makes `xray.core.app.observatory.burst.Config` of `burstObservatory`. */
export function buildBurstObservatory(burst: Read<typeof burstObservatoryType>): Message {
  const { subjectSelector, pingConfig: ping } = burst;
  if (ping === undefined) {
    const value = at(burst);
    throw value.refused(
      "has no pingConfig",
      'write "pingConfig": {}',
      value.source.loadFailure(
        "infra/conf: failed to build burst observatory configuration",
        "infra/conf: BurstObservatory requires a valid pingConfig",
      ),
    );
  }
  return {
    type: "xray.core.app.observatory.burst.Config",
    fields: {
      subjectSelector,
      pingConfig: {
        destination: ping.destination,
        connectivity: ping.connectivity,
        interval: String(ping.interval),
        timeout: String(ping.timeout),
        samplingCount: Number(BigInt.asIntN(32, BigInt(ping.sampling))),
        httpMethod: ping.httpMethod === "" ? "HEAD" : ping.httpMethod.trim(),
      },
    },
  };
}
