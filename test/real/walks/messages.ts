import type { JsonObject } from "../../../contract/json.js";
import type { Message } from "../../../contract/xray/message.js";

/** A message with its fields. */
export const message = (type: string, fields: JsonObject = {}): Message => ({ type, fields });

/** Two secrets of each kind, so that users share some. */
export const ids = [
  "5783a3e7-e373-41cd-8642-c83782b807c5",
  "A1B2C3D4-E5F6-4A7B-8C9D-0E1F2A3B4C5D",
  "x",
] as const;
const psk = Buffer.alloc(16, 7).toString("base64");

/** Every protocol of inbounds, by a name of ours; those whose users can be managed have accounts. */
export const protocols = {
  vless: {
    settings: (users: readonly JsonObject[]) =>
      message("xray.proxy.vless.inbound.Config", { clients: users, decryption: "none" }),
    accounts: [
      ...ids.map((id) => message("xray.proxy.vless.Account", { id })),
      message("xray.proxy.vless.Account", {
        id: ids[0],
        flow: "xtls-rprx-vision",
        encryption: "none",
      }),
    ],
  },
  vmess: {
    settings: (users: readonly JsonObject[]) =>
      message("xray.proxy.vmess.inbound.Config", { user: users }),
    accounts: [
      ...ids.map((id) => message("xray.proxy.vmess.Account", { id })),
      message("xray.proxy.vmess.Account", { id: ids[0], securitySettings: { type: "NONE" } }),
    ],
  },
  trojan: {
    settings: (users: readonly JsonObject[]) =>
      message("xray.proxy.trojan.ServerConfig", { users }),
    accounts: ["one", "two", ""].map((password) =>
      message("xray.proxy.trojan.Account", { password }),
    ),
  },
  shadowsocks: {
    settings: (users: readonly JsonObject[]) =>
      message("xray.proxy.shadowsocks.ServerConfig", { users, network: ["TCP"] }),
    accounts: [
      message("xray.proxy.shadowsocks.Account", { password: "one", cipherType: "AES_128_GCM" }),
      message("xray.proxy.shadowsocks.Account", {
        password: "two",
        cipherType: "CHACHA20_POLY1305",
      }),
      message("xray.proxy.shadowsocks.Account", { password: "two", cipherType: "NONE" }),
      message("xray.proxy.shadowsocks.Account", { password: "two", cipherType: 3 }),
      message("xray.proxy.shadowsocks.Account"),
    ],
  },
  shadowsocks2022: {
    settings: (users: readonly JsonObject[]) =>
      message("xray.proxy.shadowsocks_2022.MultiUserServerConfig", {
        method: "2022-blake3-aes-128-gcm",
        key: psk,
        users,
        network: ["TCP"],
      }),
    accounts: [psk, Buffer.alloc(16, 9).toString("base64")].map((key) =>
      message("xray.proxy.shadowsocks_2022.Account", { key }),
    ),
  },
  hysteria: {
    settings: (users: readonly JsonObject[]) =>
      message("xray.proxy.hysteria.ServerConfig", { users }),
    accounts: ["one", "two"].map((auth) =>
      message("xray.proxy.hysteria.account.Account", { auth }),
    ),
  },
} as const;

/** A protocol whose users can be managed. */
export type UserProtocol = keyof typeof protocols;

/** Inbound settings of protocols without users, good and bad. */
export const otherInbounds: readonly Message[] = [
  message("xray.proxy.socks.ServerConfig"),
  message("xray.proxy.socks.ServerConfig", {
    authType: "PASSWORD",
    accounts: { u: "p" },
    udpEnabled: true,
  }),
  message("xray.proxy.http.ServerConfig", { accounts: { u: "p" } }),
  message("xray.proxy.dokodemo.Config", { networks: ["TCP"], port: 80 }),
  message("xray.proxy.dokodemo.Config"),
  message("xray.proxy.shadowsocks_2022.ServerConfig", {
    method: "2022-blake3-aes-128-gcm",
    key: psk,
    network: ["TCP"],
  }),
  message("xray.proxy.shadowsocks_2022.ServerConfig", { method: "none", key: psk }),
  message("xray.proxy.shadowsocks_2022.ServerConfig", {
    method: "2022-blake3-aes-128-gcm",
    key: "short",
  }),
  message("xray.proxy.vless.inbound.Config", { decryption: "bogus" }),
  message("xray.proxy.freedom.Config"),
  message("xray.proxy.vless.Account", { id: ids[0] }),
  message("xray.app.router.Config"),
  { type: "no.such.Message", base64: "" },
  { type: "xray.proxy.vless.inbound.Config", base64: "Cv8=" },
];

