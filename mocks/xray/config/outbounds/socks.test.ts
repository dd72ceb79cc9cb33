import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  [
    '{"address":"a.b","port":1080,"user":"u","pass":"p","level":1,"email":"A"}',
    {
      type: "xray.proxy.socks.ClientConfig",
      fields: {
        server: {
          address: { domain: "a.b" },
          port: 1080,
          user: {
            level: 1,
            email: "A",
            account: { type: "xray.proxy.socks.Account", fields: { username: "u", password: "p" } },
          },
        },
      },
    },
  ],
  [
    '{"address":"a.b","port":1080,"pass":"p"}',
    {
      type: "xray.proxy.socks.ClientConfig",
      fields: { server: { address: { domain: "a.b" }, port: 1080 } },
    },
  ],
  [
    '{"servers":[{"address":"::1","port":1080,"users":[{"user":"u","level":2}]}]}',
    {
      type: "xray.proxy.socks.ClientConfig",
      fields: {
        server: {
          address: { ip: "AAAAAAAAAAAAAAAAAAAAAQ==" },
          port: 1080,
          user: {
            level: 2,
            account: { type: "xray.proxy.socks.Account", fields: { username: "u" } },
          },
        },
      },
    },
  ],
  [
    "{}",
    'infra/conf: failed to build outbound handler for protocol socks > infra/conf: SOCKS settings: "servers" should have one and only one member. Multiple endpoints in "servers" should use multiple SOCKS outbounds and routing balancer instead',
  ],
  ['{"servers":[{}]}', "exit 2"],
  [
    '{"servers":[{"address":"a","users":[{},{}]}]}',
    'infra/conf: failed to build outbound handler for protocol socks > infra/conf: SOCKS servers: "users" should have one member at most. Multiple members in "users" should use multiple SOCKS outbounds and routing balancer instead',
  ],
  [
    '{"servers":[{"address":"a","users":[{"level":"x"}]}]}',
    "infra/conf: failed to build outbound handler for protocol socks > infra/conf: failed to parse Socks user > json: cannot unmarshal string into Go struct field User.level of type uint32",
  ],
  [
    '{"servers":[{"address":"a","users":[{"user":5}]}]}',
    "infra/conf: failed to build outbound handler for protocol socks > infra/conf: failed to parse socks account > json: cannot unmarshal number into Go struct field SocksAccount.user of type string",
  ],
])("%s", (settings, expected) => {
  expect(outcomeOf("outbounds", "socks", settings)).toEqual(expected);
});
