import type { JsonObject } from "../../../../contract/json.js";
import { goPointer, goRaw } from "../decoding/composites.js";
import type { Failure, Read } from "../decoding/go-type.js";
import { goBool, goString, goUint32 } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { refuse, removedFeature } from "./words.js";

/** `kcpSettings`. */
export const kcpType = goStruct("conf.KCPConfig", {
  mtu: goPointer(goUint32),
  tti: goPointer(goUint32),
  uplinkCapacity: goPointer(goUint32),
  downlinkCapacity: goPointer(goUint32),
  congestion: goPointer(goBool),
  readBufferSize: goPointer(goUint32),
  writeBufferSize: goPointer(goUint32),
  header: goRaw,
  seed: goPointer(goString),
});

const mebibyte = 1024 * 1024;

/** The fields of `xray.transport.internet.kcp.Config`. */
export function buildKcp(kcp: Read<typeof kcpType>, words: Failure): JsonObject {
  const { tti } = kcp;
  if (tti !== undefined && (tti < 10 || tti > 5000)) {
    throw refuse(at(kcp, "tti"), words, `invalid mKCP TTI: ${tti}`, "write 10 to 5000");
  }
  const gone = kcp.header === undefined ? "seed" : "header";
  if (kcp.header !== undefined || kcp.seed !== undefined) {
    throw at(kcp, gone).refused(
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
