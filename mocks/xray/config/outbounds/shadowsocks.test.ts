import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  [
    '{"address":"a.b","port":443,"method":"plain","password":"p","level":1,"email":"A"}',
    {
      type: "xray.proxy.shadowsocks.ClientConfig",
      fields: {
        server: {
          address: { domain: "a.b" },
          port: 443,
          user: {
            level: 1,
            email: "A",
            account: {
              type: "xray.proxy.shadowsocks.Account",
              fields: { password: "p", cipherType: "NONE" },
            },
          },
        },
      },
    },
  ],
  [
    '{"servers":[{"address":"1.2.3.4","port":443,"method":"2022-blake3-aes-128-gcm","password":"p","uot":true,"uotVersion":-1}]}',
    {
      type: "xray.proxy.shadowsocks_2022.ClientConfig",
      fields: {
        address: { ip: "AQIDBA==" },
        port: 443,
        method: "2022-blake3-aes-128-gcm",
        key: "p",
        udpOverTcp: true,
        udpOverTcpVersion: 4294967295,
      },
    },
  ],
  [
    '{"servers":[{},{}]}',
    'infra/conf: failed to build outbound handler for protocol shadowsocks > infra/conf: Shadowsocks settings: "servers" should have one and only one member. Multiple endpoints in "servers" should use multiple Shadowsocks outbounds and routing balancer instead',
  ],
  [
    '{"servers":[{}]}',
    "infra/conf: failed to build outbound handler for protocol shadowsocks > infra/conf: Shadowsocks server address is not set.",
  ],
  [
    '{"address":"a"}',
    "infra/conf: failed to build outbound handler for protocol shadowsocks > infra/conf: Invalid Shadowsocks port.",
  ],
  [
    '{"address":"a","port":1}',
    "infra/conf: failed to build outbound handler for protocol shadowsocks > infra/conf: Shadowsocks password is not specified.",
  ],
  [
    '{"address":"a","port":1,"password":"p","method":"x"}',
    "infra/conf: failed to build outbound handler for protocol shadowsocks > infra/conf: unknown cipher method: x",
  ],
  ['{"servers":[null]}', "exit 2"],
])("%s", (settings, expected) => {
  expect(outcomeOf("outbounds", "shadowsocks", settings)).toEqual(expected);
});
