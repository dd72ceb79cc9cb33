import type { JsonObject } from "../../../../contract/json.js";
import type { Failure, Read } from "../decoding/go-type.js";
import { goBool, goString } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { refuse, within } from "./words.js";

/** `proxySettings` of an outbound. */
export const proxySettingsType = goStruct("conf.ProxyConfig", {
  tag: goString,
  transportLayer: goBool,
});

type ProxySettings = Read<typeof proxySettingsType>;

/** Refuses proxySettings beside a `dialerProxy`. */
export function checkChain(proxy: ProxySettings, dialerProxy: string, words: Failure): void {
  if (proxy.tag === "" || dialerProxy === "") return;
  throw refuse(
    at(proxy, "tag"),
    words,
    "proxySettings.tag is conflicted with sockopt.dialerProxy",
    "write one of the two",
    `is ${at(proxy, "tag").shown} beside sockopt.dialerProxy`,
  );
}

/** What a sender has of its stream and its proxySettings; with `transportLayer` these are the stream's dialerProxy. */
export function chain(
  proxy: ProxySettings | undefined,
  stream: JsonObject | undefined,
  words: Failure,
): JsonObject {
  const streamSettings = stream === undefined ? {} : { streamSettings: stream };
  if (proxy === undefined) return streamSettings;
  const { tag, transportLayer } = proxy;
  if (tag === "") {
    throw refuse(
      at(proxy, "tag"),
      within(words, "invalid outbound detour proxy settings"),
      "Proxy tag is not set.",
      "write the tag of an outbound",
      "has no tag",
    );
  }
  if (!transportLayer) return { ...streamSettings, proxySettings: { tag } };
  const sockopt = stream?.["socketSettings"] as JsonObject | undefined;
  return { streamSettings: { ...stream, socketSettings: { ...sockopt, dialerProxy: tag } } };
}
