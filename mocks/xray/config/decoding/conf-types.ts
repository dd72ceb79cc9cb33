import type { Json, JsonObject } from "../../../../contract/json.js";
import { parseAddress, withEnvironment } from "../addresses.js";
import { goList } from "./composites.js";
import { type GoType, tryGo } from "./go-type.js";
import { goString, goStringOf } from "./scalars.js";
import { parseRange } from "./texts.js";

/** An address as `xray.common.net.IPOrDomain`. `env:NAME` is read from the environment. */
export const goAddress: GoType<JsonObject> = {
  name: "conf.Address",
  zero: () => ({}),
  decode(value, _before, run) {
    const words = (text: string) => `infra/conf: invalid address: ${value.text} > ${text}`;
    return parseAddress(withEnvironment(run.apart(goString, value, words)));
  },
};

/** The name of one network as it is written. */
export const goNetwork = goStringOf("conf.Network");

/** Names: a list, or one text with commas; null has none. */
export const goStringList: GoType<readonly string[]> = {
  name: "conf.StringList",
  zero: () => [],
  decode(value, _before, run) {
    if (value.node.type === "string") return value.asString().split(",");
    const list = tryGo(goList(goString), value);
    if (list !== undefined) return list.read;
    const text = `infra/conf: unknown format of a string list: ${value.text}`;
    throw run.error(value, 'a list of strings, or one string as "a,b"', text);
  },
};

/** A name as `xray.common.net.Network`. One that is none becomes Unknown without a complaint. */
export function networkOf(name: string): Json {
  const network = name.toUpperCase();
  return ["TCP", "UDP", "UNIX"].includes(network) ? network : "Unknown";
}

/** TCP where nothing is written. */
export function networksOf(names: readonly string[] | undefined): readonly Json[] {
  return names?.map(networkOf) ?? ["TCP"];
}

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
export const goRange: GoType<Range> = {
  name: "conf.Int32Range",
  zero: () => ordered(0, 0),
  decode(value, _before, run) {
    const range =
      value.node.type === "string" ? parseRange(value.asString()) : wholeRange(value.text);
    if (range !== undefined) {
      // What a text says beyond 32 bits is cut off.
      const [left = 0, right = 0] = [range.from, range.to].map((end) =>
        Number(BigInt.asIntN(32, end)),
      );
      return ordered(left, right);
    }
    const text =
      'infra/conf: Invalid integer range, expected either string of form "1-2" or plain integer.';
    throw run.error(value, 'a number, or a range as "1-2"', text);
  },
};

function ordered(left: number, right: number): Range {
  return { left, right, from: Math.min(left, right), to: Math.max(left, right) };
}

function wholeRange(text: string): { readonly from: bigint; readonly to: bigint } | undefined {
  if (text === "null") return { from: 0n, to: 0n };
  if (!/^-?\d+$/.test(text)) return undefined;
  const number = BigInt(text);
  return BigInt.asIntN(32, number) === number ? { from: number, to: number } : undefined;
}
