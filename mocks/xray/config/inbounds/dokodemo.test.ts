import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  [
    '{"address":"a.b","port":9,"portMap":{"80":"a:1"},"network":"tcp, udp","followRedirect":true,"userLevel":7}',
    {
      type: "xray.proxy.dokodemo.Config",
      fields: {
        address: { domain: "a.b" },
        port: 9,
        portMap: { "80": "a:1" },
        followRedirect: true,
        userLevel: 7,
        networks: ["TCP", "Unknown"],
      },
    },
  ],
  ["{}", { type: "xray.proxy.dokodemo.Config", fields: { networks: ["TCP"] } }],
  [
    '{"portMap":{"80":null}}',
    "infra/conf: failed to build inbound handler for protocol dokodemo-door > infra/conf: invalid portMap:  > missing port in address",
  ],
  [
    '{"portMap":{"80":"a"}}',
    "infra/conf: failed to build inbound handler for protocol dokodemo-door > infra/conf: invalid portMap: a > address a: missing port in address",
  ],
  [
    '{"portMap":{"80":5}}',
    "infra/conf: failed to load inbound detour config for protocol dokodemo-door > json: cannot unmarshal number into Go struct field DokodemoConfig.portMap of type string",
  ],
  [
    '{"port":65536}',
    "infra/conf: failed to load inbound detour config for protocol dokodemo-door > json: cannot unmarshal number 65536 into Go struct field DokodemoConfig.port of type uint16",
  ],
  [
    '{"address":[1, 2]}',
    "infra/conf: failed to load inbound detour config for protocol dokodemo-door > infra/conf: invalid address: [1, 2] > json: cannot unmarshal array into Go value of type string",
  ],
])("%s", (settings, expected) => {
  expect(outcomeOf("inbounds", "dokodemo-door", settings)).toEqual(expected);
});
