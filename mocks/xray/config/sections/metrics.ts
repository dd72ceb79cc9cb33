import type { Message } from "../../../../contract/xray/message.js";
import type { Read } from "../decoding/go-type.js";
import { goString } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";

/** `metrics`. */
export const metricsType = goStruct("conf.MetricsConfig", { tag: goString, listen: goString });

/** Makes `xray.app.metrics.Config` of `metrics`. */
export function buildMetrics(metrics: Read<typeof metricsType>): Message {
  const { tag, listen } = metrics;
  if (tag === "" && listen === "") {
    const value = at(metrics);
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
