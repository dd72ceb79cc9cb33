import type { Json, JsonObject } from "../../../../contract/json.js";
import { parseAddress, withEnvironment } from "../addresses.js";
import { goPointer } from "./composites.js";
import { kindOf, rawText, type GoType } from "./go-type.js";
import { goString } from "./scalars.js";
import { parseRange } from "./texts.js";

/** An address as `xray.common.net.IPOrDomain`; undefined where none is written. `env:NAME` is read from the environment. */
export const goAddress: GoType<JsonObject | undefined> = goPointer<JsonObject>({
  name: "conf.Address",
  zero: () => ({}),
  decode(value, _before, run) {
    if (value.node.type !== "string") {
      const problem = `json: cannot unmarshal ${kindOf(value)} into Go value of type string`;
      const text = `infra/conf: invalid address: ${rawText(value)} > ${problem}`;
      throw run.error(value, "an address in quotes", text);
    }
    return parseAddress(withEnvironment(value.asString()));
  },
});

/** The name of one network as it is written. */
export const goNetwork = goString("conf.Network");

/** Names, of networks say: a list, or one text with commas; undefined where nothing is written. */
export const goStringList: GoType<readonly string[] | undefined> = goPointer<readonly string[]>({
  name: "conf.StringList",
  zero: () => [],
  decode(value, _before, run) {
    const items = value.node.type === "array" ? value.asList() : undefined;
    if (items?.every((item) => item.isNull || item.node.type === "string"))
      return items.map((item) => item.asString());
    if (value.node.type === "string") return value.asString().split(",");
    const text = `infra/conf: unknown format of a string list: ${rawText(value)}`;
    throw run.error(value, 'a list, or one text as "a,b"', text);
  },
});

/** A name as `xray.common.net.Network`. One that is none becomes Unknown without a complaint. */
export function networkOf(name: string): Json {
  const network = name.toUpperCase();
  return ["TCP", "UDP", "UNIX"].includes(network) ? network : "Unknown";
}

/** TCP where nothing is written. */
export function networksOf(names: readonly string[] | undefined): readonly Json[] {
  return names?.map(networkOf) ?? ["TCP"];
}

/** A range of Go's int32, the lesser end first; undefined where none is written. */
export const goRange: GoType<{ readonly from: number; readonly to: number } | undefined> =
  goPointer<{ readonly from: number; readonly to: number }>({
    name: "conf.Int32Range",
    zero: () => ({ from: 0, to: 0 }),
    decode(value, _before, run) {
      const raw = rawText(value);
      const isText = value.node.type === "string";
      const range = isText ? parseRange(value.asString()) : wholeRange(raw);
      if (range === undefined) {
        const text =
          'infra/conf: Invalid integer range, expected either string of form "1-2" or plain integer.';
        throw run.error(value, 'a number, or a range as "1-2"', text);
      }
      // What a text says beyond 32 bits is cut off.
      const ends = [range.from, range.to].map((end) => Number(BigInt.asIntN(32, end)));
      return { from: Math.min(...ends), to: Math.max(...ends) };
    },
  });

function wholeRange(raw: string): { readonly from: bigint; readonly to: bigint } | undefined {
  if (!/^-?\d+$/.test(raw)) return undefined;
  const number = BigInt(raw);
  return BigInt.asIntN(32, number) === number ? { from: number, to: number } : undefined;
}
