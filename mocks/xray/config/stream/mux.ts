import type { JsonObject } from "../../../../contract/json.js";
import type { Failure, Read } from "../decoding/go-type.js";
import { goBool, goInt16, goString } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { refuse, within } from "./words.js";

/** `mux` of an outbound. */
export const muxType = goStruct("conf.MuxConfig", {
  enabled: goBool,
  concurrency: goInt16,
  xudpConcurrency: goInt16,
  xudpProxyUDP443: goString,
});

/** The fields of `xray.app.proxyman.MultiplexingConfig`. */
export function buildMux(mux: Read<typeof muxType>, words: Failure): JsonObject {
  const { enabled, concurrency, xudpConcurrency, xudpProxyUDP443 } = mux;
  if (!["", "reject", "allow", "skip"].includes(xudpProxyUDP443)) {
    throw refuse(
      at(mux, "xudpProxyUDP443"),
      within(words, "failed to build Mux config"),
      `unknown "xudpProxyUDP443": ${xudpProxyUDP443}`,
      "write reject, allow or skip",
    );
  }
  return {
    enabled,
    concurrency,
    xudpConcurrency,
    xudpProxyUDP443: xudpProxyUDP443 === "" ? "reject" : xudpProxyUDP443,
  };
}
