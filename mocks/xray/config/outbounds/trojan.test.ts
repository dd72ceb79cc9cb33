import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  [
    '{"address":"a.b","port":443,"password":"p","level":1,"email":"A"}',
    {
      type: "xray.proxy.trojan.ClientConfig",
      fields: {
        server: {
          address: { domain: "a.b" },
          port: 443,
          user: {
            level: 1,
            email: "A",
            account: { type: "xray.proxy.trojan.Account", fields: { password: "p" } },
          },
        },
      },
    },
  ],
  [
    '{"servers":[{"address":"1.2.3.4","port":443,"password":"p"}]}',
    {
      type: "xray.proxy.trojan.ClientConfig",
      fields: {
        server: {
          address: { ip: "AQIDBA==" },
          port: 443,
          user: { account: { type: "xray.proxy.trojan.Account", fields: { password: "p" } } },
        },
      },
    },
  ],
  [
    "{}",
    'infra/conf: failed to build outbound handler for protocol trojan > infra/conf: Trojan settings: "servers" should have one and only one member. Multiple endpoints in "servers" should use multiple Trojan outbounds and routing balancer instead',
  ],
  [
    '{"servers":[{}]}',
    "infra/conf: failed to build outbound handler for protocol trojan > infra/conf: Trojan server address is not set.",
  ],
  [
    '{"address":"a"}',
    "infra/conf: failed to build outbound handler for protocol trojan > infra/conf: Invalid Trojan port.",
  ],
  [
    '{"address":"a","port":1}',
    "infra/conf: failed to build outbound handler for protocol trojan > infra/conf: Trojan password is not specified.",
  ],
  [
    '{"address":"a","port":1,"password":"p","flow":"x"}',
    "infra/conf: failed to build outbound handler for protocol trojan > common/errors: The feature Flow for Trojan has been removed. Please update your config(s) according to release note and documentation.",
  ],
  ['{"servers":[null]}', "exit 2"],
])("%s", (settings, expected) => {
  expect(outcomeOf("outbounds", "trojan", settings)).toEqual(expected);
});
