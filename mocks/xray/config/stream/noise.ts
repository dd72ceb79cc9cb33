import type { JsonObject } from "../../../../contract/json.js";
import { goList, goPointer, goRaw } from "../decoding/composites.js";
import { goRange } from "../decoding/conf-types.js";
import type { Failure, Read } from "../decoding/go-type.js";
import { goString } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { readPacketItem } from "./packet.js";
import { refuse } from "./words.js";

/** Settings of the mask that sends noise before UDP. */
export const noiseType = goStruct("conf.NoiseMask", {
  reset: goRange,
  noise: goList(
    goStruct("conf.NoiseItem", {
      rand: goRange,
      randRange: goPointer(goRange),
      type: goString,
      packet: goRaw,
      delay: goRange,
    }),
  ),
});

/** The fields of `xray.transport.internet.finalmask.noise.Config`. */
export function noise(read: Read<typeof noiseType>, words: Failure): JsonObject {
  for (const item of read.noise) {
    const { packet, rand } = item;
    if (packet !== undefined && rand.to > 0) {
      const problem = "len(item.Packet) > 0 && item.Rand.To > 0";
      throw refuse(at(item), words, problem, "write packet or rand, not both", "has both");
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
