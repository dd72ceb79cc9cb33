import type { JsonObject } from "../../../contract/json.js";
import { objectsOf, textOf } from "../json-fields.js";
import { refused, type Trouble } from "../refusal.js";

/** Why an `xray.app.reverse.Config` is refused when it is made: a bridge or a portal lacks its tag or domain. */
export function reverseTrouble(config: JsonObject): Trouble | undefined {
  const all = [
    ...objectsOf(config, "bridgeConfig").map((item) => ["bridge", item] as const),
    ...objectsOf(config, "portalConfig").map((item) => ["portal", item] as const),
  ];
  for (const [kind, item] of all)
    for (const name of ["tag", "domain"])
      if (textOf(item, name) === "") return refused(`app/reverse: ${kind} ${name} is empty`);
  return undefined;
}

/** Tags of its portals: when the original starts, each is an outbound without settings. */
export function portalTags(config: JsonObject): readonly string[] {
  return objectsOf(config, "portalConfig").map((portal) => textOf(portal, "tag"));
}
