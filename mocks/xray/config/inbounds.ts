import type { JsonObject } from "../../../contract/json.js";
import type { InboundHandler, Message } from "../../../contract/xray/message.js";
import { canonical } from "./canonical.js";
import { goPointer, goRaw } from "./decoding/composites.js";
import { goAddress } from "./decoding/conf-types.js";
import type { Failure, Read } from "./decoding/go-type.js";
import { goPortList, portListFields } from "./decoding/port-list.js";
import { goString } from "./decoding/scalars.js";
import { at, goStruct } from "./decoding/struct.js";
import { emptyObject } from "./empty-object.js";
import { inboundReaders } from "./inbound-settings.js";
import { below } from "./settings.js";
import { goSniffing, readSniffing } from "./sniffing.js";
import { streamType } from "./stream-settings.js";
import { within } from "./stream/words.js";

/** One of `inbounds`. */
export const inboundType = goStruct("conf.InboundDetourConfig", {
  protocol: goString,
  port: goPointer(goPortList),
  listen: goPointer(goAddress),
  settings: goPointer(goRaw),
  tag: goString,
  streamSettings: goPointer(streamType),
  sniffing: goPointer(goSniffing),
});

type Inbound = Read<typeof inboundType>;

/** Makes the handlers of `inbounds` as ListInbounds of the original shows them. */
export function buildInbounds(list: readonly Inbound[]): readonly InboundHandler[] {
  return list.map(buildInbound);
}

function buildInbound(inbound: Inbound): InboundHandler {
  const { tag, streamSettings, sniffing } = inbound;
  const words: Failure = (text) =>
    at(inbound).source.loadFailure(
      `infra/conf: failed to build inbound config with tag ${tag}`,
      text,
    );
  const place = readPlace(inbound, words);
  const receiver = {
    ...place,
    ...(streamSettings === undefined ? {} : { streamSettings: streamSettings(words) }),
    ...(sniffing === undefined
      ? {}
      : {
          sniffingSettings: readSniffing(
            sniffing,
            within(words, "failed to build sniffing config"),
          ),
        }),
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
function readPlace(inbound: Inbound, words: Failure): JsonObject {
  const { listen, port } = inbound;
  // A tun has a network interface instead; the original looks at neither.
  if (inbound.protocol.toLowerCase() === "tun") return {};
  const withPort = (original: string): JsonObject => {
    if (port === undefined) {
      throw at(inbound).refused("has no port", 'write "port": 1080', words(original));
    }
    return { portList: portListFields(port) };
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
  const value = at(inbound, "listen");
  throw value.refused(
    `is ${value.shown}, which is no address`,
    "write an address, as 127.0.0.1, or localhost, or the path of a unix socket",
    domain === ""
      ? { exit: 2 }
      : words(`infra/conf: unable to listen on domain address: ${domain}`),
  );
}

function readProxy(inbound: Inbound, failure: Failure): Message {
  const written = inbound.protocol;
  const protocol = written.toLowerCase();
  const load = below(
    failure,
    `infra/conf: failed to load inbound detour config for protocol ${written}`,
  );
  const build = below(
    failure,
    `infra/conf: failed to build inbound handler for protocol ${written}`,
  );
  const read = inboundReaders.get(protocol);
  if (read === undefined) {
    throw at(inbound, "protocol").refused(
      written === "" ? "has no protocol" : `"${written}" is no inbound protocol of Xray`,
      `write one of ${[...inboundReaders.keys()].join(", ")}`,
      load(`infra/conf: unknown config id: ${protocol}`),
    );
  }
  return read(inbound.settings ?? emptyObject(at(inbound)), build, load);
}
