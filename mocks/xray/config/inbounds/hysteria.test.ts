import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  [
    '{"version":1,"clients":[{"auth":"a","level":4294967295,"email":"A"}]}',
    {
      type: "xray.proxy.hysteria.ServerConfig",
      fields: {
        users: [
          {
            level: 4294967295,
            email: "A",
            account: { type: "xray.proxy.hysteria.account.Account", fields: { auth: "a" } },
          },
        ],
      },
    },
  ],
  ['{"clients":[null]}', "exit 2"],
  [
    '{"clients":{}}',
    "infra/conf: failed to load inbound detour config for protocol hysteria > json: cannot unmarshal object into Go struct field HysteriaServerConfig.clients of type []*conf.HysteriaUserConfig",
  ],
])("%s", (settings, expected) => {
  expect(outcomeOf("inbounds", "hysteria", settings)).toEqual(expected);
});
