import { readDokodemo } from "./inbounds/dokodemo.js";
import { readHttp } from "./inbounds/http.js";
import { readHysteria } from "./inbounds/hysteria.js";
import { readShadowsocks } from "./inbounds/shadowsocks.js";
import { readSocks } from "./inbounds/socks.js";
import { readTrojan } from "./inbounds/trojan.js";
import { readTun } from "./inbounds/tun.js";
import { readVless } from "./inbounds/vless.js";
import { readVmess } from "./inbounds/vmess.js";
import type { SettingsReader } from "./settings.js";
import { readWireguardInbound } from "./wireguard.js";

/** Readers of inbound settings by the protocol's name in lower case: all that 26.3.27 has. */
export const inboundReaders: ReadonlyMap<string, SettingsReader> = new Map([
  ["vless", readVless],
  ["vmess", readVmess],
  ["trojan", readTrojan],
  ["shadowsocks", readShadowsocks],
  ["socks", readSocks],
  ["mixed", readSocks],
  ["http", readHttp],
  ["dokodemo-door", readDokodemo],
  ["tunnel", readDokodemo],
  ["hysteria", readHysteria],
  ["wireguard", readWireguardInbound],
  ["tun", readTun],
]);
