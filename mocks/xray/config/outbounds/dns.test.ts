import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  [
    '{"network":"udp","address":"1.1.1.1","port":53,"userLevel":1,"nonIPQuery":"skip","blockTypes":[1,-1]}',
    {
      type: "xray.proxy.dns.Config",
      fields: {
        server: { network: "UDP", address: { ip: "AQEBAQ==" }, port: 53 },
        userLevel: 1,
        nonIPQuery: "skip",
        blockTypes: [1, -1],
      },
    },
  ],
  ["{}", { type: "xray.proxy.dns.Config", fields: { server: {} } }],
  [
    '{"nonIPQuery":"x"}',
    'infra/conf: failed to build outbound handler for protocol dns > infra/conf: unknown "nonIPQuery": x',
  ],
  [
    '{"network":["udp"]}',
    "infra/conf: failed to load outbound detour config for protocol dns > json: cannot unmarshal array into Go struct field DNSOutboundConfig.network of type conf.Network",
  ],
  [
    '{"blockTypes":[2147483648]}',
    "infra/conf: failed to load outbound detour config for protocol dns > json: cannot unmarshal number 2147483648 into Go struct field DNSOutboundConfig.blockTypes of type int32",
  ],
])("%s", (settings, expected) => {
  expect(outcomeOf("outbounds", "dns", settings)).toEqual(expected);
});
