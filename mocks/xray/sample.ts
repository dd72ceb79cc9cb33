import { rpcsOfProfile } from "./options.js";
import type { Message, User } from "../../contract/xray/message.js";
import { createRandom } from "../core/random.js";
import { putHandlers } from "./beginning.js";
import type { XrayBoot } from "./boot.js";
import { createState, type XrayState } from "./state.js";

/** A receiver on one loopback port. For tests. */
export function receiver(port: number, more: object = {}): Message {
  const fields = { portList: { range: [{ From: port, To: port }] }, listen: { ip: "fwAAAQ==" } };
  return { type: "xray.app.proxyman.ReceiverConfig", fields: { ...fields, ...more } };
}

/** Proxy settings by protocol. For tests. */
export const proxies = {
  vless: { type: "xray.proxy.vless.inbound.Config", fields: { decryption: "none" } },
  trojan: { type: "xray.proxy.trojan.ServerConfig", fields: {} },
  socks: { type: "xray.proxy.socks.ServerConfig", fields: {} },
  dokodemo: { type: "xray.proxy.dokodemo.Config", fields: { port: 1, networks: ["TCP"] } },
  freedom: { type: "xray.proxy.freedom.Config", fields: {} },
  blackhole: { type: "xray.proxy.blackhole.Config", fields: {} },
} as const satisfies Record<string, Message>;

/** Empty sender settings. For tests. */
export const sender: Message = { type: "xray.app.proxyman.SenderConfig", fields: {} };

/** A vless user. For tests. */
export function vlessUser(email: string, id = "x", more: object = {}): User {
  const account = { type: "xray.proxy.vless.Account", fields: { id, ...more } };
  return { email, level: 0, account };
}

/** A trojan user. For tests. */
export function trojanUser(email: string, password = "pw"): User {
  const account = { type: "xray.proxy.trojan.Account", fields: { password } };
  return { email, level: 0, account };
}

/** A configuration with one inbound of each protocol and two outbounds, all counted. For tests. */
export function sampleBoot(base = 20000): XrayBoot {
  const on = {
    inboundUplink: true,
    inboundDownlink: true,
    outboundUplink: true,
    outboundDownlink: true,
  };
  return {
    api: {
      tag: "api",
      listen: "127.0.0.1:0",
      services: ["HandlerService", "StatsService", "ReflectionService"],
    },
    stats: true,
    policy: { system: on, levels: {} },
    inbounds: [
      { tag: "vless-in", receiver: receiver(base + 1), proxy: proxies.vless },
      { tag: "trojan-in", receiver: receiver(base + 2), proxy: proxies.trojan },
      { tag: "socks-in", receiver: receiver(base + 3), proxy: proxies.socks },
      { tag: "door-in", receiver: receiver(base + 4), proxy: proxies.dokodemo },
    ],
    outbounds: [
      { tag: "direct", sender, proxy: proxies.freedom },
      { tag: "block", sender: null, proxy: proxies.blackhole },
    ],
    apps: [],
  };
}

/** The state of that configuration, in stable order. For tests. */
export function sampleState(boot: XrayBoot = sampleBoot()): XrayState {
  const state = createState({
    rpcs: rpcsOfProfile("26.3"),
    services: boot.api.services,
    stats: boot.stats,
    policy: boot.policy.system,
    order: "stable",
    seed: 1,
    random: createRandom(1),
    startedAt: 0,
  });
  putHandlers(state, boot);
  return state;
}
