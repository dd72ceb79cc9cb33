import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  ["{}", { type: "xray.proxy.blackhole.Config", fields: {} }],
  [
    '{"response":{"type":"HTTP"}}',
    {
      type: "xray.proxy.blackhole.Config",
      fields: { response: { type: "xray.proxy.blackhole.HTTPResponse", fields: {} } },
    },
  ],
  [
    '{"response":null}',
    "infra/conf: failed to build outbound handler for protocol blackhole > infra/conf: Config: Failed to parse Blackhole response config. > infra/conf: type not found in JSON context",
  ],
  [
    '{"response":{"Type":"none"}}',
    "infra/conf: failed to build outbound handler for protocol blackhole > infra/conf: Config: Failed to parse Blackhole response config. > infra/conf: type not found in JSON context",
  ],
  [
    '{"response":5}',
    "infra/conf: failed to build outbound handler for protocol blackhole > infra/conf: Config: Failed to parse Blackhole response config. > json: cannot unmarshal number into Go value of type map[string]json.RawMessage",
  ],
  [
    '{"response":{"type":5}}',
    "infra/conf: failed to build outbound handler for protocol blackhole > infra/conf: Config: Failed to parse Blackhole response config. > json: cannot unmarshal number into Go value of type string",
  ],
  [
    '{"response":{"type":"x"}}',
    "infra/conf: failed to build outbound handler for protocol blackhole > infra/conf: Config: Failed to parse Blackhole response config. > infra/conf: unknown config id: x",
  ],
])("%s", (settings, expected) => {
  expect(outcomeOf("outbounds", "blackhole", settings)).toEqual(expected);
});
