import { ConfigError } from "../config-error.js";
import { readXrayConfig } from "../read-config.js";

/** Where a value is written: as stream settings, in an inbound, in an outbound. For tests. */
export type Place = "stream" | "in" | "out";

/** Why a configuration with that value is refused. For tests. */
export function refusal(place: Place, written: unknown): ConfigError {
  const config = {
    stream: { inbounds: [{ protocol: "socks", port: 1, streamSettings: written }] },
    in: { inbounds: [{ protocol: "socks", ...(written as object) }] },
    out: { outbounds: [{ protocol: "freedom", ...(written as object) }] },
  }[place];
  try {
    readXrayConfig(JSON.stringify(config), "core.json");
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error("the configuration was accepted");
}
