import type { JsonObject } from "../../../../contract/json.js";
import { text } from "./go-scalars.js";
import { struct, type Read } from "./go-shape.js";
import { parseRangeText, range } from "./go-special.js";
import { refuse, within, type Words } from "./words.js";

/** Settings of the mask that cuts TCP to pieces. */
export const fragmentShape = struct("FragmentMask", {
  packets: text,
  length: range,
  delay: range,
  maxSplit: range,
});

/** The fields of `xray.transport.internet.finalmask.fragment.Config`. */
export function fragment(read: Read<typeof fragmentShape>, words: Words): JsonObject {
  const { length, delay, maxSplit } = read;
  const [packetsFrom, packetsTo] = readPackets(read, words);
  if (length.from === 0) {
    const text = "LengthMin can't be 0";
    throw refuse(read.where("length"), words, text, 'write a range, as "100-200"');
  }
  return {
    packetsFrom: packetsFrom.toString(),
    packetsTo: packetsTo.toString(),
    lengthMin: String(length.from),
    lengthMax: String(length.to),
    delayMin: String(delay.from),
    delayMax: String(delay.to),
    maxSplitMin: String(maxSplit.from),
    maxSplitMax: String(maxSplit.to),
  };
}

function readPackets(read: Read<typeof fragmentShape>, words: Words): readonly [bigint, bigint] {
  const { packets } = read;
  if (packets === "") return [0n, 0n];
  if (packets.toLowerCase() === "tlshello") return [0n, 1n];
  const bad = (at: Words, text: string) =>
    refuse(read.where("packets"), at, text, 'write "tlshello" or a range, as "1-3"');
  const found = parseRangeText(packets);
  if (found === undefined) {
    throw bad(within(words, "Invalid PacketsFrom"), `invalid range string: ${packets}`);
  }
  if (found[0] === 0n) throw bad(words, "PacketsFrom can't be 0");
  return found;
}
