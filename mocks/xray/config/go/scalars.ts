import { decodeBase64 } from "./base64.js";
import { kindOf, rawText, type GoDecoding, type GoType } from "./go-type.js";
import type { ConfigValue } from "../config-value.js";

/** Go's `string`, or a type of that kind under another name. */
export function goString(name = "string"): GoType<string> {
  return {
    name,
    zero: () => "",
    decode(value, before, run) {
      if (value.isNull) return before;
      // Half a surrogate pair becomes U+FFFD on the way through UTF-8, as in Go.
      if (value.node.type === "string")
        return Buffer.from(value.node.value as string, "utf8").toString("utf8");
      run.mismatch(value, name, "a string");
      return before;
    },
  };
}

/** Go's `bool`. */
export const goBool: GoType<boolean> = {
  name: "bool",
  zero: () => false,
  decode(value, before, run) {
    if (value.isNull) return before;
    if (value.node.type === "boolean") return value.node.value as boolean;
    run.mismatch(value, "bool", "true or false");
    return before;
  },
};

/** A whole number of Go, up to 32 bits: written with digits only, `1.0` and `1e3` are refused. */
export function goNumber(name: string, min: number, max: number): GoType<number> {
  return {
    name,
    zero: () => 0,
    decode(value, before, run) {
      const number = readWhole(value, name, BigInt(min), BigInt(max), run);
      return number === undefined ? before : Number(number);
    },
  };
}

/** A whole number of Go with 64 bits. */
export function goBigint(name: string, min: bigint, max: bigint): GoType<bigint> {
  return {
    name,
    zero: () => 0n,
    decode: (value, before, run) => readWhole(value, name, min, max, run) ?? before,
  };
}

function readWhole(
  value: ConfigValue,
  name: string,
  min: bigint,
  max: bigint,
  run: GoDecoding,
): bigint | undefined {
  if (value.isNull) return undefined;
  const text = rawText(value);
  const wanted = `a whole number from ${min} to ${max}`;
  if (value.node.type !== "number") {
    run.mismatch(value, name, wanted);
    return undefined;
  }
  // An unsigned number takes no sign at all, not even that of -0.
  const number = (min < 0n ? /^-?\d+$/ : /^\d+$/).test(text) ? BigInt(text) : undefined;
  if (number !== undefined && number >= min && number <= max) return number;
  run.mismatch(value, name, wanted, `number ${text}`);
  return undefined;
}

/** Go's `byte`, which its errors call uint8. */
export const goByte = goNumber("uint8", 0, 0xff);
/** Go's `uint16`. */
export const goUint16 = goNumber("uint16", 0, 0xffff);
/** Go's `uint32`. */
export const goUint32 = goNumber("uint32", 0, 0xffffffff);
/** Go's `int32`. */
export const goInt32 = goNumber("int32", -0x80000000, 0x7fffffff);
/** Go's `uint64`. */
export const goUint64 = goBigint("uint64", 0n, (1n << 64n) - 1n);
/** Go's `int`. */
export const goInt = goBigint("int", -(1n << 63n), (1n << 63n) - 1n);

/** Go's `[]byte`: base64 with padding, or a list of numbers. Undefined is nil. */
export const goBytes: GoType<Buffer | undefined> = {
  name: "[]uint8",
  zero: () => undefined,
  decode(value, before, run) {
    if (value.isNull) return undefined;
    if (value.node.type === "array")
      return Buffer.from(value.asList().map((item) => goByte.decode(item, 0, run)));
    if (value.node.type !== "string") {
      run.mismatch(value, "[]uint8", "base64, or a list of numbers up to 255", kindOf(value));
      return before;
    }
    const { bytes, problem } = decodeBase64(value.asString(), "standard");
    if (problem === undefined) return bytes;
    run.note(value, "base64 with padding", problem);
    return before;
  },
};
