import type { JsonObject } from "../../contract/json.js";
import { FakeError } from "../core/fake-error.js";
import type { XrayBoot } from "./boot.js";
import { objectsOf, textOf } from "./json-fields.js";

/**
 * Tags of the portals of a configuration: when the original starts, each is an outbound without
 * settings. Throws a FakeError where a portal or bridge lacks its tag or domain, as the original does
 * before it looks at anything else (Xray 26.3.27).
 */
export function readPortals(boot: XrayBoot): readonly string[] {
  const app = boot.apps.find(({ type }) => type === "xray.app.reverse.Config");
  const fields = app !== undefined && "fields" in app ? app.fields : {};
  for (const [kind, list] of [
    ["bridge", objectsOf(fields, "bridgeConfig")],
    ["portal", objectsOf(fields, "portalConfig")],
  ] as const)
    list.forEach((item) => check(kind, item));
  return objectsOf(fields, "portalConfig").map((portal) => textOf(portal, "tag"));
}

function check(kind: string, item: JsonObject): void {
  const missing = ["tag", "domain"].find((name) => textOf(item, name) === "");
  if (missing === undefined) return;
  throw new FakeError("bad-boot", `a ${kind} of \`reverse\` has no ${missing}: write one`, {
    original: {
      exit: 23,
      text: `main: failed to create server > app/reverse: ${kind} ${missing} is empty`,
    },
  });
}
