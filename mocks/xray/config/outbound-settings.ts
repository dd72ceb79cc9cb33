import { readBlackhole } from "./outbounds/blackhole.js";
import { readDns } from "./outbounds/dns.js";
import { readFreedom } from "./outbounds/freedom.js";
import { readHttpOutbound } from "./outbounds/http.js";
import { readHysteriaOutbound } from "./outbounds/hysteria.js";
import { readLoopback } from "./outbounds/loopback.js";
import { readShadowsocksOutbound } from "./outbounds/shadowsocks.js";
import { readSocksOutbound } from "./outbounds/socks.js";
import { readTrojanOutbound } from "./outbounds/trojan.js";
import { readVlessOutbound } from "./outbounds/vless.js";
import { readVmessOutbound } from "./outbounds/vmess.js";
import type { SettingsReader } from "./settings.js";
import { readWireguardOutbound } from "./wireguard.js";

/** Readers of outbound settings by the protocol's name in lower case: all that 26.3.27 has. */
export const outboundReaders: ReadonlyMap<string, SettingsReader> = new Map([
  ["freedom", readFreedom],
  ["direct", readFreedom],
  ["blackhole", readBlackhole],
  ["block", readBlackhole],
  ["dns", readDns],
  ["loopback", readLoopback],
  ["vless", readVlessOutbound],
  ["vmess", readVmessOutbound],
  ["trojan", readTrojanOutbound],
  ["shadowsocks", readShadowsocksOutbound],
  ["socks", readSocksOutbound],
  ["http", readHttpOutbound],
  ["hysteria", readHysteriaOutbound],
  ["wireguard", readWireguardOutbound],
]);
