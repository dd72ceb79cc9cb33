import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  [
    '{"secretKey":"kO0BbOTuK5ow8ACvtmxXX1VbJLdxiI3PYXXg4kKhx2Q=","peers":[{"publicKey":"ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB","keepAlive":5,"allowedIPs":[]},{}],"reserved":[1,2,3]}',
    {
      type: "xray.proxy.wireguard.DeviceConfig",
      fields: {
        secretKey: "90ed016ce4ee2b9a30f000afb66c575f555b24b771888dcf6175e0e242a1c764",
        endpoint: ["10.0.0.1", "fd59:7153:2388:b5fd:0000:0000:0000:0001"],
        peers: [
          {
            publicKey: "ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB",
            keepAlive: 5,
          },
          { allowedIps: ["0.0.0.0/0", "::0/0"] },
        ],
        mtu: 1420,
        reserved: "AQID",
      },
    },
  ],
  [
    '{"secretKey":"a-b_","address":[],"mtu":-1,"workers":2,"reserved":"AQID","domainStrategy":"ForceIPv4v6","noKernelTun":true,"isClient":true}',
    {
      type: "xray.proxy.wireguard.DeviceConfig",
      fields: {
        secretKey: "6be6ff",
        mtu: -1,
        numWorkers: 2,
        reserved: "AQID",
        domainStrategy: "FORCE_IP46",
        isClient: true,
        noKernelTun: true,
      },
    },
  ],
  [
    "{}",
    "infra/conf: failed to build inbound handler for protocol wireguard > infra/conf: invalid WireGuard secret key: %winfra/conf: key must not be empty",
  ],
  [
    '{"secretKey":"a"}',
    "infra/conf: failed to build inbound handler for protocol wireguard > infra/conf: invalid WireGuard secret key: %winfra/conf: failed to deserialize key > illegal base64 data at input byte 0",
  ],
  [
    '{"secretKey":"a-b_","peers":[{"publicKey":"a+b_"}]}',
    "infra/conf: failed to build inbound handler for protocol wireguard > infra/conf: failed to deserialize key > illegal base64 data at input byte 3",
  ],
  [
    '{"secretKey":"a-b_","reserved":[1]}',
    'infra/conf: failed to build inbound handler for protocol wireguard > infra/conf: "reserved" should be empty or 3 bytes',
  ],
  [
    '{"secretKey":"a-b_","reserved":"AQ"}',
    "infra/conf: failed to load inbound detour config for protocol wireguard > illegal base64 data at input byte 0",
  ],
  [
    '{"secretKey":"a-b_","domainStrategy":"UseIP"}',
    "infra/conf: failed to build inbound handler for protocol wireguard > infra/conf: unsupported domain strategy: UseIP",
  ],
  ['{"secretKey":"a-b_","peers":[null]}', "exit 2"],
])("%s", (settings, expected) => {
  expect(outcomeOf("inbounds", "wireguard", settings)).toEqual(expected);
});
