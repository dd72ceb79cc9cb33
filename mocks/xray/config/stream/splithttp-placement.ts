import type { JsonObject } from "../../../../contract/json.js";
import type { Failure } from "../decoding/go-type.js";
import { at } from "../decoding/struct.js";
import type { SplitHttp } from "./splithttp-shape.js";
import { refuse } from "./words.js";

/** Where xhttp puts padding, session, sequence number and data, with their defaults. */
export function readPlacements(settings: SplitHttp, mode: string, words: Failure): JsonObject {
  const choose = (
    field: keyof SplitHttp,
    what: string,
    preset: string,
    others: readonly string[],
  ): string => {
    const written = settings[field] as string;
    if (written === "") return preset;
    if (written === preset || others.includes(written)) return written;
    throw refuse(
      at(settings, field),
      words,
      `unsupported ${what}: ${written}`,
      `write one of ${[preset, ...others].join(", ")}`,
    );
  };
  // In the order in which the original looks at them.
  const paddings = ["cookie", "header", "query"];
  const xPaddingPlacement = choose(
    "xPaddingPlacement",
    "padding placement",
    "queryInHeader",
    paddings,
  );
  const xPaddingMethod = choose("xPaddingMethod", "padding method", "repeat-x", ["tokenish"]);
  const inPacket = ["cookie", "header"];
  const uplinkDataPlacement = choose("uplinkDataPlacement", "uplink data placement", "auto", [
    "body",
    ...inPacket,
  ]);
  if (inPacket.includes(uplinkDataPlacement) && mode !== "packet-up") {
    throw refuse(
      at(settings, "uplinkDataPlacement"),
      words,
      `UplinkDataPlacement can be ${uplinkDataPlacement} only in packet-up mode`,
      'write "mode": "packet-up"',
    );
  }
  const uplinkHTTPMethod = (settings.uplinkHTTPMethod || "POST").toUpperCase();
  if (uplinkHTTPMethod === "GET" && mode !== "packet-up") {
    throw refuse(
      at(settings, "uplinkHTTPMethod"),
      words,
      "uplinkHTTPMethod can be GET only in packet-up mode",
      'write "mode": "packet-up"',
    );
  }
  const others = ["cookie", "header", "query"];
  const sessionPlacement = choose("sessionPlacement", "session placement", "path", others);
  const seqPlacement = choose("seqPlacement", "seq placement", "path", others);
  return {
    xPaddingKey: settings.xPaddingKey || "x_padding",
    xPaddingHeader: settings.xPaddingHeader || "X-Padding",
    xPaddingPlacement,
    xPaddingMethod,
    uplinkHTTPMethod,
    sessionPlacement,
    sessionKey: settings.sessionKey || keyFor(sessionPlacement, "x_session", "X-Session"),
    seqPlacement,
    seqKey: settings.seqKey || keyFor(seqPlacement, "x_seq", "X-Seq"),
    uplinkDataPlacement,
    uplinkDataKey: settings.uplinkDataKey || keyFor(uplinkDataPlacement, "x_data", "X-Data"),
  };
}

function keyFor(placement: string, plain: string, header: string): string {
  if (placement === "cookie" || placement === "query") return plain;
  return placement === "header" || placement === "auto" ? header : "";
}
