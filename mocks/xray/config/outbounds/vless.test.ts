import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

const x25519 = "A".repeat(43);

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  [
    '{"address":"a.b","port":443,"level":1,"email":"A","id":"x","flow":"xtls-rprx-vision-udp443","seed":"s","encryption":"none","reverse":{"tag":"r","sniffing":{"enabled":true,"destOverride":"http,SSL","domainsExcluded":["A.b"]}},"testpre":2,"testseed":[1],"vnext":[null]}',
    {
      type: "xray.proxy.vless.outbound.Config",
      fields: {
        vnext: {
          address: { domain: "a.b" },
          port: 443,
          user: {
            level: 1,
            email: "A",
            account: {
              type: "xray.proxy.vless.Account",
              fields: {
                id: "f3e951bb-a80b-5e6c-a038-a56ee0caa25d",
                flow: "xtls-rprx-vision-udp443",
                encryption: "none",
                reverse: {
                  tag: "r",
                  sniffing: {
                    enabled: true,
                    destinationOverride: ["http", "tls"],
                    domainsExcluded: ["a.b"],
                  },
                },
                testpre: 2,
                testseed: [1],
              },
            },
          },
        },
      },
    },
  ],
  [
    `{"vnext":[{"address":"1.2.3.4","port":443,"users":[{"id":"66ad4540-b58c-4ad2-9926-ea63445a9b57","encryption":"mlkem768x25519plus.xorpub.0rtt.100-111-1111.${x25519}","level":1}]}]}`,
    {
      type: "xray.proxy.vless.outbound.Config",
      fields: {
        vnext: {
          address: { ip: "AQIDBA==" },
          port: 443,
          user: {
            level: 1,
            account: {
              type: "xray.proxy.vless.Account",
              fields: {
                id: "66ad4540-b58c-4ad2-9926-ea63445a9b57",
                encryption: x25519,
                xorMode: 1,
                seconds: 1,
                padding: "100-111-1111",
              },
            },
          },
        },
      },
    },
  ],
  [
    "{}",
    'infra/conf: failed to build outbound handler for protocol vless > infra/conf: VLESS settings: "vnext" should have one and only one member. Multiple endpoints in "vnext" should use multiple VLESS outbounds and routing balancer instead',
  ],
  ['{"vnext":[null]}', "exit 2"],
  [
    '{"vnext":[{}]}',
    'infra/conf: failed to build outbound handler for protocol vless > infra/conf: VLESS vnext: "address" is not set',
  ],
  [
    '{"vnext":[{"address":"a"}]}',
    'infra/conf: failed to build outbound handler for protocol vless > infra/conf: VLESS vnext: "users" should have one and only one member. Multiple members in "users" should use multiple VLESS outbounds and routing balancer instead',
  ],
  [
    '{"vnext":[{"address":"a","users":[{"id":"x"}]}]}',
    'infra/conf: failed to build outbound handler for protocol vless > infra/conf: VLESS users: please add/set "encryption":"none" for every user',
  ],
  [
    '{"vnext":[{"address":"a","users":[{"id":"x","encryption":"none","reverse":{"tag":"r"}}]}]}',
    'infra/conf: failed to build outbound handler for protocol vless > infra/conf: VLESS users: please use simplified outbound\'s config style to use "reverse"',
  ],
  [
    `{"address":"a","id":"x","encryption":"mlkem768x25519plus.native.600s.${x25519}"}`,
    `infra/conf: failed to build outbound handler for protocol vless > infra/conf: VLESS users: unsupported "encryption": mlkem768x25519plus.native.600s.${x25519}`,
  ],
  ['{"address":"a","id":"x","encryption":"mlkem768x25519plus.native.1rtt.abc"}', "exit 2"],
  [
    '{"address":"a","id":"x","flow":"y"}',
    'infra/conf: failed to build outbound handler for protocol vless > infra/conf: VLESS users: "flow" doesn\'t support "y" in this version',
  ],
  [
    '{"address":"a","reverse":{}}',
    'infra/conf: failed to build outbound handler for protocol vless > infra/conf: VLESS reverse: "tag" can\'t be empty',
  ],
  [
    '{"address":"a","reverse":{"tag":"r","sniffing":{"destOverride":["x"]}}}',
    'infra/conf: failed to build outbound handler for protocol vless > infra/conf: VLESS reverse: invalid "sniffing" config > infra/conf: unknown protocol: x',
  ],
  [
    '{"address":"a","id":""}',
    "infra/conf: failed to build outbound handler for protocol vless > common/uuid: invalid UUID: ",
  ],
])("%s", (settings, expected) => {
  expect(outcomeOf("outbounds", "vless", settings)).toEqual(expected);
});
