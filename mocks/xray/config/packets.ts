import type { Failure } from "./decoding/go-type.js";
import { at } from "./decoding/struct.js";
import { badRange, parseRange } from "./decoding/texts.js";

/** Which packets a `fragment` cuts: both ends, of which "tlshello" has 0 and 1; 0 where none is named. */
interface Packets {
  readonly from: bigint;
  readonly to: bigint;
}

/** Reads `packets` of a `fragment`, of a freedom outbound or of finalmask. Throws a ConfigError. */
export function readPackets(fragment: { readonly packets: string }, failure: Failure): Packets {
  const { packets } = fragment;
  if (packets === "") return { from: 0n, to: 0n };
  if (packets.toLowerCase() === "tlshello") return { from: 0n, to: 1n };
  const refuse = (text: string) =>
    at(fragment, "packets").refused(
      `is "${packets}"`,
      'write "tlshello" or a range, as "1-3"',
      failure(`infra/conf: ${text}`),
    );
  const range = parseRange(packets);
  if (range === undefined) throw refuse(`Invalid PacketsFrom > ${badRange(packets)}`);
  if (range.from === 0n) throw refuse("PacketsFrom can't be 0");
  return range;
}
