import type { JsonObject } from "../../../contract/json.js";
import type { Message } from "../../../contract/xray/message.js";
import { parseAddress, splitHostPort } from "./addresses.js";
import type { OriginalRefusal } from "./config-error.js";
import type { ConfigValue } from "./config-value.js";
import { domainStrategy } from "./domain-strategy.js";
import type { SettingsReader } from "./inbound-settings.js";
import { blackholeKeys, freedomKeys } from "./known-keys.js";
import { outOfRange, parsePort } from "./ports.js";

/** Readers of outbound settings by the protocol's name in lower case. */
export const outboundReaders: ReadonlyMap<string, SettingsReader> = new Map([
  ["freedom", readFreedom],
  ["direct", readFreedom],
  ["blackhole", readBlackhole],
  ["block", readBlackhole],
]);

/** Outbound protocols of 26.3.27 that this version does not imitate. */
export const otherOutbounds: readonly string[] = [
  "loopback",
  "http",
  "shadowsocks",
  "socks",
  "vless",
  "vmess",
  "trojan",
  "hysteria",
  "dns",
  "wireguard",
];

function readFreedom(settings: ConfigValue, failure: (text: string) => OriginalRefusal): Message {
  const freedom = settings.asObject(freedomKeys);
  const noises = freedom.get("noises");
  const proxyProtocol = freedom.get("proxyprotocol");
  if (noises !== undefined && noises.asList().length > 0) {
    throw noises.unsupported("is not supported by this version of nodeproof", "remove it");
  }
  // Above 2 the original reads it as 0.
  if (proxyProtocol !== undefined && [1, 2].includes(proxyProtocol.asUint32())) {
    throw proxyProtocol.unsupported("is not supported by this version of nodeproof", "remove it");
  }
  const preferred = freedom.string("targetstrategy") === "" ? "domainstrategy" : "targetstrategy";
  const redirect = freedom.get("redirect");
  return {
    type: "xray.proxy.freedom.Config",
    fields: {
      domainStrategy: domainStrategy(
        freedom.get(preferred),
        "infra/conf: unsupported domain strategy",
        failure,
      ),
      userLevel: freedom.uint32("userlevel"),
      ...(redirect === undefined ? {} : readRedirect(redirect, failure)),
    },
  };
}

function readRedirect(value: ConfigValue, failure: (text: string) => OriginalRefusal): JsonObject {
  const text = value.asString();
  if (text === "") return {};
  const instead = 'write HOST:PORT, as "127.0.0.1:80", or ":80" for the port alone';
  const split = splitHostPort(text);
  if ("problem" in split) {
    throw value.refused(
      `is "${text}"`,
      instead,
      failure(`infra/conf: invalid redirect address: ${text}: ${split.problem} > ${split.problem}`),
    );
  }
  const port = parsePort(split.port);
  if (port === undefined) {
    const problem = outOfRange(split.port);
    throw value.refused(
      `is "${text}"`,
      instead,
      failure(`infra/conf: invalid redirect port: ${text}: ${problem} > ${problem}`),
    );
  }
  const address = split.host === "" ? {} : { address: parseAddress(split.host) };
  return { destinationOverride: { server: { ...address, port } } };
}

function readBlackhole(settings: ConfigValue, failure: (text: string) => OriginalRefusal): Message {
  // Null is not as good as absent here: the original looks for a type in it.
  const response = settings.asObject(blackholeKeys).written("response");
  const fields: JsonObject =
    response === undefined
      ? {}
      : { response: { type: readResponse(response, failure), fields: {} } };
  return { type: "xray.proxy.blackhole.Config", fields };
}

function readResponse(value: ConfigValue, failure: (text: string) => OriginalRefusal): string {
  const refuse = (at: ConfigValue, found: string, text: string) =>
    at.refused(
      found,
      'write {"type": "none"} or {"type": "http"}',
      failure(
        `infra/conf: Config: Failed to parse Blackhole response config. > infra/conf: ${text}`,
      ),
    );
  // The one key whose case counts.
  const type = value.asMap().find(([name]) => name === "type")?.[1];
  if (type === undefined) throw refuse(value, "has no type", "type not found in JSON context");
  const name = type.asString().toLowerCase();
  if (name === "none") return "xray.proxy.blackhole.NoneResponse";
  if (name === "http") return "xray.proxy.blackhole.HTTPResponse";
  throw refuse(type, `is ${type.shown}`, `unknown config id: ${name}`);
}
