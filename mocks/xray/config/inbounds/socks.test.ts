import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  [
    '{"auth":"password","accounts":[{"user":"u","pass":"p"},{"user":"u","pass":"q"}],"udp":true,"ip":"::1","userLevel":7}',
    {
      type: "xray.proxy.socks.ServerConfig",
      fields: {
        authType: "PASSWORD",
        accounts: { u: "q" },
        address: { ip: "AAAAAAAAAAAAAAAAAAAAAQ==" },
        udpEnabled: true,
        userLevel: 7,
      },
    },
  ],
  [
    '{"auth":"Password","ip":""}',
    { type: "xray.proxy.socks.ServerConfig", fields: { address: { domain: "" } } },
  ],
  ['{"accounts":[null]}', "exit 2"],
  [
    '{"ip":5}',
    "infra/conf: failed to load inbound detour config for protocol socks > infra/conf: invalid address: 5 > json: cannot unmarshal number into Go value of type string",
  ],
  [
    '{"udp":"yes"}',
    "infra/conf: failed to load inbound detour config for protocol socks > json: cannot unmarshal string into Go struct field SocksServerConfig.udp of type bool",
  ],
])("%s", (settings, expected) => {
  expect(outcomeOf("inbounds", "socks", settings)).toEqual(expected);
});
