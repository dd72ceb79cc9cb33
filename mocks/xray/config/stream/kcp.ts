import type { JsonObject } from "../../../../contract/json.js";
import { flag, raw, text, uint32 } from "./go-scalars.js";
import { pointer, struct, type Read } from "./go-shape.js";
import { type Words, refuse, removedFeature } from "./words.js";

/** `kcpSettings`. */
export const kcpShape = struct("KCPConfig", {
  mtu: pointer(uint32),
  tti: pointer(uint32),
  uplinkCapacity: pointer(uint32),
  downlinkCapacity: pointer(uint32),
  congestion: pointer(flag),
  readBufferSize: pointer(uint32),
  writeBufferSize: pointer(uint32),
  header: raw,
  seed: pointer(text),
});

const mebibyte = 1024 * 1024;

/** The fields of `xray.transport.internet.kcp.Config`. */
export function buildKcp(kcp: Read<typeof kcpShape>, words: Words): JsonObject {
  const { tti } = kcp;
  if (tti !== undefined && (tti < 10 || tti > 5000)) {
    throw refuse(kcp.where("tti"), words, `invalid mKCP TTI: ${tti}`, "write 10 to 5000");
  }
  const gone = kcp.header === undefined ? "seed" : "header";
  if (kcp.header !== undefined || kcp.seed !== undefined) {
    throw kcp
      .where(gone)
      .refused(
        "is no longer there",
        "write it in finalmask.udp",
        words(
          removedFeature(
            "mkcp header & seed",
            "finalmask/udp header-* & mkcp-original & mkcp-aes128gcm",
          ),
        ),
      );
  }
  return {
    ...value("mtu", kcp.mtu),
    ...value("tti", tti),
    ...value("uplinkCapacity", kcp.uplinkCapacity),
    ...value("downlinkCapacity", kcp.downlinkCapacity),
    congestion: kcp.congestion ?? false,
    ...buffer("writeBuffer", kcp.writeBufferSize),
    ...buffer("readBuffer", kcp.readBufferSize),
  };
}

function value(name: string, number: number | undefined): JsonObject {
  return number === undefined ? {} : { [name]: { value: number } };
}

/** Sizes are in MiB, counted in 32 bits; 0 is 512 KiB. */
function buffer(name: string, size: number | undefined): JsonObject {
  if (size === undefined) return {};
  return { [name]: { size: size === 0 ? mebibyte / 2 : Math.imul(size, mebibyte) >>> 0 } };
}
