import type { JsonObject } from "../../../contract/json.js";
import type { Message, OutboundHandler } from "../../../contract/xray/message.js";
import { parseAddress } from "./addresses.js";
import { canonical } from "./canonical.js";
import type { ConfigValue } from "./config-value.js";
import { domainStrategy } from "./domain-strategy.js";
import { emptyObject } from "./empty-object.js";
import { otherOutbounds, outboundReaders } from "./outbound-settings.js";
import { streamShape } from "./stream-settings.js";
import { decodingWords } from "./stream/go-mismatch.js";
import { raw, text } from "./stream/go-scalars.js";
import { pointer, struct, type Read } from "./stream/go-shape.js";
import { buildMux, muxShape } from "./stream/mux.js";
import { chain, checkChain, proxySettingsShape } from "./stream/proxy-settings.js";
import { within, type Words } from "./stream/words.js";

const outboundShape = struct("OutboundDetourConfig", {
  protocol: text,
  sendThrough: pointer(text),
  tag: text,
  settings: pointer(raw),
  streamSettings: pointer(streamShape),
  proxySettings: pointer(proxySettingsShape),
  mux: pointer(muxShape),
  targetStrategy: text,
});

type Outbound = Read<typeof outboundShape>;

/** Reads `outbounds`: the handlers as ListOutbounds of the original shows them. */
export function readOutbounds(list: readonly ConfigValue[]): readonly OutboundHandler[] {
  // As the original does: all are decoded before the first is built, and built before any is set up.
  const decoded = list.map((value) =>
    outboundShape.read(value, {
      struct: "Config",
      fields: ["outbounds"],
      from: 0,
      words: decodingWords(value.source),
    }),
  );
  return decoded.map(buildOutbound);
}

function buildOutbound(outbound: Outbound): OutboundHandler {
  const { tag, streamSettings, proxySettings, mux } = outbound;
  const words: Words = (text) =>
    outbound
      .where()
      .source.loadFailure(`infra/conf: failed to build outbound config with tag ${tag}`, text);
  // In the order in which the original looks at them.
  const targetStrategy = domainStrategy(
    outbound.targetStrategy === "" ? undefined : outbound.where("targetStrategy"),
    "infra/conf: unsupported target domain strategy",
    words,
  );
  if (proxySettings !== undefined) {
    checkChain(proxySettings, streamSettings?.dialerProxy ?? "", words);
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

function readSendThrough(outbound: Outbound, words: Words): JsonObject {
  const { sendThrough } = outbound;
  if (sendThrough === undefined) return {};
  const [address = "", prefix] = sendThrough.split("/");
  const via = parseAddress(address);
  // A text with a slash is not checked at all: "zzz/99" starts.
  if (prefix !== undefined) return { via, viaCidr: prefix };
  const domain = via["domain"];
  if (typeof domain === "string" && domain !== "origin" && domain !== "srcip") {
    throw outbound
      .where("sendThrough")
      .refused(
        `is "${sendThrough}"`,
        'write an address, a CIDR, "origin" or "srcip"',
        words(`infra/conf: unable to send through: ${domain}`),
      );
  }
  return { via };
}

function readProxy(outbound: Outbound, failure: Words): Message {
  const written = outbound.protocol;
  const protocol = written.toLowerCase();
  const at = outbound.where("protocol");
  const known = [...outboundReaders.keys()].join(", ");
  const read = outboundReaders.get(protocol);
  if (read === undefined) {
    if (otherOutbounds.includes(protocol)) {
      throw at.unsupported(
        `"${written}" is not supported by this version of nodeproof`,
        `write one of ${known}`,
      );
    }
    throw at.refused(
      written === "" ? "has no protocol" : `"${written}" is no outbound protocol of Xray`,
      `write one of ${known}`,
      failure(
        `infra/conf: failed to load outbound detour config for protocol ${written} > infra/conf: unknown config id: ${protocol}`,
      ),
    );
  }
  const settings = outbound.settings ?? emptyObject(outbound.where());
  return read(settings, (text) =>
    failure(`infra/conf: failed to build outbound handler for protocol ${written} > ${text}`),
  );
}
