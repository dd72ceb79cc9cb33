import type { JsonObject } from "../../../../contract/json.js";
import { goRawBase64 } from "../../go/base64.js";
import { goHex } from "../../go/hex.js";
import { goPointer } from "../decoding/composites.js";
import { goRange } from "../decoding/conf-types.js";
import type { Failure } from "../decoding/go-type.js";
import { goString } from "../decoding/scalars.js";
import { at, goStruct, type Struct } from "../decoding/struct.js";
import { badRange, parseRange } from "../decoding/texts.js";
import { uint64 } from "./fragment.js";

const shape = { type: goString, packet: goString, delay: goPointer(goRange), applyTo: goString };

/** One entry of `noises` of a freedom outbound. */
export const goNoise = goStruct("conf.Noise", shape);
type Noise = Struct<typeof shape>;
type Refuse = (key: keyof Noise, instead: string, text: string) => Error;

/** A noise as `xray.proxy.freedom.Noise`. */
export function readNoise(noise: Noise, failure: Failure): JsonObject {
  const refuse: Refuse = (key, instead, text) =>
    at(noise, key).refused(`has no usable ${key}`, instead, failure(`infra/conf: ${text}`));
  const packet = readPacket(noise, noise.packet.trim(), refuse);
  const { delay = { from: 0, to: 0 } } = noise;
  const applyTo = noise.applyTo.toLowerCase();
  if (!["", "ip", "all", "ipv4", "ipv6"].includes(applyTo)) {
    const text = "Invalid applyTo, only ip/ipv4/ipv6 are supported";
    throw refuse("applyTo", 'write "ip", "ipv4" or "ipv6"', text);
  }
  return {
    ...packet,
    delayMin: uint64(delay.from),
    delayMax: uint64(delay.to),
    applyTo: applyTo.startsWith("ipv") ? applyTo : "ip",
  };
}

function readPacket(noise: Noise, text: string, refuse: Refuse): JsonObject {
  switch (noise.type) {
    case "rand": {
      const instead = 'write lengths, as "10-20"';
      const range = parseRange(text);
      if (range === undefined)
        throw refuse("packet", instead, `invalid value for rand Length > ${badRange(text)}`);
      if (range.from === 0n)
        throw refuse("packet", instead, "rand lengthMin or lengthMax cannot be 0");
      return { lengthMin: uint64(range.from), lengthMax: uint64(range.to) };
    }
    case "str":
      return { packet: Buffer.from(text, "utf8").toString("base64") };
    case "hex": {
      const hex = goHex(text);
      if (hex.kind === "bad")
        throw refuse("packet", "write hex digits", `Invalid hex string > ${hex.text}`);
      return { packet: hex.bytes.toString("base64") };
    }
    case "base64": {
      const plain = text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
      const read = goRawBase64(plain, "url");
      if (read.kind === "bad")
        throw refuse("packet", "write base64", `Invalid base64 string > ${read.text}`);
      return { packet: read.bytes.toString("base64") };
    }
    default: {
      const problem = "Invalid packet, only rand/str/hex/base64 are supported";
      throw refuse("type", 'write "rand", "str", "hex" or "base64"', problem);
    }
  }
}
