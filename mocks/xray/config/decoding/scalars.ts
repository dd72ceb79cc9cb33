import { goBase64 } from "../../go/base64.js";
import type { ConfigValue } from "../config-value.js";
import type { GoDecoding, GoType } from "./go-type.js";

/** Go's `string`. */
export const goString = goStringOf("string");

/** A type of that kind under another name. */
export function goStringOf(name: string): GoType<string> {
  return {
    name,
    zero: () => "",
    decode(value, before, run) {
      if (value.isNull) return before;
      if (value.node.type === "string") return value.asString();
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

/** A whole number of up to 32 bits: written with digits only, `1.0` and `1e3` are refused. */
function goNumber(name: string, min: number, max: number): GoType<number> {
  return {
    name,
    zero: () => 0,
    decode(value, before, run) {
      const number = readWhole(value, name, BigInt(min), BigInt(max), run);
      return number === undefined ? before : Number(number);
    },
  };
}

/** A whole number of 64 bits, in decimal as protobuf's JSON form has it. */
function goWide(name: string, min: bigint, max: bigint): GoType<string> {
  return {
    name,
    zero: () => "0",
    decode: (value, before, run) => readWhole(value, name, min, max, run)?.toString() ?? before,
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
  const wanted = `a whole number from ${min} to ${max}`;
  if (value.node.type !== "number") {
    run.mismatch(value, name, wanted);
    return undefined;
  }
  const { text } = value;
  const number = wholeOf(text, min, max);
  if (number === undefined) run.mismatch(value, name, wanted, `number ${text}`);
  return number;
}

/** A number written with digits alone, within bounds. An unsigned one takes no sign at all, not even that of -0. */
function wholeOf(text: string, min: bigint, max: bigint): bigint | undefined {
  if (!(min < 0n ? /^-?\d+$/ : /^\d+$/).test(text)) return undefined;
  const number = BigInt(text);
  return number >= min && number <= max ? number : undefined;
}

/** Go's `byte`, which its errors call uint8. */
export const goByte = goNumber("uint8", 0, 0xff);
/** Go's `uint16`. */
export const goUint16 = goNumber("uint16", 0, 0xffff);
/** Go's `uint32`. */
export const goUint32 = goNumber("uint32", 0, 0xffffffff);
/** Go's `int16`. */
export const goInt16 = goNumber("int16", -0x8000, 0x7fff);
/** Go's `int32`. */
export const goInt32 = goNumber("int32", -0x80000000, 0x7fffffff);
/** Go's `uint64`. */
export const goUint64 = goWide("uint64", 0n, (1n << 64n) - 1n);
/** Go's `int64`. */
export const goInt64 = goWide("int64", -(1n << 63n), (1n << 63n) - 1n);
/** Go's `int`. */
export const goInt: GoType<string> = goWide("int", -(1n << 63n), (1n << 63n) - 1n);

/** The number that a text is, digits alone, where it fits into 32 bits without a sign. */
export function uint32Of(text: string): number | undefined {
  const number = wholeOf(text, 0n, 0xffffffffn);
  return number === undefined ? undefined : Number(number);
}

/** Go's `float32`. */
export const goFloat32 = goFloat("float32", (number) => Math.fround(number));
/** Go's `float64`. */
export const goFloat64 = goFloat("float64", (number) => number);

function goFloat(name: string, round: (number: number) => number): GoType<number> {
  return {
    name,
    zero: () => 0,
    decode(value, before, run) {
      if (value.isNull) return before;
      const isNumber = value.node.type === "number";
      const number = Number(value.text);
      if (isNumber && Number.isFinite(round(number))) return number;
      run.mismatch(value, name, "a number", isNumber ? `number ${value.text}` : undefined);
      return before;
    },
  };
}

/** Go's `[]byte`: base64 with padding, or a list of numbers. Undefined is nil. */
export const goBytes: GoType<Buffer | undefined> = {
  name: "[]uint8",
  zero: () => undefined,
  decode(value, before, run) {
    if (value.isNull) return undefined;
    if (value.node.type === "array")
      return Buffer.from(value.asList().map((item) => goByte.decode(item, 0, run)));
    if (value.node.type !== "string") {
      run.mismatch(value, "[]uint8", "base64, or a list of numbers up to 255");
      return before;
    }
    const read = goBase64(value.asString());
    if (read.kind === "bytes") return read.bytes;
    run.note(value, "base64 with padding, or a list of numbers up to 255", read.text);
    return before;
  },
};
