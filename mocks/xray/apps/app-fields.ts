import type { JsonObject } from "../../../contract/json.js";
import type { Message } from "../../../contract/xray/message.js";
import { readTyped, writeTyped } from "../../../wire/xray/typed-message.js";
import { FakeError } from "../../core/fake-error.js";

/** The fields of the first app of a type; undefined where there is none. */
export function appFields(apps: readonly Message[], type: string): JsonObject | undefined {
  const app = apps.find((message) => message.type === type);
  return app !== undefined && "fields" in app ? app.fields : undefined;
}

/** The apps as they would arrive over the wire, so that one form is read. Throws a FakeError. */
export function readableApps(apps: readonly Message[]): readonly Message[] {
  return apps.map((app) => {
    try {
      return readTyped(writeTyped(app)) ?? app;
    } catch (error) {
      throw new FakeError("bad-boot", `${app.type} of the configuration: ${String(error)}`, {
        cause: error,
      });
    }
  });
}
