import type { JsonObject } from "../../../../contract/json.js";
import { goList, goPointer, goRaw } from "../decoding/composites.js";
import type { Failure, Read } from "../decoding/go-type.js";
import { goString } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { emptyObject } from "../empty-object.js";
import { type MaskReader, tcpMasks, udpMasks } from "./masks.js";
import { buildQuicParams, quicParamsType } from "./quic-params.js";
import { refuse, within } from "./words.js";

const maskType = goStruct("conf.Mask", { type: goString, settings: goPointer(goRaw) });

/** `finalmask`. */
export const finalMaskType = goStruct("conf.FinalMask", {
  tcp: goList(maskType),
  udp: goList(maskType),
  quicParams: goPointer(quicParamsType),
});

/** What `xray.transport.internet.StreamConfig` has of it. */
export function buildFinalMask(mask: Read<typeof finalMaskType>, words: Failure): JsonObject {
  return {
    tcpmasks: mask.tcp.map((one) => buildMask(one, tcpMasks, words)),
    udpmasks: mask.udp.map((one) => buildMask(one, udpMasks, words)),
    ...(mask.quicParams === undefined
      ? {}
      : { quicParams: buildQuicParams(mask.quicParams, words) }),
  };
}

function buildMask(
  mask: Read<typeof maskType>,
  readers: ReadonlyMap<string, MaskReader>,
  outer: Failure,
): JsonObject {
  const words = within(outer, `failed to build mask with type ${mask.type}`);
  const id = mask.type.toLowerCase();
  const read = readers.get(id);
  if (read === undefined) {
    const known = `write one of ${[...readers.keys()].join(", ")}`;
    throw refuse(at(mask, "type"), words, `unknown config id: ${id}`, known, `is "${mask.type}"`);
  }
  const settings = mask.settings ?? emptyObject(at(mask));
  const { type, fields } = read(settings, words);
  return { type: `xray.transport.internet.finalmask.${type}`, fields };
}
