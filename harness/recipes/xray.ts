import type { XraySetup } from "../../contract/xray/setup.js";
import { readXrayConfig } from "../../mocks/xray/config/read-config.js";
import { freePorts } from "../../suites/xray/sockets.js";
import type { ExecRecipe, StartPlan } from "./recipe.js";

/** How Xray is started for judging: simplified mode, one inbound of each kind, everything counted. */
export const xrayRecipe: ExecRecipe<XraySetup> = {
  versionArgs: ["version"],
  runArgs: (configFile) => ["run", "-c", configFile],
  plan: planXray,
};

/** What the embedded fake begins with that only traffic could bring: something to reset, somebody online. */
export const xrayStartFacts = {
  counters: {
    "inbound>>>vless-in>>>traffic>>>uplink": 1_048_576n,
    "inbound>>>vless-in>>>traffic>>>downlink": 4_194_304n,
    "outbound>>>direct>>>traffic>>>uplink": 262_144n,
    "user>>>first@nodeproof>>>traffic>>>uplink": 65_536n,
    "user>>>first@nodeproof>>>traffic>>>downlink": 524_288n,
  },
  online: { "first@nodeproof": ["203.0.113.7", "203.0.113.8"] },
} as const;

/** Draws five free ports and writes the configuration that targets of our own start get. */
export async function planXray(): Promise<StartPlan<XraySetup>> {
  const [api = 0, ...ports] = await freePorts("127.0.0.1", 5);
  const config = JSON.stringify(xrayConfiguration(api, ports, startUsers), null, 2);
  const { boot } = readXrayConfig(config, "config.json");
  return {
    address: `127.0.0.1:${String(api)}`,
    config,
    configName: "config.json",
    setup: {
      inbounds: boot.inbounds,
      outbounds: boot.outbounds,
      apiTag: boot.api.tag,
      counters: {},
      policy: boot.policy.system,
    },
  };
}

/** A configuration with one inbound of each kind and no users, on free ports, for a fake in a test. */
export async function plainXrayConfiguration(): Promise<Readonly<Record<string, unknown>>> {
  const [api = 0, ...ports] = await freePorts("127.0.0.1", 5);
  return xrayConfiguration(api, ports, { vless: [], trojan: [] });
}

const startUsers = {
  vless: [
    { id: "5783a3e7-e373-51cd-8642-c83782b807c5", email: "first@nodeproof" },
    { id: "b831381d-6324-4d53-ad4f-8cda48b30811", email: "second@nodeproof" },
  ],
  trojan: [{ password: "nodeproof-password", email: "third@nodeproof" }],
};

function xrayConfiguration(
  api: number,
  [vless, trojan, socks, tunnel]: readonly number[],
  users: Readonly<Record<"vless" | "trojan", readonly unknown[]>>,
) {
  const listen = "127.0.0.1";
  return {
    log: { loglevel: "warning" },
    api: {
      tag: "api",
      listen: `${listen}:${String(api)}`,
      services: ["HandlerService", "StatsService", "ReflectionService"],
    },
    stats: {},
    policy: {
      levels: { 0: { statsUserUplink: true, statsUserDownlink: true, statsUserOnline: true } },
      system: {
        statsInboundUplink: true,
        statsInboundDownlink: true,
        statsOutboundUplink: true,
        statsOutboundDownlink: true,
      },
    },
    inbounds: [
      {
        tag: "vless-in",
        listen,
        port: vless,
        protocol: "vless",
        settings: { clients: users.vless, decryption: "none" },
      },
      {
        tag: "trojan-in",
        listen,
        port: trojan,
        protocol: "trojan",
        settings: { clients: users.trojan },
      },
      { tag: "socks-in", listen, port: socks, protocol: "socks", settings: { auth: "noauth" } },
      {
        tag: "tunnel-in",
        listen,
        port: tunnel,
        protocol: "dokodemo-door",
        settings: { address: listen, port: 9, network: "tcp" },
      },
    ],
    outbounds: [
      { tag: "direct", protocol: "freedom" },
      { tag: "blocked", protocol: "blackhole" },
    ],
  };
}
