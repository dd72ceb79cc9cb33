import fc from "fast-check";

/** Any JSON value. */
export type Json = unknown;

/** An object with any of these keys. */
export function some(shape: Readonly<Record<string, fc.Arbitrary<Json>>>): fc.Arbitrary<Json> {
  return fc.record(shape, { requiredKeys: [] });
}

/** One that is valid, most of the time. */
export function mostly(good: fc.Arbitrary<Json>, ...bad: readonly Json[]): fc.Arbitrary<Json> {
  return fc.oneof(
    { arbitrary: good, weight: 200 },
    { arbitrary: fc.constantFrom(...bad), weight: 1 },
  );
}

/** True or false. */
export const flag = fc.boolean();
/** Texts, empty and odd ones too. */
export const word = fc.constantFrom("", "a", "B c", "é", "example.com", "x/y");
/** Lists of strings, or one string with commas. */
export const words = fc.oneof(
  fc.array(word, { maxLength: 3 }),
  fc.constantFrom("", "a,b", " a , ", "one"),
);
/** Numbers that no field minds. */
export const small = fc.nat({ max: 100 });
/** Numbers of 32 bits. */
export const int32 = fc.oneof(small, fc.constantFrom(-1, -2147483648, 2147483647));
/** Numbers of 32 bits without a sign. */
export const uint32 = fc.oneof(small, fc.constantFrom(4294967295, 65536));
/** Numbers of up to 53 bits. */
export const bigs = fc.oneof(small, fc.constantFrom(65535, 16384, 4294967296, 9007199254740991));
/** A map of texts. */
export const headers = fc.dictionary(fc.constantFrom("A", "b", "X-É", "User-Agent"), word, {
  maxKeys: 3,
});
/** The same, sometimes with a host. */
export const hostHeaders = mostly(headers, { Host: "h" }, { HOST: "", a: "b" });
/** A number, or a range in a text. */
export const range = fc.oneof(
  small,
  fc.constantFrom("1-2", "5-3", "", "7", "-1", -5, "-3--1", "+4", "100-1000", 0),
);
/** A range above 0, most of the time. */
export const positive = mostly(fc.constantFrom(3, "1-2", "100-1000", "9-4"), 0, -1, "0-3", "x");
/** A speed. */
export const bandwidth = mostly(
  fc.constantFrom(
    "",
    "100 mbps",
    "10MB",
    "1.5g",
    "2t",
    "800000",
    "900kbps",
    ".9 m",
    "99999999 b",
    "1 tb",
  ),
  "x",
  "5",
  "1 x",
  "1.2.3 m",
  "1 bb",
  "1 kk",
  ".",
  "1e5",
);

/** Names of domain strategies. */
export const domainStrategy = mostly(
  fc.constantFrom("", "AsIs", "useip", "UseIPv4", "UseIPv6", "ForceIPv6v4", "FORCEIP", "UseIPv4v6"),
  "bogus",
);
