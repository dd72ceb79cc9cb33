import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  [
    '{"secretKey":"kO0BbOTuK5ow8ACvtmxXX1VbJLdxiI3PYXXg4kKhx2Q="}',
    {
      type: "xray.proxy.wireguard.DeviceConfig",
      fields: {
        secretKey: "90ed016ce4ee2b9a30f000afb66c575f555b24b771888dcf6175e0e242a1c764",
        endpoint: ["10.0.0.1", "fd59:7153:2388:b5fd:0000:0000:0000:0001"],
        mtu: 1420,
        isClient: true,
      },
    },
  ],
  [
    '{"peers":5}',
    "infra/conf: failed to load outbound detour config for protocol wireguard > json: cannot unmarshal number into Go struct field WireGuardConfig.peers of type []*conf.WireGuardPeerConfig",
  ],
])("%s", (settings, expected) => {
  expect(outcomeOf("outbounds", "wireguard", settings)).toEqual(expected);
});
