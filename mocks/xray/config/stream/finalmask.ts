import type { JsonObject } from "../../../../contract/json.js";
import { emptyObject } from "../empty-object.js";
import { raw, text } from "./go-scalars.js";
import { list, pointer, struct, type Read } from "./go-shape.js";
import { rootPlace } from "./load-by-id.js";
import { tcpMasks, udpMasks, type MaskReader } from "./masks.js";
import { buildQuicParams, quicParamsShape } from "./quic-params.js";
import { refuse, within, type Words } from "./words.js";

const maskShape = struct("Mask", { type: text, settings: pointer(raw) });

/** `finalmask`. */
export const finalMaskShape = struct("FinalMask", {
  tcp: list(maskShape),
  udp: list(maskShape),
  quicParams: pointer(quicParamsShape),
});

/** What `xray.transport.internet.StreamConfig` has of it. */
export function buildFinalMask(mask: Read<typeof finalMaskShape>, words: Words): JsonObject {
  return {
    tcpmasks: mask.tcp.map((one) => buildMask(one, tcpMasks, words)),
    udpmasks: mask.udp.map((one) => buildMask(one, udpMasks, words)),
    ...(mask.quicParams === undefined
      ? {}
      : { quicParams: buildQuicParams(mask.quicParams, words) }),
  };
}

function buildMask(
  mask: Read<typeof maskShape>,
  readers: ReadonlyMap<string, MaskReader>,
  outer: Words,
): JsonObject {
  const words = within(outer, `failed to build mask with type ${mask.type}`);
  const id = mask.type.toLowerCase();
  const read = readers.get(id);
  if (read === undefined) {
    const known = `write one of ${[...readers.keys()].join(", ")}`;
    throw refuse(mask.where("type"), words, `unknown config id: ${id}`, known, `is "${mask.type}"`);
  }
  const settings = mask.settings ?? emptyObject(mask.where());
  const { type, fields } = read(settings, rootPlace(settings, words), words);
  return { type: `xray.transport.internet.finalmask.${type}`, fields };
}
