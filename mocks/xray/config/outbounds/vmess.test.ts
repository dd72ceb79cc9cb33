import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  [
    '{"address":"a.b","port":443,"level":1,"email":"A","id":"x","security":"zero","experiments":"e"}',
    {
      type: "xray.proxy.vmess.outbound.Config",
      fields: {
        Receiver: {
          address: { domain: "a.b" },
          port: 443,
          user: {
            level: 1,
            email: "A",
            account: {
              type: "xray.proxy.vmess.Account",
              fields: {
                id: "f3e951bb-a80b-5e6c-a038-a56ee0caa25d",
                securitySettings: { type: "ZERO" },
                testsEnabled: "e",
              },
            },
          },
        },
      },
    },
  ],
  [
    '{"vnext":[{"address":"::1","users":[{"id":"x"}]}]}',
    {
      type: "xray.proxy.vmess.outbound.Config",
      fields: {
        Receiver: {
          address: { ip: "AAAAAAAAAAAAAAAAAAAAAQ==" },
          user: {
            account: {
              type: "xray.proxy.vmess.Account",
              fields: {
                id: "f3e951bb-a80b-5e6c-a038-a56ee0caa25d",
                securitySettings: { type: "AUTO" },
              },
            },
          },
        },
      },
    },
  ],
  [
    '{"vnext":[]}',
    'infra/conf: failed to build outbound handler for protocol vmess > infra/conf: VMess settings: "vnext" should have one and only one member. Multiple endpoints in "vnext" should use multiple VMess outbounds and routing balancer instead',
  ],
  [
    '{"vnext":[{"address":"a","users":[{},{}]}]}',
    'infra/conf: failed to build outbound handler for protocol vmess > infra/conf: VMess vnext: "users" should have one and only one member. Multiple members in "users" should use multiple VMess outbounds and routing balancer instead',
  ],
  [
    '{"vnext":[{"users":[{}]}]}',
    'infra/conf: failed to build outbound handler for protocol vmess > infra/conf: VMess vnext: "address" is not set',
  ],
  [
    '{"vnext":[{"address":"a","users":[5]}]}',
    "infra/conf: failed to build outbound handler for protocol vmess > infra/conf: invalid VMess user > json: cannot unmarshal number into Go value of type protocol.User",
  ],
  ['{"vnext":[null]}', "exit 2"],
])("%s", (settings, expected) => {
  expect(outcomeOf("outbounds", "vmess", settings)).toEqual(expected);
});
