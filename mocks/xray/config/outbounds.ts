import type { JsonObject } from "../../../contract/json.js";
import type { Message, OutboundHandler } from "../../../contract/xray/message.js";
import { parseAddress } from "./addresses.js";
import { canonical } from "./canonical.js";
import { goPointer, goRaw } from "./decoding/composites.js";
import type { Failure, Read } from "./decoding/go-type.js";
import { goString } from "./decoding/scalars.js";
import { at, goStruct } from "./decoding/struct.js";
import { domainStrategy } from "./domain-strategy.js";
import { emptyObject } from "./empty-object.js";
import { outboundReaders } from "./outbound-settings.js";
import { below } from "./settings.js";
import { streamType } from "./stream-settings.js";
import { buildMux, muxType } from "./stream/mux.js";
import { chain, checkChain, proxySettingsType } from "./stream/proxy-settings.js";
import { within } from "./stream/words.js";

/** One of `outbounds`. */
export const outboundType = goStruct("conf.OutboundDetourConfig", {
  protocol: goString,
  sendThrough: goPointer(goString),
  tag: goString,
  settings: goPointer(goRaw),
  streamSettings: goPointer(streamType),
  proxySettings: goPointer(proxySettingsType),
  mux: goPointer(muxType),
  targetStrategy: goString,
});

type Outbound = Read<typeof outboundType>;

/** Makes the handlers of `outbounds` as ListOutbounds of the original shows them. */
export function buildOutbounds(list: readonly Outbound[]): readonly OutboundHandler[] {
  return list.map(buildOutbound);
}

function buildOutbound(outbound: Outbound): OutboundHandler {
  const { tag, streamSettings, proxySettings, mux } = outbound;
  const words: Failure = (text) =>
    at(outbound).source.loadFailure(
      `infra/conf: failed to build outbound config with tag ${tag}`,
      text,
    );
  // In the order in which the original looks at them.
  const targetStrategy = domainStrategy(
    outbound.targetStrategy,
    at(outbound, "targetStrategy"),
    "infra/conf: unsupported target domain strategy",
    words,
  );
  if (proxySettings !== undefined) {
    checkChain(proxySettings, streamSettings?.stream.sockopt?.dialerProxy ?? "", words);
  }
  const via = readSendThrough(outbound, words);
  const stream = streamSettings?.(
    within(words, "failed to build stream settings for outbound detour"),
  );
  const sender = canonical({
    type: "xray.app.proxyman.SenderConfig",
    fields: {
      targetStrategy,
      ...via,
      ...chain(proxySettings, stream, words),
      ...(mux === undefined ? {} : { multiplexSettings: buildMux(mux, words) }),
    },
  });
  return { tag, sender, proxy: canonical(readProxy(outbound, words)) };
}

function readSendThrough(outbound: Outbound, words: Failure): JsonObject {
  const { sendThrough } = outbound;
  if (sendThrough === undefined) return {};
  const [address = "", prefix] = sendThrough.split("/");
  const via = parseAddress(address);
  // A text with a slash is not checked at all: "zzz/99" starts.
  if (prefix !== undefined) return { via, viaCidr: prefix };
  const domain = via["domain"];
  if (typeof domain === "string" && domain !== "origin" && domain !== "srcip") {
    throw at(outbound, "sendThrough").refused(
      `is "${sendThrough}"`,
      'write an address, a CIDR, "origin" or "srcip"',
      words(`infra/conf: unable to send through: ${domain}`),
    );
  }
  return { via };
}

function readProxy(outbound: Outbound, failure: Failure): Message {
  const written = outbound.protocol;
  const protocol = written.toLowerCase();
  const load = below(
    failure,
    `infra/conf: failed to load outbound detour config for protocol ${written}`,
  );
  const build = below(
    failure,
    `infra/conf: failed to build outbound handler for protocol ${written}`,
  );
  const read = outboundReaders.get(protocol);
  if (read === undefined) {
    throw at(outbound, "protocol").refused(
      written === "" ? "has no protocol" : `"${written}" is no outbound protocol of Xray`,
      `write one of ${[...outboundReaders.keys()].join(", ")}`,
      load(`infra/conf: unknown config id: ${protocol}`),
    );
  }
  return read(outbound.settings ?? emptyObject(at(outbound)), build, load);
}
