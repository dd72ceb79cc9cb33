import type { JsonObject } from "../../../contract/json.js";
import type { InboundHandler, Message } from "../../../contract/xray/message.js";
import { canonical } from "./canonical.js";
import type { ConfigValue } from "./config-value.js";
import { emptyObject } from "./empty-object.js";
import { inboundReaders, otherInbounds } from "./inbound-settings.js";
import { portList } from "./ports.js";
import { streamShape } from "./stream-settings.js";
import { decodingWords } from "./stream/go-mismatch.js";
import { raw, text } from "./stream/go-scalars.js";
import { pointer, struct, type Read } from "./stream/go-shape.js";
import { address } from "./stream/go-special.js";
import { buildSniffing, sniffingShape } from "./stream/sniffing.js";
import type { Words } from "./stream/words.js";

const inboundShape = struct("InboundDetourConfig", {
  protocol: text,
  port: pointer(portList),
  listen: pointer(address),
  settings: pointer(raw),
  tag: text,
  streamSettings: pointer(streamShape),
  sniffing: pointer(sniffingShape),
});

type Inbound = Read<typeof inboundShape>;

/** Reads `inbounds`: the handlers as ListInbounds of the original shows them. */
export function readInbounds(list: readonly ConfigValue[]): readonly InboundHandler[] {
  // As the original does: all are decoded before the first is built, and built before any is set up.
  const decoded = list.map((value) =>
    inboundShape.read(value, {
      struct: "Config",
      fields: ["inbounds"],
      from: 0,
      words: decodingWords(value.source),
    }),
  );
  return decoded.map(buildInbound);
}

function buildInbound(inbound: Inbound): InboundHandler {
  const { tag, streamSettings, sniffing } = inbound;
  const words: Words = (text) =>
    inbound
      .where()
      .source.loadFailure(`infra/conf: failed to build inbound config with tag ${tag}`, text);
  const place = readPlace(inbound, words);
  const receiver = {
    ...place,
    ...(streamSettings === undefined ? {} : { streamSettings: streamSettings(words) }),
    ...(sniffing === undefined ? {} : { sniffingSettings: buildSniffing(sniffing, words) }),
  };
  const proxy = readProxy(inbound, words);
  const followRedirect = "fields" in proxy && proxy.fields["followRedirect"] === true;
  return {
    tag,
    receiver: canonical({
      type: "xray.app.proxyman.ReceiverConfig",
      fields: { ...receiver, receiveOriginalDestination: followRedirect },
    }),
    proxy: canonical(proxy),
  };
}

/** Address and ports; a unix socket, `/path` or `@name`, has no ports. */
function readPlace(inbound: Inbound, words: Words): JsonObject {
  const { listen, port } = inbound;
  // A tun has a network interface instead; the original looks at neither.
  if (inbound.protocol.toLowerCase() === "tun") return {};
  const withPort = (original: string): JsonObject => {
    if (port === undefined) {
      throw inbound.where().refused("has no port", 'write "port": 1080', words(original));
    }
    return { portList: { range: port.range.map(({ From, To }) => ({ From, To })) } };
  };
  if (listen === undefined) {
    return withPort("infra/conf: Listen on AnyIP but no Port(s) set in InboundDetour.");
  }
  const domain = listen["domain"];
  if (typeof domain !== "string" || domain === "localhost") {
    const ports = withPort("infra/conf: Listen on specific ip without port in InboundDetour.");
    return { listen, ...ports };
  }
  if (domain.startsWith("/") || domain.startsWith("@")) return { listen };
  const value = inbound.where("listen");
  throw value.refused(
    `is ${value.shown}, which is no address`,
    "write an address, as 127.0.0.1, or localhost, or the path of a unix socket",
    domain === ""
      ? { exit: 2 }
      : words(`infra/conf: unable to listen on domain address: ${domain}`),
  );
}

function readProxy(inbound: Inbound, failure: Words): Message {
  const written = inbound.protocol;
  const protocol = written.toLowerCase();
  const at = inbound.where("protocol");
  const known = [...inboundReaders.keys()].join(", ");
  const read = inboundReaders.get(protocol);
  if (read === undefined) {
    if (otherInbounds.includes(protocol)) {
      throw at.unsupported(
        `"${written}" is not supported by this version of nodeproof`,
        `write one of ${known}`,
      );
    }
    throw at.refused(
      written === "" ? "has no protocol" : `"${written}" is no inbound protocol of Xray`,
      `write one of ${known}`,
      failure(
        `infra/conf: failed to load inbound detour config for protocol ${written} > infra/conf: unknown config id: ${protocol}`,
      ),
    );
  }
  const settings = inbound.settings ?? emptyObject(inbound.where());
  return read(settings, (text) =>
    failure(`infra/conf: failed to build inbound handler for protocol ${written} > ${text}`),
  );
}
