import type { JsonObject } from "../../../contract/json.js";
import type { Message, OutboundHandler } from "../../../contract/xray/message.js";
import { parseAddress } from "./addresses.js";
import { canonical } from "./canonical.js";
import type { OriginalRefusal } from "./config-error.js";
import { createFailure } from "./config-source.js";
import type { ConfigObject, ConfigValue } from "./config-value.js";
import { domainStrategy } from "./domain-strategy.js";
import { emptyObject } from "./empty-object.js";
import { outboundKeys } from "./known-keys.js";
import { otherOutbounds, outboundReaders } from "./outbound-settings.js";
import { readStreamSettings } from "./stream-settings.js";

/** Reads `outbounds`: the handlers as ListOutbounds of the original shows them. */
export function readOutbounds(list: readonly ConfigValue[]): readonly OutboundHandler[] {
  const tags = new Set<string>();
  return list.map((value) => {
    const handler = readOutbound(value);
    if (handler.tag !== "" && tags.has(handler.tag)) {
      throw value.refused(
        `has the tag "${handler.tag}", which an earlier outbound has`,
        "give each outbound a tag of its own",
        createFailure(`app/proxyman/outbound: existing tag found: ${handler.tag}`),
      );
    }
    tags.add(handler.tag);
    return handler;
  });
}

function readOutbound(value: ConfigValue): OutboundHandler {
  const outbound = value.asObject(outboundKeys);
  const tag = outbound.string("tag");
  const failure = (text: string): OriginalRefusal =>
    value.source.loadFailure(`infra/conf: failed to build outbound config with tag ${tag}`, text);
  const stream = outbound.get("streamsettings");
  const sender = canonical({
    type: "xray.app.proxyman.SenderConfig",
    fields: {
      targetStrategy: domainStrategy(
        outbound.get("targetstrategy"),
        "infra/conf: unsupported target domain strategy",
        failure,
      ),
      ...readSendThrough(outbound.get("sendthrough"), failure),
      ...(stream === undefined
        ? {}
        : {
            streamSettings: readStreamSettings(stream, (text) =>
              failure(`infra/conf: failed to build stream settings for outbound detour > ${text}`),
            ),
          }),
    },
  });
  return { tag, sender, proxy: canonical(readProxy(outbound, failure)) };
}

function readSendThrough(
  value: ConfigValue | undefined,
  failure: (text: string) => OriginalRefusal,
): JsonObject {
  if (value === undefined) return {};
  const text = value.asString();
  const [address = "", prefix] = text.split("/");
  const via = parseAddress(address);
  // A text with a slash is not checked at all: "zzz/99" starts.
  if (prefix !== undefined) return { via, viaCidr: prefix };
  const domain = via["domain"];
  if (typeof domain === "string" && domain !== "origin" && domain !== "srcip") {
    throw value.refused(
      `is "${text}"`,
      'write an address, a CIDR, "origin" or "srcip"',
      failure(`infra/conf: unable to send through: ${domain}`),
    );
  }
  return { via };
}

function readProxy(outbound: ConfigObject, failure: (text: string) => OriginalRefusal): Message {
  const written = outbound.string("protocol");
  const protocol = written.toLowerCase();
  const at = outbound.get("protocol") ?? outbound.self;
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
  const settings = outbound.get("settings") ?? emptyObject(outbound.self);
  return read(settings, (text) =>
    failure(`infra/conf: failed to build outbound handler for protocol ${written} > ${text}`),
  );
}
