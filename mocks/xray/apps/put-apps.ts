import type { JsonObject } from "../../../contract/json.js";
import { FakeError } from "../../core/fake-error.js";
import type { XrayBoot } from "../boot.js";
import { createBurst } from "../observatory/burst.js";
import { createPlain } from "../observatory/plain.js";
import type { Trouble } from "../refusal.js";
import { needsObservatory } from "../router/balancer.js";
import { createRouter } from "../router/router.js";
import type { XrayState } from "../state.js";
import { appFields, readableApps } from "./app-fields.js";
import { dnsTrouble } from "./dns.js";
import { reverseTrouble } from "./reverse.js";
import { versionTrouble } from "./version.js";

/** The apps that are looked at when they are made, in the original's order. */
const checks: readonly (readonly [
  type: string,
  what: string,
  check: (config: JsonObject) => Trouble | undefined,
])[] = [
  ["xray.app.dns.Config", "dns", dnsTrouble],
  ["xray.app.reverse.Config", "reverse", reverseTrouble],
  ["xray.app.version.Config", "version", versionTrouble],
];

/**
 * Puts the apps of a configuration into a state, as the original does before it looks at any handler.
 * Throws a FakeError where the original doesn't start.
 */
export function putApps(state: XrayState, boot: XrayBoot): void {
  const apps = readableApps(boot.apps);
  let routing = appFields(apps, "xray.app.router.Config");
  const putRouting = (): void => {
    if (routing !== undefined) putRouter(state, routing);
    routing = undefined;
  };
  for (const [type, what, check] of checks) {
    const config = appFields(apps, type);
    if (config === undefined) continue;
    const trouble = check(config);
    if (trouble !== undefined) throw refusal(what, trouble);
    // The rules wait for something that resolves names; without `dns` that comes after everything.
    if (what === "dns") putRouting();
  }
  putRouting();
  const { startedAt, seed } = state;
  const plain = appFields(apps, "xray.core.app.observatory.Config");
  const burst = appFields(apps, "xray.core.app.observatory.burst.Config");
  // Where there are both, the first one is asked.
  if (plain !== undefined) state.observatory = createPlain(plain, startedAt);
  else if (burst !== undefined) state.observatory = createBurst(burst, seed, startedAt);
  checkDependencies(state, boot.api);
}

function putRouter(state: XrayState, routing: JsonObject): void {
  const created = createRouter(routing);
  if (created.kind !== "router") throw refusal("routing", created);
  state.router = created.router;
}

function checkDependencies(state: XrayState, api: XrayBoot["api"]): void {
  const balancers = [...(state.router?.balancers.values() ?? [])];
  // Where the configuration asks for no API, the fake offers all services unasked.
  const isServed = api.implied !== true && api.services.includes("ObservatoryService");
  const isNeeded = isServed || balancers.some(needsObservatory);
  if (isNeeded && state.observatory === null)
    throw new FakeError(
      "bad-boot",
      "ObservatoryService, leastPing, leastLoad and fallbackTag need an observatory: add `observatory` or `burstObservatory` to the configuration",
      { original: end("core: not all dependencies are resolved.") },
    );
}

const end = (text: string) => ({ exit: 23, text: `main: failed to create server > ${text}` });

function refusal(section: string, trouble: Trouble): FakeError {
  const what = `\`${section}\` of the configuration`;
  switch (trouble.kind) {
    case "refused":
      return new FakeError("bad-boot", `${what} is refused: ${trouble.text}`, {
        original: end(trouble.text),
      });
    case "crash":
      // A panic of Go.
      return new FakeError("bad-boot", `${what} makes the original crash: ${trouble.why}`, {
        original: { exit: 2 },
      });
    case "not modelled":
      return new FakeError("bad-boot", `${what} has ${trouble.what}, which is not modelled`);
    default:
      return trouble satisfies never;
  }
}
