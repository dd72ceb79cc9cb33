/** Ports that the compared cores listen on. */
export interface Ports {
  readonly api: number;
  /** Six in a row, for the inbounds of the configuration. */
  readonly inbound: number;
  /** Three in a row, for inbounds that the script adds. */
  readonly added: number;
}

/** One user of every protocol whose users can be managed; used by the script too. */
export const uuid = "5783a3e7-e373-51cd-8642-c83782b807c5";
const psk = Buffer.alloc(16, 7).toString("base64");

/** A configuration with all services, every user protocol, two balancers and a few rules. */
export function cliConfiguration({ api, inbound }: Ports): Readonly<Record<string, unknown>> {
  const listen = "127.0.0.1";
  const everything = { statsUserUplink: true, statsUserDownlink: true, statsUserOnline: true };
  return {
    log: { loglevel: "none" },
    api: {
      tag: "api",
      listen: `${listen}:${String(api)}`,
      services: [
        "HandlerService",
        "StatsService",
        "RoutingService",
        "LoggerService",
        "ReflectionService",
      ],
    },
    stats: {},
    policy: {
      levels: { 0: everything },
      system: {
        statsInboundUplink: true,
        statsInboundDownlink: true,
        statsOutboundUplink: true,
        statsOutboundDownlink: true,
      },
    },
    routing: {
      domainStrategy: "AsIs",
      rules: [
        { ruleTag: "first", domain: ["full:example.com"], outboundTag: "blocked" },
        { ruleTag: "second", port: "5000-5010", balancerTag: "pair" },
        { inboundTag: ["socks-in"], outboundTag: "direct" },
      ],
      balancers: [
        { tag: "pair", selector: ["out-"], strategy: { type: "roundRobin" } },
        { tag: "any", selector: ["out-", "dir"] },
      ],
    },
    inbounds: [
      {
        tag: "vless-in",
        listen,
        port: inbound,
        protocol: "vless",
        settings: { clients: [{ id: uuid, email: "Ann@nodeproof" }], decryption: "none" },
      },
      {
        tag: "vmess-in",
        listen,
        port: inbound + 1,
        protocol: "vmess",
        settings: { clients: [{ id: uuid, email: "ben@nodeproof", level: 1 }] },
      },
      {
        tag: "trojan-in",
        listen,
        port: inbound + 2,
        protocol: "trojan",
        settings: { clients: [{ password: "nodeproof", email: "cyd@nodeproof" }] },
      },
      {
        tag: "ss-in",
        listen,
        port: inbound + 3,
        protocol: "shadowsocks",
        settings: {
          clients: [{ password: "a", method: "aes-128-gcm", email: "dan@nodeproof" }],
          network: "tcp",
        },
      },
      {
        tag: "ss22-in",
        listen,
        port: inbound + 4,
        protocol: "shadowsocks",
        settings: {
          method: "2022-blake3-aes-128-gcm",
          password: psk,
          clients: [{ password: psk, email: "eve@nodeproof" }],
          network: "tcp",
        },
      },
      {
        tag: "socks-in",
        listen,
        port: inbound + 5,
        protocol: "socks",
        settings: { auth: "noauth" },
      },
    ],
    outbounds: [
      { tag: "direct", protocol: "freedom" },
      { tag: "out-a", protocol: "freedom" },
      { tag: "out-b", protocol: "freedom", settings: { domainStrategy: "UseIPv4" } },
      { tag: "blocked", protocol: "blackhole" },
    ],
  };
}
