import type { JsonObject } from "../../contract/json.js";
import { uuidFrom } from "./identity.js";
import {
  createDokodemo,
  createHttp,
  createHysteria,
  createShadowsocks,
  createSocks,
  createTrojan,
  createVless,
  createVmess,
} from "./inbound-proxies.js";
import { goType, hasConstructor } from "./known-types.js";
import type { Networks } from "./networks.js";
import { createBlackhole, createClient, createDns, createVlessClient } from "./outbound-proxies.js";
import { crash, refused, type Trouble } from "./refusal.js";
import { createClient2022, createMulti, createRelay, createSingle } from "./shadowsocks-2022.js";
import type { InboundProtocol, UserTable, XrayState } from "./state.js";
import { createTun } from "./tun.js";
import type { Typed } from "./typed.js";
import { createWireguard } from "./wireguard.js";

/** What the original makes of proxy settings. */
export type ProxyObject =
  | {
      readonly kind: "inbound";
      readonly protocol: InboundProtocol;
      readonly networks: Networks;
      readonly users: UserTable | null;
      /** Fields that the original changed in the settings that it was given. */
      readonly shown?: JsonObject;
    }
  | { readonly kind: "outbound" }
  /** Something else that settings can configure, such as a service. */
  | { readonly kind: "other" };

/** Makes what the settings of a proxy describe; the original does it in the same way for both sides. */
export function createProxy(
  settings: Typed,
  { random, devices }: Pick<XrayState, "random" | "devices">,
): ProxyObject | Trouble {
  if (!hasConstructor(settings.type))
    return refused(`common: ${goType(settings.type)} is not registered`);
  const { type } = settings;
  const fields = settings.kind === "readable" ? settings.fields : {};
  switch (type) {
    case "xray.proxy.vmess.inbound.Config":
      return createVmess(fields);
    case "xray.proxy.vless.inbound.Config":
      return createVless(fields);
    case "xray.proxy.trojan.ServerConfig":
      return createTrojan(fields);
    case "xray.proxy.shadowsocks.ServerConfig":
      return createShadowsocks(fields);
    case "xray.proxy.shadowsocks_2022.ServerConfig":
      return createSingle(fields);
    case "xray.proxy.shadowsocks_2022.MultiUserServerConfig":
      return createMulti(fields, () => uuidFrom(random));
    case "xray.proxy.shadowsocks_2022.RelayServerConfig":
      return createRelay(fields, () => uuidFrom(random));
    case "xray.proxy.hysteria.ServerConfig":
      return createHysteria(fields);
    case "xray.proxy.socks.ServerConfig":
      return createSocks(fields);
    case "xray.proxy.http.ServerConfig":
      return createHttp();
    case "xray.proxy.dokodemo.Config":
      return createDokodemo(fields);
    case "xray.proxy.tun.Config":
      return createTun(fields, devices);
    case "xray.proxy.wireguard.DeviceConfig":
      return createWireguard(fields);
    case "xray.proxy.freedom.Config":
    case "xray.proxy.loopback.Config":
      return { kind: "outbound" };
    case "xray.proxy.dns.Config":
      return createDns(fields);
    case "xray.proxy.blackhole.Config":
      return createBlackhole(fields);
    case "xray.proxy.http.ClientConfig":
      return createClient(fields, "proxy/http");
    case "xray.proxy.socks.ClientConfig":
      return createClient(fields, "proxy/socks");
    case "xray.proxy.shadowsocks.ClientConfig":
      return createClient(fields, "proxy/shadowsocks");
    case "xray.proxy.shadowsocks_2022.ClientConfig":
      return createClient2022(fields);
    case "xray.proxy.trojan.ClientConfig":
      return createClient(fields, "proxy/trojan");
    case "xray.proxy.hysteria.ClientConfig":
      return createClient(fields, "proxy/hysteria");
    case "xray.proxy.vmess.outbound.Config":
      return createClient(fields, "proxy/vmess/outbound", "Receiver", "no vnext found");
    case "xray.proxy.vless.outbound.Config":
      return createVlessClient(fields);
    case "xray.core.InboundHandlerConfig":
    case "xray.core.OutboundHandlerConfig":
      return crash("a handler as a proxy");
    default:
      return { kind: "other" };
  }
}
