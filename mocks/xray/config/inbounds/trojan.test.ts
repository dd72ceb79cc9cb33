import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  [
    '{"clients":[{"password":"p","level":255,"email":"A"},{}],"fallbacks":[{"dest":"[::1]:80"}]}',
    {
      type: "xray.proxy.trojan.ServerConfig",
      fields: {
        users: [
          {
            level: 255,
            email: "A",
            account: { type: "xray.proxy.trojan.Account", fields: { password: "p" } },
          },
          { account: { type: "xray.proxy.trojan.Account", fields: {} } },
        ],
        fallbacks: [{ type: "tcp", dest: "[::1]:80" }],
      },
    },
  ],
  [
    '{"clients":[{"level":256}]}',
    "infra/conf: failed to load inbound detour config for protocol trojan > json: cannot unmarshal number 256 into Go struct field TrojanUserConfig.clients.level of type uint8",
  ],
  [
    '{"clients":[{"flow":"xtls-rprx-vision"}]}',
    "infra/conf: failed to build inbound handler for protocol trojan > common/errors: The feature Flow for Trojan has been removed. Please update your config(s) according to release note and documentation.",
  ],
  ['{"clients":[null]}', "exit 2"],
  [
    `{"fallbacks":[{"dest":"@@${"a".repeat(106)}é"}]}`,
    "main: failed to create server > string field contains invalid UTF-8",
  ],
  [
    '{"fallbacks":[{}]}',
    'infra/conf: failed to build inbound handler for protocol trojan > infra/conf: Trojan fallbacks: please fill in a valid value for every "dest"',
  ],
  [
    '{"fallbacks":[{"dest":1,"xver":-1}]}',
    "infra/conf: failed to load inbound detour config for protocol trojan > json: cannot unmarshal number -1 into Go struct field TrojanInboundFallback.fallbacks.xver of type uint64",
  ],
])("%s", (settings, expected) => {
  expect(outcomeOf("inbounds", "trojan", settings)).toEqual(expected);
});
