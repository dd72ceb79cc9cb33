import type { JsonObject } from "../../../../contract/json.js";
import { flag, int32, int64, raw, text, textOf } from "./go-scalars.js";
import { map, pointer, struct, type Read } from "./go-shape.js";
import { range } from "./go-special.js";
import { refuse, type Words } from "./words.js";

/** How fast, as `"100 mbps"`. */
export const bandwidth = textOf("conf.Bandwidth");

/** Changing ports. */
export const udpHopShape = struct("UdpHop", { ports: raw, interval: pointer(range) });

const masqueradeShape = struct("Masquerade", {
  type: text,
  dir: text,
  url: text,
  rewriteHost: flag,
  insecure: flag,
  content: text,
  headers: map(text),
  statusCode: int32,
});

const moved = { inert: "Xray reads it from finalmask.quicParams only" } as const;

/** `hysteriaSettings`. */
export const hysteriaShape = struct(
  "HysteriaConfig",
  {
    version: int32,
    auth: text,
    congestion: pointer(text),
    up: pointer(bandwidth),
    down: pointer(bandwidth),
    udphop: pointer(udpHopShape),
    udpIdleTimeout: int64,
    masquerade: masqueradeShape,
  },
  { congestion: moved, up: moved, down: moved, udphop: moved },
);

/** The fields of `xray.transport.internet.hysteria.Config`. */
export function buildHysteria(hysteria: Read<typeof hysteriaShape>, words: Words): JsonObject {
  const { version, auth, masquerade } = hysteria;
  if (version !== 2)
    throw refuse(hysteria.where("version"), words, "version != 2", 'write "version": 2');
  const idle = BigInt(hysteria.udpIdleTimeout);
  if (idle !== 0n && (idle < 2n || idle > 600n)) {
    throw refuse(
      hysteria.where("udpIdleTimeout"),
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
