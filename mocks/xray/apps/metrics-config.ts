import type { XrayBoot } from "../boot.js";
import { textOf } from "../json-fields.js";
import { appFields, readableApps } from "./app-fields.js";

/** `xray.app.metrics.Config` of a configuration. */
export interface MetricsConfig {
  /** Of the outbound that leads to the metrics. */
  readonly tag: string;
  /** As written; "" where there is no listener. */
  readonly listen: string;
}

/** Undefined where a configuration has no `metrics`. */
export function metricsOf(boot: XrayBoot): MetricsConfig | undefined {
  const fields = appFields(readableApps(boot.apps), "xray.app.metrics.Config");
  return fields && { tag: textOf(fields, "tag"), listen: textOf(fields, "listen") };
}
