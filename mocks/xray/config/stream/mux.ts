import type { JsonObject } from "../../../../contract/json.js";
import { flag, int16, text } from "./go-scalars.js";
import { struct, type Read } from "./go-shape.js";
import { refuse, within, type Words } from "./words.js";

/** `mux` of an outbound. */
export const muxShape = struct("MuxConfig", {
  enabled: flag,
  concurrency: int16,
  xudpConcurrency: int16,
  xudpProxyUDP443: text,
});

/** The fields of `xray.app.proxyman.MultiplexingConfig`. */
export function buildMux(mux: Read<typeof muxShape>, words: Words): JsonObject {
  const { enabled, concurrency, xudpConcurrency, xudpProxyUDP443 } = mux;
  if (!["", "reject", "allow", "skip"].includes(xudpProxyUDP443)) {
    throw refuse(
      mux.where("xudpProxyUDP443"),
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
