import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  [
    '{"domainStrategy":"UseIP","userLevel":7,"redirect":"[::1]:080","proxyProtocol":2,"fragment":{"packets":"TLSHello","length":"5-3","interval":-1,"maxSplit":"1-2"},"noises":[{"type":"rand","packet":"10-20","delay":"1-2","applyTo":"IPv4"},{"type":"base64","packet":"YQ=="}]}',
    {
      type: "xray.proxy.freedom.Config",
      fields: {
        domainStrategy: "USE_IP",
        destinationOverride: { server: { address: { ip: "AAAAAAAAAAAAAAAAAAAAAQ==" }, port: 80 } },
        userLevel: 7,
        fragment: {
          packetsTo: "1",
          lengthMin: "3",
          lengthMax: "5",
          intervalMin: "18446744073709551615",
          intervalMax: "18446744073709551615",
          maxSplitMin: "1",
          maxSplitMax: "2",
        },
        proxyProtocol: 2,
        noises: [
          { lengthMin: "10", lengthMax: "20", delayMin: "1", delayMax: "2", applyTo: "ipv4" },
          { packet: "YQ==", applyTo: "ip" },
        ],
      },
    },
  ],
  [
    '{"targetStrategy":"AsIs","domainStrategy":"x","proxyProtocol":3,"fragment":{"packets":"1-3","length":1,"interval":0}}',
    {
      type: "xray.proxy.freedom.Config",
      fields: { fragment: { packetsFrom: "1", packetsTo: "3", lengthMin: "1", lengthMax: "1" } },
    },
  ],
  [
    '{"domainStrategy":"x"}',
    "infra/conf: failed to build outbound handler for protocol freedom > infra/conf: unsupported domain strategy: x",
  ],
  [
    '{"redirect":"a"}',
    "infra/conf: failed to build outbound handler for protocol freedom > infra/conf: invalid redirect address: a: address a: missing port in address > address a: missing port in address",
  ],
  [
    '{"redirect":":70000"}',
    "infra/conf: failed to build outbound handler for protocol freedom > infra/conf: invalid redirect port: :70000: common/net: invalid port range: 70000 > common/net: invalid port range: 70000",
  ],
  [
    '{"noise":{}}',
    "infra/conf: failed to build outbound handler for protocol freedom > common/errors: The feature noise = { ... } has been removed and migrated to noises = [ { ... } ]. Please update your config(s) according to release note and documentation.",
  ],
  ['{"noises":[null]}', "exit 2"],
  [
    '{"noises":[{}]}',
    "infra/conf: failed to build outbound handler for protocol freedom > infra/conf: Invalid packet, only rand/str/hex/base64 are supported",
  ],
  [
    '{"noises":[{"type":"hex","packet":"abc"}]}',
    "infra/conf: failed to build outbound handler for protocol freedom > infra/conf: Invalid hex string > encoding/hex: odd length hex string",
  ],
  [
    '{"noises":[{"type":"hex","packet":"ag"}]}',
    "infra/conf: failed to build outbound handler for protocol freedom > infra/conf: Invalid hex string > encoding/hex: invalid byte: U+0067 'g'",
  ],
  [
    '{"noises":[{"type":"base64","packet":"a*"}]}',
    "infra/conf: failed to build outbound handler for protocol freedom > infra/conf: Invalid base64 string > illegal base64 data at input byte 1",
  ],
  [
    '{"noises":[{"type":"rand","packet":"x"}]}',
    "infra/conf: failed to build outbound handler for protocol freedom > infra/conf: invalid value for rand Length > infra/conf: invalid range string: x",
  ],
  [
    '{"noises":[{"type":"rand","packet":"0-5"}]}',
    "infra/conf: failed to build outbound handler for protocol freedom > infra/conf: rand lengthMin or lengthMax cannot be 0",
  ],
  [
    '{"noises":[{"type":"str","applyTo":"x"}]}',
    "infra/conf: failed to build outbound handler for protocol freedom > infra/conf: Invalid applyTo, only ip/ipv4/ipv6 are supported",
  ],
  [
    '{"fragment":{}}',
    "infra/conf: failed to build outbound handler for protocol freedom > infra/conf: Length can't be empty",
  ],
  [
    '{"fragment":{"length":0}}',
    "infra/conf: failed to build outbound handler for protocol freedom > infra/conf: LengthMin can't be 0",
  ],
  [
    '{"fragment":{"length":1}}',
    "infra/conf: failed to build outbound handler for protocol freedom > infra/conf: Interval can't be empty",
  ],
  [
    '{"fragment":{"packets":"x"}}',
    "infra/conf: failed to build outbound handler for protocol freedom > infra/conf: Invalid PacketsFrom > infra/conf: invalid range string: x",
  ],
  [
    '{"fragment":{"packets":"0"}}',
    "infra/conf: failed to build outbound handler for protocol freedom > infra/conf: PacketsFrom can't be 0",
  ],
  [
    '{"fragment":{"length":"a"}}',
    'infra/conf: failed to load outbound detour config for protocol freedom > infra/conf: Invalid integer range, expected either string of form "1-2" or plain integer.',
  ],
])("%s", (settings, expected) => {
  expect(outcomeOf("outbounds", "freedom", settings)).toEqual(expected);
});
