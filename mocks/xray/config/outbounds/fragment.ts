import type { JsonObject } from "../../../../contract/json.js";
import { goPointer } from "../decoding/composites.js";
import { goRange } from "../decoding/conf-types.js";
import type { Failure } from "../decoding/go-type.js";
import { goString } from "../decoding/scalars.js";
import { at, goStruct, type Struct } from "../decoding/struct.js";
import { readPackets } from "../packets.js";

const shape = {
  packets: goString,
  length: goPointer(goRange),
  interval: goPointer(goRange),
  maxSplit: goPointer(goRange),
};

/** `fragment` of a freedom outbound. */
export const goFragment = goStruct("conf.Fragment", shape);
type Fragment = Struct<typeof shape>;

/** `fragment` as `xray.proxy.freedom.Fragment`. */
export function readFragment(fragment: Fragment, failure: Failure): JsonObject {
  const refuse = (key: keyof Fragment, text: string) =>
    at(fragment, key).refused(
      `has no usable ${key}`,
      'write a number, or a range as "1-2"',
      failure(`infra/conf: ${text}`),
    );
  const packets = readPackets(fragment, failure);
  const { length, interval, maxSplit = { from: 0, to: 0 } } = fragment;
  if (length === undefined) throw refuse("length", "Length can't be empty");
  if (length.from === 0) throw refuse("length", "LengthMin can't be 0");
  if (interval === undefined) throw refuse("interval", "Interval can't be empty");
  return {
    packetsFrom: uint64(packets.from),
    packetsTo: uint64(packets.to),
    lengthMin: uint64(length.from),
    lengthMax: uint64(length.to),
    intervalMin: uint64(interval.from),
    intervalMax: uint64(interval.to),
    maxSplitMin: uint64(maxSplit.from),
    maxSplitMax: uint64(maxSplit.to),
  };
}

/** A number as the original puts it into 64 bits without a sign: -1 becomes the greatest. */
export function uint64(number: number | bigint): string {
  return BigInt.asUintN(64, BigInt(number)).toString();
}
