import fc from "fast-check";

/** The text of a JSON value, so that `1.0`, a key written twice and the like can be drawn too. */
export type JsonText = fc.Arbitrary<string>;

/** What most keys do not want. */
const odd: JsonText = fc.constantFrom(
  ...["null", "null", "5", "-1", "1.0", "1e3", "300", "70000", "4294967296", "true", '""', '"x"'],
  ...["[]", "{}", "[null]", '["a", null]', "[1, 2]", '{"a": 1}', "-0", "99999999999999999999"],
);

/** Mostly `usual`, now and then something else. */
function mostly(usual: JsonText): JsonText {
  return fc.oneof({ weight: 60, arbitrary: usual }, { weight: 1, arbitrary: odd });
}

/** One of these values, the first as often as all others together; texts are written in quotes. */
export function one(...values: readonly unknown[]): JsonText {
  return raw(...values.map((value) => JSON.stringify(value) ?? "null"));
}

/** One of these texts as they stand, the first as often as all others together. */
export function raw(...texts: readonly string[]): JsonText {
  const [first = "null", ...rest] = texts;
  return mostly(fc.constantFrom(...rest.map(() => first), first, ...rest));
}

/** A list of up to three. */
export function list(item: JsonText, minLength = 0, maxLength = 3): JsonText {
  return mostly(fc.array(item, { minLength, maxLength }).map((items) => `[${items.join(", ")}]`));
}

/** An object with most of these keys, now and then spelt otherwise, written twice, or unknown. */
export function object(members: Readonly<Record<string, JsonText>>): JsonText {
  const pairs = Object.entries(members).map(([key, value]) =>
    fc
      .tuple(
        fc.constantFrom(...Array<string>(12).fill(key), key.toUpperCase(), key.toLowerCase()),
        fc.oneof(
          { weight: 30, arbitrary: value.map((v) => [v]) },
          { weight: 4, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: fc.tuple(value, value) },
        ),
      )
      .map(([name, values]) => values.map((v) => `${JSON.stringify(name)}: ${v}`)),
  );
  const unknown = fc.constantFrom(...Array<string[]>(20).fill([]), ['"nonsense": [1]']);
  return mostly(fc.tuple(...pairs, unknown).map((written) => `{${written.flat().join(", ")}}`));
}
