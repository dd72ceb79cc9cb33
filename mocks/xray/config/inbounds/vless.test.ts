import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

const x25519 = "A".repeat(43);
const mlkemSeed = "B".repeat(86);

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  [
    '{"decryption":"none","testseed":[1,2,3],"flow":"xtls-rprx-vision","CLIENTS":[{"id":"66ad4540-b58c-4ad2-9926-ea63445a9b57","Level":4294967295,"email":"A","testseed":[5,5,5],"reverse":{"tag":"r"}},{"id":"x","testseed":[9,8,7,6]}]}',
    {
      type: "xray.proxy.vless.inbound.Config",
      fields: {
        clients: [
          {
            level: 4294967295,
            email: "A",
            account: {
              type: "xray.proxy.vless.Account",
              fields: {
                id: "66ad4540-b58c-4ad2-9926-ea63445a9b57",
                flow: "xtls-rprx-vision",
                reverse: { tag: "r" },
                testseed: [1, 2, 3],
              },
            },
          },
          {
            account: {
              type: "xray.proxy.vless.Account",
              fields: {
                id: "f3e951bb-a80b-5e6c-a038-a56ee0caa25d",
                flow: "xtls-rprx-vision",
                testseed: [9, 8, 7, 6],
              },
            },
          },
        ],
        decryption: "none",
      },
    },
  ],
  [
    `{"decryption":"mlkem768x25519plus.random.100-500s.100-111-1111.75-0-111.${x25519}.${mlkemSeed}"}`,
    {
      type: "xray.proxy.vless.inbound.Config",
      fields: {
        decryption: `${x25519}.${mlkemSeed}`,
        xorMode: 2,
        secondsFrom: "100",
        secondsTo: "500",
        padding: "100-111-1111.75-0-111",
      },
    },
  ],
  [
    '{"decryption":"none","fallbacks":[{"dest":80},{"dest":"@@h","path":"/x","alpn":"h2","name":"n","xver":2},{"dest":"/run/x"},{"dest":null},{"dest":"serve-ws-none"},{"dest":"a:1"}]}',
    {
      type: "xray.proxy.vless.inbound.Config",
      fields: {
        fallbacks: [
          { type: "tcp", dest: "localhost:80" },
          {
            name: "n",
            alpn: "h2",
            path: "/x",
            type: "unix",
            dest: "@h\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000",
            xver: "2",
          },
          { type: "unix", dest: "/run/x" },
          { type: "tcp", dest: "localhost:0" },
          { type: "serve", dest: "serve-ws-none" },
          { type: "tcp", dest: "a:1" },
        ],
        decryption: "none",
      },
    },
  ],
  [
    `{"decryption":"mlkem768x25519plus.native.600s.${x25519}","fallbacks":[]}`,
    'infra/conf: failed to build inbound handler for protocol vless > infra/conf: VLESS settings: "fallbacks" can not be used together with "decryption"',
  ],
  [
    '{"decryption":"none","fallbacks":[{"dest":"a"}]}',
    'infra/conf: failed to build inbound handler for protocol vless > infra/conf: VLESS fallbacks: please fill in a valid value for every "dest"',
  ],
  [
    '{"decryption":"none","fallbacks":[{"dest":1,"xver":3}]}',
    'infra/conf: failed to build inbound handler for protocol vless > infra/conf: VLESS fallbacks: invalid PROXY protocol version, "xver" only accepts 0, 1, 2',
  ],
  [
    '{"decryption":"none","fallbacks":[{"dest":1,"path":"x"}]}',
    'infra/conf: failed to build inbound handler for protocol vless > infra/conf: VLESS fallbacks: "path" must be empty or start with "/"',
  ],
  ['{"decryption":"none","fallbacks":[null]}', "exit 2"],
  ['{"decryption":"mlkem768x25519plus.native.600s.abc"}', "exit 2"],
  [
    '{"decryption":"mlkem768x25519plus.native.600s"}',
    'infra/conf: failed to build inbound handler for protocol vless > infra/conf: VLESS settings: unsupported "decryption": mlkem768x25519plus.native.600s',
  ],
  [
    '{"decryption":"none","clients":[{"id":"x","encryption":"none"}]}',
    'infra/conf: failed to build inbound handler for protocol vless > infra/conf: VLESS clients: "encryption" should not be in inbound settings',
  ],
  [
    '{"decryption":"none","clients":[{"id":"x","reverse":{}}]}',
    'infra/conf: failed to build inbound handler for protocol vless > infra/conf: VLESS clients: "tag" can\'t be empty for "reverse"',
  ],
  [
    '{"decryption":"none","clients":[{"id":"x","reverse":{"tag":"r","sniffing":{}}}]}',
    'infra/conf: failed to build inbound handler for protocol vless > infra/conf: VLESS clients: inbound\'s "reverse" can\'t have "sniffing"',
  ],
  [
    '{"decryption":"none","clients":[5]}',
    "infra/conf: failed to build inbound handler for protocol vless > infra/conf: VLESS clients: invalid user > json: cannot unmarshal number into Go value of type protocol.User",
  ],
  [
    '{"decryption":"none","clients":[{"id":"x","account":{"value":"YQ"}}]}',
    "infra/conf: failed to build inbound handler for protocol vless > infra/conf: VLESS clients: invalid user > illegal base64 data at input byte 0",
  ],
  [
    '{"decryption":"none","clients":[{"id":5}]}',
    "infra/conf: failed to build inbound handler for protocol vless > infra/conf: VLESS clients: invalid user > json: cannot unmarshal number into Go struct field Account.id of type string",
  ],
  [
    '{"clients":5,"decryption":5}',
    "infra/conf: failed to load inbound detour config for protocol vless > json: cannot unmarshal number into Go struct field VLessInboundConfig.clients of type []json.RawMessage",
  ],
  [
    "[]",
    "infra/conf: failed to load inbound detour config for protocol vless > json: cannot unmarshal array into Go value of type conf.VLessInboundConfig",
  ],
])("%s", (settings, expected) => {
  expect(outcomeOf("inbounds", "vless", settings)).toEqual(expected);
});
