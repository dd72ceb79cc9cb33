import type { JsonObject } from "../../../contract/json.js";
import type { InboundHandler, Message } from "../../../contract/xray/message.js";
import { readAddress } from "./addresses.js";
import type { OriginalRefusal } from "./config-error.js";
import { createFailure } from "./config-source.js";
import type { ConfigObject, ConfigValue } from "./config-value.js";
import { canonical } from "./canonical.js";
import { inboundReaders, otherInbounds } from "./inbound-settings.js";
import { inboundKeys } from "./known-keys.js";
import { readPorts } from "./ports.js";
import { emptyObject } from "./empty-object.js";
import { readStreamSettings } from "./stream-settings.js";

/** Reads `inbounds`: the handlers as ListInbounds of the original shows them. */
export function readInbounds(list: readonly ConfigValue[]): readonly InboundHandler[] {
  const tags = new Set<string>();
  return list.map((value) => {
    const handler = readInbound(value);
    if (handler.tag !== "" && tags.has(handler.tag)) {
      throw value.refused(
        `has the tag "${handler.tag}", which an earlier inbound has`,
        "give each inbound a tag of its own",
        createFailure(`app/proxyman/inbound: existing tag found: ${handler.tag}`),
      );
    }
    tags.add(handler.tag);
    return handler;
  });
}

function readInbound(value: ConfigValue): InboundHandler {
  const inbound = value.asObject(inboundKeys);
  const tag = inbound.string("tag");
  const failure = (text: string): OriginalRefusal =>
    value.source.loadFailure(`infra/conf: failed to build inbound config with tag ${tag}`, text);
  const place = readPlace(inbound, failure);
  const stream = inbound.get("streamsettings");
  const streamSettings =
    stream === undefined ? {} : { streamSettings: readStreamSettings(stream, failure) };
  const proxy = readProxy(inbound, failure);
  const followRedirect = "fields" in proxy && proxy.fields["followRedirect"] === true;
  return {
    tag,
    receiver: canonical({
      type: "xray.app.proxyman.ReceiverConfig",
      fields: { ...place, ...streamSettings, receiveOriginalDestination: followRedirect },
    }),
    proxy: canonical(proxy),
  };
}

function readPlace(inbound: ConfigObject, failure: (text: string) => OriginalRefusal): JsonObject {
  const listen = inbound.get("listen");
  const port = inbound.get("port");
  const withPort = (original: string): JsonObject => {
    if (port === undefined) {
      throw inbound.self.refused("has no port", 'write "port": 1080', failure(original));
    }
    return { portList: readPorts(port) };
  };
  if (listen === undefined) {
    return withPort("infra/conf: Listen on AnyIP but no Port(s) set in InboundDetour.");
  }
  const address = readAddress(listen);
  const domain = address["domain"];
  if (typeof domain === "string" && domain !== "localhost") {
    if (domain.startsWith("/") || domain.startsWith("@")) {
      throw listen.unsupported(
        "as a unix socket is not supported by this version of nodeproof",
        "write an address, as 127.0.0.1, and a port",
      );
    }
    throw listen.refused(
      `is ${listen.shown}, which is no address`,
      "write an address, as 127.0.0.1, or localhost",
      domain === ""
        ? { exit: 2 }
        : failure(`infra/conf: unable to listen on domain address: ${domain}`),
    );
  }
  const ports = withPort("infra/conf: Listen on specific ip without port in InboundDetour.");
  return { listen: address, ...ports };
}

function readProxy(inbound: ConfigObject, failure: (text: string) => OriginalRefusal): Message {
  const written = inbound.string("protocol");
  const protocol = written.toLowerCase();
  const at = inbound.get("protocol") ?? inbound.self;
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
  const settings = inbound.get("settings") ?? emptyObject(inbound.self);
  return read(settings, (text) =>
    failure(`infra/conf: failed to build inbound handler for protocol ${written} > ${text}`),
  );
}