const server = (user?: JsonObject): JsonObject => ({
  address: { ip: Buffer.from([192, 0, 2, 1]).toString("base64") },
  port: 443,
  ...(user && { user }),
});
const typed = (m: Message): JsonObject => ({ account: { ...m } });

/** Outbound settings, good and bad. */
export const outbounds: readonly Message[] = [
  message("xray.proxy.freedom.Config"),
  message("xray.proxy.freedom.Config", { domainStrategy: "USE_IP4", userLevel: 2 }),
  message("xray.proxy.blackhole.Config"),
  message("xray.proxy.blackhole.Config", {
    response: message("xray.proxy.blackhole.HTTPResponse") as unknown as JsonObject,
  }),
  message("xray.proxy.dns.Config"),
  message("xray.proxy.loopback.Config", { inboundTag: "in-a" }),
  message("xray.proxy.socks.ClientConfig", { server: server() }),
  message("xray.proxy.socks.ClientConfig"),
  message("xray.proxy.http.ClientConfig", { server: server() }),
  message("xray.proxy.vless.outbound.Config", {
    vnext: server(typed(message("xray.proxy.vless.Account", { id: ids[0], encryption: "none" }))),
  }),
  message("xray.proxy.vless.outbound.Config"),
  message("xray.proxy.vmess.outbound.Config", {
    Receiver: server(typed(message("xray.proxy.vmess.Account", { id: ids[1] }))),
  }),
  message("xray.proxy.trojan.ClientConfig", {
    server: server(typed(message("xray.proxy.trojan.Account", { password: "one" }))),
  }),
  message("xray.proxy.shadowsocks.ClientConfig", {
    server: server(
      typed(
        message("xray.proxy.shadowsocks.Account", { password: "one", cipherType: "AES_256_GCM" }),
      ),
    ),
  }),
  message("xray.proxy.shadowsocks_2022.ClientConfig", {
    address: { domain: "nodeproof.invalid" },
    port: 1,
    method: "2022-blake3-aes-128-gcm",
    key: psk,
  }),
  message("xray.proxy.vless.inbound.Config", { decryption: "none" }),
  message("xray.proxy.trojan.Account", { password: "one" }),
  { type: "", base64: "" },
  { type: "xray.proxy.freedom.Config", base64: "/w==" },
];

/** Senders, good and bad; null leaves them out. */
export const senders: readonly (Message | null)[] = [
  null,
  message("xray.app.proxyman.SenderConfig"),
  message("xray.app.proxyman.SenderConfig", {
    streamSettings: { protocolName: "tcp" },
    multiplexSettings: { enabled: true, concurrency: 8 },
    targetStrategy: "USE_IP",
  }),
  message("xray.app.proxyman.SenderConfig", { streamSettings: { protocolName: "nothing" } }),
  message("xray.app.proxyman.ReceiverConfig"),
];

/** Stream settings of receivers. */
export const streams: readonly (JsonObject | undefined)[] = [
  undefined,
  undefined,
  { protocolName: "tcp" },
  {
    protocolName: "websocket",
    transportSettings: [
      {
        protocolName: "websocket",
        settings: message("xray.transport.internet.websocket.Config", {
          path: "/",
        }) as unknown as JsonObject,
      },
    ],
  },
  { protocolName: "grpc" },
  { protocolName: "httpupgrade" },
  { protocolName: "nothing" },
  { protocolName: "tcp", securityType: "xray.transport.internet.tls.Config" },
];
