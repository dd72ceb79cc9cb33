import type { JsonObject } from "../../../../contract/json.js";
import { goRange } from "../decoding/conf-types.js";
import type { Failure, Read } from "../decoding/go-type.js";
import { goString } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { readPackets } from "../packets.js";
import { refuse } from "./words.js";

/** Settings of the mask that cuts TCP to pieces. */
export const fragmentType = goStruct("conf.FragmentMask", {
  packets: goString,
  length: goRange,
  delay: goRange,
  maxSplit: goRange,
});

/** The fields of `xray.transport.internet.finalmask.fragment.Config`. */
export function fragment(read: Read<typeof fragmentType>, words: Failure): JsonObject {
  const { length, delay, maxSplit } = read;
  const packets = readPackets(read, words);
  if (length.from === 0) {
    const text = "LengthMin can't be 0";
    throw refuse(at(read, "length"), words, text, 'write a range, as "100-200"');
  }
  return {
    packetsFrom: packets.from.toString(),
    packetsTo: packets.to.toString(),
    lengthMin: String(length.from),
    lengthMax: String(length.to),
    delayMin: String(delay.from),
    delayMax: String(delay.to),
    maxSplitMin: String(maxSplit.from),
    maxSplitMax: String(maxSplit.to),
  };
}
