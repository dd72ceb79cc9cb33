import type { ConfigValue } from "./config-value.js";
import { goMap, goRaw } from "./decoding/composites.js";
import { decodeGo, type Failure } from "./decoding/go-type.js";
import { goString } from "./decoding/scalars.js";

/** Which of `known` an object's `type` names, in any case. Throws a ConfigError. */
export function loadById(value: ConfigValue, known: readonly string[], failure: Failure): string {
  const members = decodeGo(goMap(goRaw), value, failure);
  const instead = `write "type": one of ${known.map((name) => `"${name}"`).join(", ")}`;
  // The one key whose case counts.
  const type = members.get("type");
  if (type === undefined) {
    const text = "infra/conf: type not found in JSON context";
    throw value.refused("has no type", instead, failure(text));
  }
  const id = decodeGo(goString, type, failure).toLowerCase();
  if (known.includes(id)) return id;
  throw type.refused(`is ${type.shown}`, instead, failure(`infra/conf: unknown config id: ${id}`));
}
