import type { JsonObject } from "../../../../contract/json.js";
import { flag, text } from "./go-scalars.js";
import { struct, type Read } from "./go-shape.js";
import { refuse, within, type Words } from "./words.js";

/** `proxySettings` of an outbound. */
export const proxySettingsShape = struct("ProxyConfig", { tag: text, transportLayer: flag });

type ProxySettings = Read<typeof proxySettingsShape>;

/** Refuses proxySettings beside a `dialerProxy`. */
export function checkChain(proxy: ProxySettings, dialerProxy: string, words: Words): void {
  if (proxy.tag === "" || dialerProxy === "") return;
  throw refuse(
    proxy.where("tag"),
    words,
    "proxySettings.tag is conflicted with sockopt.dialerProxy",
    "write one of the two",
    `is ${proxy.where("tag").shown} beside sockopt.dialerProxy`,
  );
}

/** What a sender has of its stream and its proxySettings; with `transportLayer` these are the stream's dialerProxy. */
export function chain(
  proxy: ProxySettings | undefined,
  stream: JsonObject | undefined,
  words: Words,
): JsonObject {
  const streamSettings = stream === undefined ? {} : { streamSettings: stream };
  if (proxy === undefined) return streamSettings;
  const { tag, transportLayer } = proxy;
  if (tag === "") {
    throw refuse(
      proxy.where("tag"),
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
