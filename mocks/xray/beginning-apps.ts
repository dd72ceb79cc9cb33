import type { JsonObject } from "../../contract/json.js";
import type { Message } from "../../contract/xray/message.js";
import { readTyped, writeTyped } from "../../wire/xray/typed-message.js";
import { FakeError } from "../core/fake-error.js";
import type { XrayBoot } from "./boot.js";
import { createBurst } from "./observatory/burst.js";
import { createPlain } from "./observatory/plain.js";
import type { Trouble } from "./refusal.js";
import { readPortals } from "./reverse.js";
import { needsObservatory } from "./router/balancer.js";
import { createRouter } from "./router/router.js";
import type { XrayState } from "./state.js";

/**
 * Puts the routing and the observatory of a configuration into a state, as the original does before it
 * looks at any handler. Throws a FakeError where the original doesn't start.
 */
export function putApps(state: XrayState, boot: XrayBoot): void {
  readPortals(boot);
  const apps = boot.apps.map(readable);
  const routing = fieldsOf(apps, "xray.app.router.Config");
  if (routing !== undefined) {
    const created = createRouter(routing);
    if (created.kind !== "router") throw refusal(created);
    state.router = created.router;
  }
  const { startedAt, seed } = state;
  const plain = fieldsOf(apps, "xray.core.app.observatory.Config");
  const burst = fieldsOf(apps, "xray.core.app.observatory.burst.Config");
  // Where there are both, the first one is asked.
  if (plain !== undefined) state.observatory = createPlain(plain, startedAt);
  else if (burst !== undefined) state.observatory = createBurst(burst, seed, startedAt);
  const balancers = [...(state.router?.balancers.values() ?? [])];
  // Where the configuration asks for no API, the fake offers all services unasked.
  const isServed = boot.api.implied !== true && boot.api.services.includes("ObservatoryService");
  const isNeeded = isServed || balancers.some(needsObservatory);
  if (isNeeded && state.observatory === null)
    throw new FakeError(
      "bad-boot",
      "ObservatoryService, leastPing, leastLoad and fallbackTag need an observatory: add `observatory` or `burstObservatory` to the configuration",
      { original: end("core: not all dependencies are resolved.") },
    );
}

function fieldsOf(apps: readonly Message[], type: string): JsonObject | undefined {
  const app = apps.find((message) => message.type === type);
  return app !== undefined && "fields" in app ? app.fields : undefined;
}

/** The message as it would arrive over the wire, so that one form is read. */
function readable(app: Message): Message {
  try {
    return readTyped(writeTyped(app)) ?? app;
  } catch (error) {
    throw new FakeError("bad-boot", `${app.type} of the configuration: ${String(error)}`, {
      cause: error,
    });
  }
}

const end = (text: string) => ({ exit: 23, text: `main: failed to create server > ${text}` });

function refusal(trouble: Trouble): FakeError {
  const what = "the routing of the configuration";
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
