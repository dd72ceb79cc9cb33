import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  [
    '{"version":2,"address":"a.b","port":443}',
    {
      type: "xray.proxy.hysteria.ClientConfig",
      fields: { version: 2, server: { address: { domain: "a.b" }, port: 443 } },
    },
  ],
  [
    "{}",
    "infra/conf: failed to build outbound handler for protocol hysteria > infra/conf: version != 2",
  ],
  ['{"version":2}', "exit 2"],
  [
    '{"version":2.0}',
    "infra/conf: failed to load outbound detour config for protocol hysteria > json: cannot unmarshal number 2.0 into Go struct field HysteriaClientConfig.version of type int32",
  ],
])("%s", (settings, expected) => {
  expect(outcomeOf("outbounds", "hysteria", settings)).toEqual(expected);
});
