import type { JsonObject } from "../../../../contract/json.js";
import type { StreamBuilder } from "../stream-settings.js";
import { flag, int32, int64, text } from "./go-scalars.js";
import { map, pointer, struct, type Decoded, type Read, type Shape } from "./go-shape.js";
import { range } from "./go-special.js";
import { rootPlace } from "./load-by-id.js";
import type { Words } from "./words.js";

const xmuxShape = struct("XmuxConfig", {
  maxConcurrency: range,
  maxConnections: range,
  cMaxReuseTimes: range,
  hMaxRequestTimes: range,
  hMaxReusableSecs: range,
  hKeepAlivePeriod: int64,
});

const plainFields = {
  host: text,
  path: text,
  mode: text,
  headers: map(text),
  xPaddingBytes: range,
  xPaddingObfsMode: flag,
  xPaddingKey: text,
  xPaddingHeader: text,
  xPaddingPlacement: text,
  xPaddingMethod: text,
  uplinkHTTPMethod: text,
  sessionPlacement: text,
  sessionKey: text,
  seqPlacement: text,
  seqKey: text,
  uplinkDataPlacement: text,
  uplinkDataKey: text,
  uplinkChunkSize: range,
  noGRPCHeader: flag,
  noSSEHeader: flag,
  scMaxEachPostBytes: range,
  scMinPostsIntervalMs: range,
  scMaxBufferedPosts: int64,
  scStreamUpServerSecs: range,
  serverMaxHeaderBytes: int32,
  xmux: xmuxShape,
};

type PlainFields = typeof plainFields & {
  readonly downloadSettings: Shape<StreamBuilder | undefined>;
};

/** A read `xhttpSettings`, or its `extra`. */
export type SplitHttp = Decoded<PlainFields>;

/** Reads `extra`, which the original reads only when it builds. */
type Extra = (words: Words) => SplitHttp;

/** A read `xhttpSettings` with its `extra`. */
export type SplitHttpWritten = SplitHttp & { readonly extra: Extra | undefined };

/** `xhttpSettings` and `splithttpSettings`, given the shape of the streamSettings that they may contain. */
export function splitHttpOf(download: Shape<StreamBuilder>): Shape<SplitHttpWritten> {
  const extra: Shape<Extra | undefined> = {
    type: "json.RawMessage",
    read: (value) => (words) => shape.read(value, rootPlace(value, words)),
    absent: () => undefined,
  };
  const shape = struct("SplitHTTPConfig", {
    ...plainFields,
    downloadSettings: pointer(download),
    extra,
  });
  return shape;
}

/** The fields of `xray.transport.internet.splithttp.RangeConfig`. */
export function rangeFields({ from, to }: Read<typeof range>): JsonObject {
  return { from, to };
}
