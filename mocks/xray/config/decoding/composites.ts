import type { ConfigValue } from "../config-value.js";
import type { GoType } from "./go-type.js";
import { uint32Of } from "./scalars.js";

/** Go's `json.RawMessage`: a value that is read later; undefined where nothing is written. Null is a value. */
export const goRaw: GoType<ConfigValue | undefined> = {
  name: "json.RawMessage",
  zero: () => undefined,
  decode: (value) => value,
};

/** A Go pointer: null and nothing written are undefined. */
export function goPointer<T>(type: GoType<T>): GoType<T | undefined> {
  return {
    name: `*${type.name}`,
    zero: () => undefined,
    decode: (value, before, run) =>
      value.isNull ? undefined : type.decode(value, before ?? type.zero(), run),
  };
}

/** A Go slice whose nil, undefined here, is told from an empty one. */
export function goListOrNil<T>(type: GoType<T>): GoType<readonly T[] | undefined> {
  const name = `[]${type.name}`;
  return {
    name,
    zero: () => undefined,
    decode(value, before, run) {
      if (value.isNull) return undefined;
      if (value.node.type !== "array") {
        run.mismatch(value, name, "a list");
        return before;
      }
      // Written twice, a list is read over the elements of the first.
      return value.asList().map((item, i) => type.decode(item, before?.[i] ?? type.zero(), run));
    },
  };
}

/** A Go slice; nil is empty. */
export function goList<T>(type: GoType<T>): GoType<readonly T[]> {
  const list = goListOrNil(type);
  return {
    name: list.name,
    zero: () => [],
    decode: (value, before, run) => list.decode(value, before, run) ?? [],
  };
}

/** A Go map; nil is empty. Of a name that is written twice the last value counts, alone. */
export function goMap<T>(
  type: GoType<T>,
  key: "string" | "uint32" = "string",
): GoType<ReadonlyMap<string, T>> {
  const name = `map[${key}]${type.name}`;
  return {
    name,
    zero: () => new Map(),
    decode(value, before, run) {
      if (value.isNull) return new Map();
      if (value.node.type !== "object") {
        run.mismatch(value, name, "an object");
        return before;
      }
      const map = new Map(before);
      for (const [written, item] of value.asMap()) {
        const read = type.decode(item, type.zero(), run);
        if (key === "string") {
          map.set(written, read);
          continue;
        }
        const number = uint32Of(written);
        if (number !== undefined) map.set(String(number), read);
        else {
          const end = value.source.byteOffset(item.keyOffset) + 1;
          run.mismatchAt(item, end, "uint32", "a whole number as key", `number ${written}`);
        }
      }
      return map;
    },
  };
}

/** A type that is known only once all files are loaded: for types that contain themselves. */
export function goLater<T>(name: string, type: () => GoType<T>): GoType<T> {
  return {
    name,
    zero: () => type().zero(),
    decode: (value, before, run) => type().decode(value, before, run),
  };
}
