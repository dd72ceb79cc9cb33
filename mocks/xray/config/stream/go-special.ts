import type { JsonObject } from "../../../../contract/json.js";
import { parseAddress, withEnvironment } from "../addresses.js";
import type { ConfigValue } from "../config-value.js";
import { mismatchText, rawText, readOf } from "./go-mismatch.js";
import type { Shape } from "./go-shape.js";

/** A list of strings, or one string with commas. */
export const stringList: Shape<readonly string[]> = {
  type: "conf.StringList",
  read: (value, at) => {
    const { type, children = [] } = value.node;
    if (value.isNull) return [];
    if (type === "array" && children.every((c) => c.type === "string" || c.type === "null")) {
      return value.asList().map((item) => item.asString());
    }
    if (type === "string") return value.asString().split(",");
    throw value.refused(
      `is ${value.shown}`,
      "write a list of strings, or one string with commas",
      at.words(`infra/conf: unknown format of a string list: ${rawText(value)}`),
    );
  },
  absent: () => [],
};

/** An address as `xray.common.net.IPOrDomain`; `env:NAME` is read from the environment. */
export const address: Shape<JsonObject> = {
  type: "conf.Address",
  read: (value, at) => {
    if (!value.isNull && value.node.type !== "string") {
      const inner = mismatchText(value, { struct: "", fields: [] }, "string");
      throw value.refused(
        `is ${value.shown}`,
        "write a string",
        at.words(`infra/conf: invalid address: ${rawText(value)} > ${inner}`, readOf(value)),
      );
    }
    return parseAddress(withEnvironment(value.asString()));
  },
  absent: () => ({}),
};

/** A range of whole numbers of 32 bits. */
export interface Range {
  /** As written. */
  readonly left: number;
  readonly right: number;
  /** The lesser. */
  readonly from: number;
  readonly to: number;
}

/** A whole number, `"1"` or `"1-2"`; negative ones too. */
export const range: Shape<Range> = {
  type: "conf.Int32Range",
  read: (value, at) => {
    const found = parseRange(value);
    if (found === undefined) {
      throw value.refused(
        `is ${value.shown}`,
        'write a whole number or a range, as "1-2"',
        at.words(
          'infra/conf: Invalid integer range, expected either string of form "1-2" or plain integer.',
        ),
      );
    }
    return ordered(...found);
  },
  absent: () => ordered(0, 0),
};

function ordered(left: number, right: number): Range {
  return { left, right, from: Math.min(left, right), to: Math.max(left, right) };
}

function parseRange(value: ConfigValue): readonly [number, number] | undefined {
  if (value.isNull) return [0, 0];
  if (value.node.type === "string") {
    const found = parseRangeText(value.asString());
    // The original cuts what it read as 64 bits down to 32.
    return found && [Number(BigInt.asIntN(32, found[0])), Number(BigInt.asIntN(32, found[1]))];
  }
  const digits = rawText(value);
  if (value.node.type !== "number" || !/^-?\d+$/.test(digits)) return undefined;
  const number = Number(digits) + 0;
  return number < -0x80000000 || number > 0x7fffffff ? undefined : [number, number];
}

/** Both ends of `"1"`, `"1-2"` or `"-2--1"`; 0 of "". Undefined for anything else. */
export function parseRangeText(text: string): readonly [bigint, bigint] | undefined {
  if (text === "") return [0n, 0n];
  const single = goWhole(text);
  if (single !== undefined) return [single, single];
  const dash = text.indexOf("-", text.startsWith("-") ? 1 : 0);
  if (dash === -1) return undefined;
  const [left, right] = [goWhole(text.slice(0, dash)), goWhole(text.slice(dash + 1))];
  return left === undefined || right === undefined ? undefined : [left, right];
}

/** A whole number of 64 bits as Go's `strconv.Atoi` reads it. */
export function goWhole(text: string): bigint | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const number = BigInt(text.replace("+", ""));
  return number === BigInt.asIntN(64, number) ? number : undefined;
}
