import type { JsonObject } from "../../../../contract/json.js";
import { raw, text } from "./go-scalars.js";
import { list, pointer, struct, type Read } from "./go-shape.js";
import { range } from "./go-special.js";
import { readPacketItem } from "./packet.js";
import { refuse, type Words } from "./words.js";

/** Settings of the mask that sends noise before UDP. */
export const noiseShape = struct("NoiseMask", {
  reset: range,
  noise: list(
    struct("NoiseItem", {
      rand: range,
      randRange: pointer(range),
      type: text,
      packet: raw,
      delay: range,
    }),
  ),
});

/** The fields of `xray.transport.internet.finalmask.noise.Config`. */
export function noise(read: Read<typeof noiseShape>, words: Words): JsonObject {
  for (const { packet, rand, where } of read.noise) {
    if (packet !== undefined && rand.to > 0) {
      const problem = "len(item.Packet) > 0 && item.Rand.To > 0";
      throw refuse(where(), words, problem, "write packet or rand, not both", "has both");
    }
  }
  return {
    resetMin: String(read.reset.from),
    resetMax: String(read.reset.to),
    items: read.noise.map((item) => {
      const { min, max, packet } = readPacketItem(item, words);
      return {
        randMin: String(item.rand.from),
        randMax: String(item.rand.to),
        randRangeMin: min,
        randRangeMax: max,
        packet,
        delayMin: String(item.delay.from),
        delayMax: String(item.delay.to),
      };
    }),
  };
}
