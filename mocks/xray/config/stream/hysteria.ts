import type { JsonObject } from "../../../../contract/json.js";
import { goMap, goPointer, goRaw } from "../decoding/composites.js";
import { goRange } from "../decoding/conf-types.js";
import type { Failure, Read } from "../decoding/go-type.js";
import { goBool, goInt32, goInt64, goString, goStringOf } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { refuse } from "./words.js";

/** How fast, as `"100 mbps"`. */
export const bandwidth = goStringOf("conf.Bandwidth");

/** Changing ports. */
export const udpHopType = goStruct("conf.UdpHop", { ports: goRaw, interval: goPointer(goRange) });

const masqueradeType = goStruct("conf.Masquerade", {
  type: goString,
  dir: goString,
  url: goString,
  rewriteHost: goBool,
  insecure: goBool,
  content: goString,
  headers: goMap(goString),
  statusCode: goInt32,
});

const moved = "Xray reads it from finalmask.quicParams only";

/** `hysteriaSettings`. */
export const hysteriaType = goStruct(
  "conf.HysteriaConfig",
  {
    version: goInt32,
    auth: goString,
    congestion: goPointer(goString),
    up: goPointer(bandwidth),
    down: goPointer(bandwidth),
    udphop: goPointer(udpHopType),
    udpIdleTimeout: goInt64,
    masquerade: masqueradeType,
  },
  { inert: { congestion: moved, up: moved, down: moved, udphop: moved } },
);

/** The fields of `xray.transport.internet.hysteria.Config`. */
export function buildHysteria(hysteria: Read<typeof hysteriaType>, words: Failure): JsonObject {
  const { version, auth, masquerade } = hysteria;
  if (version !== 2)
    throw refuse(at(hysteria, "version"), words, "version != 2", 'write "version": 2');
  const idle = BigInt(hysteria.udpIdleTimeout);
  if (idle !== 0n && (idle < 2n || idle > 600n)) {
    throw refuse(
      at(hysteria, "udpIdleTimeout"),
      words,
      "UdpIdleTimeout must be between 2 and 600",
      "write 2 to 600 seconds",
    );
  }
  return {
    version,
    auth,
    udpIdleTimeout: idle === 0n ? "60" : idle.toString(),
    masqType: masquerade.type,
    masqFile: masquerade.dir,
    masqUrl: masquerade.url,
    masqUrlRewriteHost: masquerade.rewriteHost,
    masqUrlInsecure: masquerade.insecure,
    masqString: masquerade.content,
    masqStringHeaders: Object.fromEntries(masquerade.headers),
    masqStringStatusCode: masquerade.statusCode,
  };
}
