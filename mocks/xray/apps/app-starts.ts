import type { HandlerStart } from "../beginning.js";
import type { XrayBoot } from "../boot.js";
import type { XrayState } from "../state.js";
import { appFields, readableApps } from "./app-fields.js";
import { fakeDnsRefusal } from "./fake-dns.js";
import { metricsOf } from "./metrics-config.js";
import { burstCrash } from "./burst-crash.js";
import { portalTags } from "./reverse.js";

/** What apps do when everything is made and the original starts. */
export interface AppStarts {
  /** Before the inbounds. */
  readonly first: readonly HandlerStart[];
  /** After the API and the metrics. */
  readonly last: readonly HandlerStart[];
}

/** Starts the apps of a configuration as far as a state shows it: some are outbounds from then on. */
export function startApps(state: XrayState, boot: XrayBoot): AppStarts {
  const apps = readableApps(boot.apps);
  const pools = appFields(apps, "xray.app.dns.fakedns.FakeDnsPoolMulti");
  const refusal = pools === undefined ? undefined : fakeDnsRefusal(pools);
  const metrics = metricsOf(boot);
  const { tagged } = state.outbounds;
  if (metrics !== undefined) {
    const { tag } = metrics;
    // It takes the place of a configured one, and comes last.
    tagged.delete(tag);
    tagged.set(tag, { tag, sender: null, proxy: null });
  }
  const portals = portalTags(appFields(apps, "xray.app.reverse.Config") ?? {});
  const burst = appFields(apps, "xray.core.app.observatory.burst.Config");
  const crash = burst === undefined ? undefined : burstCrash(burst);
  return {
    first: refusal === undefined ? [] : [{ what: "`fakeDns`", tag: "", effects: [], refusal }],
    last: [
      ...portals.flatMap((portal) => startPortal(state, portal)),
      ...(crash === undefined ? [] : [{ what: "`burstObservatory`", tag: "", effects: [], crash }]),
    ],
  };
}

/** A portal is an outbound from the moment at which the original starts. */
function startPortal(state: XrayState, tag: string): readonly HandlerStart[] {
  const { tagged } = state.outbounds;
  if (tagged.has(tag)) {
    const refusal = `app/proxyman/outbound: existing tag found: ${tag}`;
    return [{ what: `portal ${JSON.stringify(tag)}`, tag, effects: [], refusal }];
  }
  tagged.set(tag, { tag, sender: null, proxy: null });
  return [];
}
