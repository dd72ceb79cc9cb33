import type { ConfigValue } from "../config-value.js";
import { decodeBase64 } from "./go-bytes.js";
import { mismatch, rawText } from "./go-mismatch.js";
import type { GoPlace, Shape } from "./go-shape.js";

/** A string; null reads as "". */
export const text: Shape<string> = textOf("string");

/** A string of a named Go type. */
export function textOf(type: string): Shape<string> {
  return {
    type,
    read: (value, at) => {
      if (!value.isNull && value.node.type !== "string") throw mismatch(value, at, type);
      return value.asString();
    },
    absent: () => "",
  };
}

/** A boolean; null reads as false. */
export const flag: Shape<boolean> = {
  type: "bool",
  read: (value, at) => {
    if (!value.isNull && value.node.type !== "boolean") throw mismatch(value, at, "bool");
    return value.asBoolean();
  },
  absent: () => false,
};

/** Whole numbers of up to 32 bits. */
export const uint8 = small("uint8", 0, 255);
export const uint16 = small("uint16", 0, 65535);
export const uint32 = small("uint32", 0, 0xffffffff);
export const int16 = small("int16", -0x8000, 0x7fff);
export const int32 = small("int32", -0x80000000, 0x7fffffff);

/** Whole numbers of 64 bits, in decimal as protobuf's JSON form has them. */
export const uint64 = wide("uint64", 0n, (1n << 64n) - 1n);
export const int64 = wide("int64", -(1n << 63n), (1n << 63n) - 1n);

function small(type: string, min: number, max: number): Shape<number> {
  return {
    type,
    read: (value, at) => Number(whole(value, at, type, BigInt(min), BigInt(max))),
    absent: () => 0,
  };
}

function wide(type: string, min: bigint, max: bigint): Shape<string> {
  return {
    type,
    read: (value, at) => whole(value, at, type, min, max).toString(),
    absent: () => "0",
  };
}

function whole(value: ConfigValue, at: GoPlace, type: string, min: bigint, max: bigint): bigint {
  if (value.isNull) return 0n;
  const digits = rawText(value);
  const fits = type.startsWith("u") ? /^\d+$/ : /^-?\d+$/;
  if (value.node.type !== "number" || !fits.test(digits)) throw mismatch(value, at, type);
  const number = BigInt(digits);
  if (number < min || number > max) throw mismatch(value, at, type);
  return number;
}

/** A value that is read later: undefined where it is absent. Null is a value. */
export const raw: Shape<ConfigValue | undefined> = {
  type: "json.RawMessage",
  read: (value) => value,
  absent: () => undefined,
};

/** Bytes: base64, or a list of numbers. */
export const bytes: Shape<Buffer> = {
  type: "[]uint8",
  read: (value, at) => {
    if (value.isNull) return Buffer.alloc(0);
    if (value.node.type === "array") {
      return Buffer.from(value.asList().map((item) => uint8.read(item, at)));
    }
    if (value.node.type !== "string") throw mismatch(value, at, "[]uint8");
    const decoded = decodeBase64(value.asString());
    if (typeof decoded === "string") {
      throw value.refused(
        `is ${value.shown}`,
        "write base64 or a list of bytes",
        at.words(decoded),
      );
    }
    return decoded;
  },
  absent: () => Buffer.alloc(0),
};
