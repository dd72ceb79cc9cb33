import type { ConfigValue } from "../config-value.js";
import { mismatch } from "./go-mismatch.js";
import { text } from "./go-scalars.js";
import type { GoPlace } from "./go-shape.js";
import { refuse, type Words } from "./words.js";

/** A place at which a text is decoded on its own: Go's messages begin anew there. */
export function rootPlace(value: ConfigValue, words: Words): GoPlace {
  return { struct: "", fields: [], from: value.node.offset, words };
}

/** Which of `known` an object's `type` names, and the place at which to read the object. */
export function loadById(
  value: ConfigValue,
  known: readonly string[],
  words: Words,
): { readonly id: string; readonly place: GoPlace } {
  const place = rootPlace(value, words);
  if (!value.isNull && value.node.type !== "object") {
    throw mismatch(value, place, "map[string]json.RawMessage");
  }
  // The one key whose case counts; of two the last.
  const type = value.asMap().findLast(([name]) => name === "type")?.[1];
  const instead = `write "type": one of ${known.map((name) => `"${name}"`).join(", ")}`;
  if (type === undefined) {
    throw refuse(value, words, "type not found in JSON context", instead, "has no type");
  }
  const id = text.read(type, rootPlace(type, words)).toLowerCase();
  if (!known.includes(id)) throw refuse(type, words, `unknown config id: ${id}`, instead);
  return { id, place };
}
