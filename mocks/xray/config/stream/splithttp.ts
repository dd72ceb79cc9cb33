import type { JsonObject } from "../../../../contract/json.js";
import type { Failure } from "../decoding/go-type.js";
import { at } from "../decoding/struct.js";
import { readPlacements } from "./splithttp-placement.js";
import { rangeFields, type SplitHttp, type SplitHttpWritten } from "./splithttp-shape.js";
import { isHost } from "./websocket.js";
import { refuse, within } from "./words.js";

/** The fields of `xray.transport.internet.splithttp.Config`. */
export function buildSplitHttp(written: SplitHttpWritten, words: Failure): JsonObject {
  const { host, path } = written;
  // It replaces all but host, path and mode; a null too.
  const settings = written.extra?.(within(words, 'Failed to unmarshal "extra".')) ?? written;
  const bad = (field: keyof SplitHttp, text: string, instead: string, found?: string) =>
    refuse(at(settings, field), words, text, instead, found);
  const mode = readMode(written, words);
  if ([...settings.headers.keys()].some(isHost)) {
    const text = `"headers" can't contain "host"`;
    throw bad("headers", text, 'write "host" beside "headers"', "has a host");
  }
  const padding = settings.xPaddingBytes;
  // Ends as written: 0 on both is as good as absent.
  if ((padding.left !== 0 || padding.right !== 0) && (padding.from <= 0 || padding.to <= 0)) {
    throw bad("xPaddingBytes", "xPaddingBytes cannot be disabled", 'write a range, as "100-1000"');
  }
  const placements = readPlacements(settings, mode, words);
  if (settings.serverMaxHeaderBytes < 0) {
    const text = "invalid negative value of maxHeaderBytes";
    throw bad("serverMaxHeaderBytes", text, "write a number of bytes");
  }
  return {
    host,
    path,
    mode,
    headers: Object.fromEntries(settings.headers),
    xPaddingBytes: rangeFields(padding),
    xPaddingObfsMode: settings.xPaddingObfsMode,
    ...placements,
    uplinkChunkSize: rangeFields(settings.uplinkChunkSize),
    noGRPCHeader: settings.noGRPCHeader,
    noSSEHeader: settings.noSSEHeader,
    scMaxEachPostBytes: rangeFields(settings.scMaxEachPostBytes),
    scMinPostsIntervalMs: rangeFields(settings.scMinPostsIntervalMs),
    scMaxBufferedPosts: settings.scMaxBufferedPosts,
    scStreamUpServerSecs: rangeFields(settings.scStreamUpServerSecs),
    serverMaxHeaderBytes: settings.serverMaxHeaderBytes,
    xmux: readXmux(settings, words),
    ...readDownload(settings, mode, words),
  };
}

function readMode(settings: SplitHttp, words: Failure): string {
  const { mode } = settings;
  if (mode === "") return "auto";
  if (["auto", "packet-up", "stream-up", "stream-one"].includes(mode)) return mode;
  throw refuse(
    at(settings, "mode"),
    words,
    `unsupported mode: ${mode}`,
    "write auto, packet-up, stream-up or stream-one",
  );
}

function readXmux({ xmux }: SplitHttp, words: Failure): JsonObject {
  if (xmux.maxConnections.to > 0 && xmux.maxConcurrency.to > 0) {
    throw refuse(
      at(xmux),
      words,
      "maxConnections cannot be specified together with maxConcurrency",
      "write one of the two",
      "has maxConnections and maxConcurrency",
    );
  }
  const ranges = {
    maxConcurrency: xmux.maxConcurrency,
    maxConnections: xmux.maxConnections,
    cMaxReuseTimes: xmux.cMaxReuseTimes,
    hMaxRequestTimes: xmux.hMaxRequestTimes,
    hMaxReusableSecs: xmux.hMaxReusableSecs,
  };
  const empty =
    Object.values(ranges).every(({ left, right }) => left === 0 && right === 0) &&
    xmux.hKeepAlivePeriod === "0";
  const fields = Object.fromEntries(
    Object.entries(ranges).map(([name, range]) => [name, rangeFields(range)]),
  );
  if (!empty) return { ...fields, hKeepAlivePeriod: xmux.hKeepAlivePeriod };
  return {
    ...fields,
    maxConcurrency: { from: 1, to: 1 },
    hMaxRequestTimes: { from: 600, to: 900 },
    hMaxReusableSecs: { from: 1800, to: 3000 },
  };
}

function readDownload(settings: SplitHttp, mode: string, words: Failure): JsonObject {
  const { downloadSettings } = settings;
  if (downloadSettings === undefined) return {};
  if (mode === "stream-one") {
    throw refuse(
      at(settings, "downloadSettings"),
      words,
      'Can not use "downloadSettings" in "stream-one" mode.',
      "remove it, or write another mode",
      "is there in mode stream-one",
    );
  }
  return {
    downloadSettings: downloadSettings(within(words, 'Failed to build "downloadSettings".')),
  };
}
