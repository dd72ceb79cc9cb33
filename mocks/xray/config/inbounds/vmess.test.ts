import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  [
    '{"clients":[{"id":"66ad4540-b58c-4ad2-9926-ea63445a9b57","email":"A","level":300,"security":"AES-128-GCM","experiments":"e"},{"id":"x","security":"rot13"}],"default":{"level":3}}',
    {
      type: "xray.proxy.vmess.inbound.Config",
      fields: {
        user: [
          {
            level: 300,
            email: "A",
            account: {
              type: "xray.proxy.vmess.Account",
              fields: {
                id: "66ad4540-b58c-4ad2-9926-ea63445a9b57",
                securitySettings: { type: "AES128_GCM" },
                testsEnabled: "e",
              },
            },
          },
          {
            account: {
              type: "xray.proxy.vmess.Account",
              fields: {
                id: "f3e951bb-a80b-5e6c-a038-a56ee0caa25d",
                securitySettings: { type: "AUTO" },
              },
            },
          },
        ],
        default: { level: 3 },
      },
    },
  ],
  [
    '{"default":{"level":256}}',
    "infra/conf: failed to load inbound detour config for protocol vmess > json: cannot unmarshal number 256 into Go struct field VMessDefaultConfig.default.level of type uint8",
  ],
  [
    '{"clients":[null]}',
    "infra/conf: failed to build inbound handler for protocol vmess > common/uuid: invalid UUID: ",
  ],
  [
    '{"clients":[{"id":"x","level":-1}]}',
    "infra/conf: failed to build inbound handler for protocol vmess > infra/conf: invalid VMess user > json: cannot unmarshal number -1 into Go struct field User.level of type uint32",
  ],
  [
    '{"clients":[{"id":"x","security":1.5}]}',
    "infra/conf: failed to build inbound handler for protocol vmess > infra/conf: invalid VMess user > json: cannot unmarshal number into Go struct field VMessAccount.security of type string",
  ],
])("%s", (settings, expected) => {
  expect(outcomeOf("inbounds", "vmess", settings)).toEqual(expected);
});
