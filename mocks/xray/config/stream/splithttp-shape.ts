import type { JsonObject } from "../../../../contract/json.js";
import { goMap, goPointer } from "../decoding/composites.js";
import { goRange, type Range } from "../decoding/conf-types.js";
import { decodeGo, type Failure, type GoType } from "../decoding/go-type.js";
import { goBool, goInt32, goInt64, goString } from "../decoding/scalars.js";
import { goStruct, type Struct } from "../decoding/struct.js";
import type { StreamBuilder } from "../stream-settings.js";

const xmuxType = goStruct("conf.XmuxConfig", {
  maxConcurrency: goRange,
  maxConnections: goRange,
  cMaxReuseTimes: goRange,
  hMaxRequestTimes: goRange,
  hMaxReusableSecs: goRange,
  hKeepAlivePeriod: goInt64,
});

const plainFields = {
  host: goString,
  path: goString,
  mode: goString,
  headers: goMap(goString),
  xPaddingBytes: goRange,
  xPaddingObfsMode: goBool,
  xPaddingKey: goString,
  xPaddingHeader: goString,
  xPaddingPlacement: goString,
  xPaddingMethod: goString,
  uplinkHTTPMethod: goString,
  sessionPlacement: goString,
  sessionKey: goString,
  seqPlacement: goString,
  seqKey: goString,
  uplinkDataPlacement: goString,
  uplinkDataKey: goString,
  uplinkChunkSize: goRange,
  noGRPCHeader: goBool,
  noSSEHeader: goBool,
  scMaxEachPostBytes: goRange,
  scMinPostsIntervalMs: goRange,
  scMaxBufferedPosts: goInt64,
  scStreamUpServerSecs: goRange,
  serverMaxHeaderBytes: goInt32,
  xmux: xmuxType,
};

type PlainFields = typeof plainFields & {
  readonly downloadSettings: GoType<StreamBuilder | undefined>;
};

/** A read `xhttpSettings`, or its `extra`. */
export type SplitHttp = Struct<PlainFields>;

/** Reads `extra`, which the original reads only when it builds. */
type Extra = (words: Failure) => SplitHttp;

/** A read `xhttpSettings` with its `extra`. */
export type SplitHttpWritten = SplitHttp & { readonly extra: Extra | undefined };

/** `xhttpSettings` and `splithttpSettings`, given the shape of the streamSettings that they may contain. */
export function splitHttpOf(download: GoType<StreamBuilder>): GoType<SplitHttpWritten> {
  const extra: GoType<Extra | undefined> = {
    name: "json.RawMessage",
    zero: () => undefined,
    decode: (value) => (words) => decodeGo(type, value, words),
  };
  const type = goStruct("conf.SplitHTTPConfig", {
    ...plainFields,
    downloadSettings: goPointer(download),
    extra,
  });
  return type;
}

/** The fields of `xray.transport.internet.splithttp.RangeConfig`. */
export function rangeFields({ from, to }: Range): JsonObject {
  return { from, to };
}
