import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  [
    '{"method":"NONE","password":"p","level":1,"email":"A","network":"tcp,udp"}',
    {
      type: "xray.proxy.shadowsocks.ServerConfig",
      fields: {
        users: [
          {
            level: 1,
            email: "A",
            account: {
              type: "xray.proxy.shadowsocks.Account",
              fields: { password: "p", cipherType: "NONE" },
            },
          },
        ],
        network: ["TCP", "UDP"],
      },
    },
  ],
  [
    '{"method":"x","clients":[{"method":"AEAD_AES_256_GCM","password":"p","level":2,"email":"A"}],"network":["udp","quic"]}',
    {
      type: "xray.proxy.shadowsocks.ServerConfig",
      fields: {
        users: [
          {
            level: 2,
            email: "A",
            account: {
              type: "xray.proxy.shadowsocks.Account",
              fields: { password: "p", cipherType: "AES_256_GCM" },
            },
          },
        ],
        network: ["UDP", "Unknown"],
      },
    },
  ],
  ['{"clients":[]}', { type: "xray.proxy.shadowsocks.ServerConfig", fields: { network: ["TCP"] } }],
  [
    '{"method":"2022-blake3-chacha20-poly1305","password":"k","email":"A","level":5}',
    {
      type: "xray.proxy.shadowsocks_2022.ServerConfig",
      fields: { method: "2022-blake3-chacha20-poly1305", key: "k", email: "A", network: ["TCP"] },
    },
  ],
  [
    '{"method":"2022-blake3-aes-128-gcm","password":"k","clients":[{"password":"u","email":"A","level":5}]}',
    {
      type: "xray.proxy.shadowsocks_2022.MultiUserServerConfig",
      fields: {
        method: "2022-blake3-aes-128-gcm",
        key: "k",
        users: [
          {
            level: 5,
            email: "A",
            account: { type: "xray.proxy.shadowsocks_2022.Account", fields: { key: "u" } },
          },
        ],
        network: ["TCP"],
      },
    },
  ],
  [
    '{"method":"2022-blake3-aes-128-gcm","password":"k","clients":[{"password":"u","email":"A","address":"1.2.3.4","port":9}]}',
    {
      type: "xray.proxy.shadowsocks_2022.RelayServerConfig",
      fields: {
        method: "2022-blake3-aes-128-gcm",
        key: "k",
        destinations: [{ key: "u", address: { ip: "AQIDBA==" }, port: 9, email: "A" }],
        network: ["TCP"],
      },
    },
  ],
  [
    "{}",
    "infra/conf: failed to build inbound handler for protocol shadowsocks > infra/conf: Shadowsocks password is not specified.",
  ],
  [
    '{"method":"2022-BLAKE3-aes-128-gcm","password":"k"}',
    "infra/conf: failed to build inbound handler for protocol shadowsocks > infra/conf: unknown cipher method: 2022-BLAKE3-aes-128-gcm",
  ],
  [
    '{"clients":[{"password":"p","method":"none"}]}',
    "infra/conf: failed to build inbound handler for protocol shadowsocks > infra/conf: unsupported cipher method: none",
  ],
  [
    '{"clients":[{"method":"aes-128-gcm"}]}',
    "infra/conf: failed to build inbound handler for protocol shadowsocks > infra/conf: Shadowsocks password is not specified.",
  ],
  ['{"clients":[null]}', "exit 2"],
  [
    '{"method":"2022-blake3-chacha20-poly1305","clients":[{}]}',
    "infra/conf: failed to build inbound handler for protocol shadowsocks > infra/conf: shadowsocks 2022 (multi-user): only blake3-aes-*-gcm methods are supported",
  ],
  [
    '{"method":"2022-blake3-aes-128-gcm","clients":[{"method":"x"}]}',
    "infra/conf: failed to build inbound handler for protocol shadowsocks > infra/conf: shadowsocks 2022 (multi-user): users must have empty method",
  ],
  [
    '{"method":"2022-blake3-aes-128-gcm","clients":[{"address":"a"},{}]}',
    "infra/conf: failed to build inbound handler for protocol shadowsocks > infra/conf: shadowsocks 2022 (relay): all users must have relay address",
  ],
  [
    '{"network":["tcp" /* no */, 5]}',
    'infra/conf: failed to load inbound detour config for protocol shadowsocks > infra/conf: unknown format of a string list: ["tcp" , 5]',
  ],
])("%s", (settings, expected) => {
  expect(outcomeOf("inbounds", "shadowsocks", settings)).toEqual(expected);
});
