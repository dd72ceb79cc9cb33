import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goString, keysOf, struct } from "../decoding/type.js";

/** `metrics`. */
export const metricsType = struct("conf.MetricsConfig", { tag: goString, listen: goString });

const keys = keysOf(metricsType);

/** Reads `metrics` as `xray.app.metrics.Config`. */
export function readMetrics(value: ConfigValue): Message {
  const metrics = value.asObject(keys);
  const tag = metrics.string("tag");
  const listen = metrics.string("listen");
  if (tag === "" && listen === "") {
    throw value.refused(
      "has neither tag nor listen",
      'write "listen": "127.0.0.1:11111"',
      value.source.loadFailure(
        "infra/conf: failed to build metrics configuration",
        "infra/conf: Metrics must have a tag or listen address.",
      ),
    );
  }
  return {
    type: "xray.app.metrics.Config",
    fields: { tag: tag === "" ? "Metrics" : tag, listen },
  };
}
