import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  ['{"inboundtag":"a"}', { type: "xray.proxy.loopback.Config", fields: { inboundTag: "a" } }],
  [
    '{"inboundTag":{}}',
    "infra/conf: failed to load outbound detour config for protocol loopback > json: cannot unmarshal object into Go struct field LoopbackConfig.inboundTag of type string",
  ],
])("%s", (settings, expected) => {
  expect(outcomeOf("outbounds", "loopback", settings)).toEqual(expected);
});
