import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  [
    '{"address":"a.b","port":1080,"user":"u","pass":"p","headers":{"A":"b"}}',
    {
      type: "xray.proxy.http.ClientConfig",
      fields: {
        server: {
          address: { domain: "a.b" },
          port: 1080,
          user: {
            account: { type: "xray.proxy.http.Account", fields: { username: "u", password: "p" } },
          },
        },
        header: [{ key: "A", value: "b" }],
      },
    },
  ],
  [
    '{"servers":[{"address":"::1","port":1080}]}',
    {
      type: "xray.proxy.http.ClientConfig",
      fields: { server: { address: { ip: "AAAAAAAAAAAAAAAAAAAAAQ==" }, port: 1080 } },
    },
  ],
  [
    "{}",
    'infra/conf: failed to build outbound handler for protocol http > infra/conf: HTTP settings: "servers" should have one and only one member. Multiple endpoints in "servers" should use multiple HTTP outbounds and routing balancer instead',
  ],
  ['{"servers":[null]}', "exit 2"],
  [
    '{"servers":[{"address":"a","users":[5]}]}',
    "infra/conf: failed to build outbound handler for protocol http > infra/conf: failed to parse HTTP user > json: cannot unmarshal number into Go value of type protocol.User",
  ],
  [
    '{"servers":[{"address":"a","users":[{"user":5}]}]}',
    "infra/conf: failed to build outbound handler for protocol http > infra/conf: failed to parse HTTP account > json: cannot unmarshal number into Go struct field HTTPAccount.user of type string",
  ],
  [
    '{"headers":{"a":5}}',
    "infra/conf: failed to load outbound detour config for protocol http > json: cannot unmarshal number into Go struct field HTTPClientConfig.headers of type string",
  ],
])("%s", (settings, expected) => {
  expect(outcomeOf("outbounds", "http", settings)).toEqual(expected);
});
