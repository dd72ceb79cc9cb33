import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  ["{}", { type: "xray.proxy.tun.Config", fields: { name: "xray0", MTU: 1500 } }],
  [
    '{"name":"n","mtu":9000,"userLevel":1}',
    { type: "xray.proxy.tun.Config", fields: { name: "n", MTU: 9000, userLevel: 1 } },
  ],
  [
    '{"MTU":-1}',
    "infra/conf: failed to load inbound detour config for protocol tun > json: cannot unmarshal number -1 into Go struct field TunConfig.MTU of type uint32",
  ],
])("%s", (settings, expected) => {
  expect(outcomeOf("inbounds", "tun", settings)).toEqual(expected);
});
