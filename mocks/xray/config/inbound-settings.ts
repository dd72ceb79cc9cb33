import type { Json } from "../../../contract/json.js";
import type { Message } from "../../../contract/xray/message.js";
import { readAddress } from "./addresses.js";
import type { OriginalRefusal } from "./config-error.js";
import { createFailure } from "./config-source.js";
import type { ConfigValue } from "./config-value.js";
import { dokodemoKeys, socksAccountKeys, socksKeys } from "./known-keys.js";
import { readTrojan } from "./trojan-inbound.js";
import { readVless } from "./vless-inbound.js";

/**
 * What an inbound's `settings` become. `failure` puts the original's words for the inbound before a
 * text; fields may spell out default values.
 */
export type SettingsReader = (
  settings: ConfigValue,
  failure: (text: string) => OriginalRefusal,
) => Message;

/** Readers of inbound settings by the protocol's name in lower case. */
export const inboundReaders: ReadonlyMap<string, SettingsReader> = new Map([
  ["vless", readVless],
  ["trojan", readTrojan],
  ["socks", readSocks],
  ["mixed", readSocks],
  ["dokodemo-door", readDokodemo],
  ["tunnel", readDokodemo],
]);

/** Inbound protocols of 26.3.27 that this version does not imitate. */
export const otherInbounds: readonly string[] = [
  "http",
  "shadowsocks",
  "vmess",
  "wireguard",
  "hysteria",
  "tun",
];

function readSocks(settings: ConfigValue): Message {
  const socks = settings.asObject(socksKeys);
  const accounts = new Map<string, string>();
  for (const value of socks.list("accounts")) {
    if (value.isNull) {
      throw value.refused("is null", "remove it (it makes Xray 26.3 panic)", { exit: 2 });
    }
    const account = value.asObject(socksAccountKeys);
    accounts.set(account.string("user"), account.string("pass"));
  }
  const ip = socks.get("ip");
  return {
    type: "xray.proxy.socks.ServerConfig",
    fields: {
      // Any other word means no authentication, without a complaint.
      authType: socks.string("auth") === "password" ? "PASSWORD" : "NO_AUTH",
      accounts: Object.fromEntries(accounts),
      ...(ip === undefined ? {} : { address: readAddress(ip) }),
      udpEnabled: socks.boolean("udp"),
      userLevel: socks.uint32("userlevel"),
    },
  };
}

function readDokodemo(settings: ConfigValue): Message {
  const dokodemo = settings.asObject(dokodemoKeys);
  const address = dokodemo.get("address");
  return {
    type: "xray.proxy.dokodemo.Config",
    fields: {
      ...(address === undefined ? {} : { address: readAddress(address) }),
      port: dokodemo.get("port")?.asWhole(0, 65535) ?? 0,
      followRedirect: dokodemo.boolean("followredirect"),
      userLevel: dokodemo.uint32("userlevel"),
      networks: readNetworks(dokodemo.get("network")),
    },
  };
}

function readNetworks(value: ConfigValue | undefined): readonly Json[] {
  if (value === undefined) return ["TCP"];
  const names =
    value.node.type === "array"
      ? value.asList().map((item) => item.asString())
      : value.asString().split(",");
  if (names.length === 0) {
    throw value.refused(
      "names no network",
      'write "tcp", "udp" or "tcp,udp"',
      createFailure("proxy/dokodemo: no network specified"),
    );
  }
  // A name that is none, as " udp" with its blank, becomes Unknown without a complaint.
  return names.map((name) => {
    const network = name.toUpperCase();
    return ["TCP", "UDP", "UNIX"].includes(network) ? network : "Unknown";
  });
}
