import { expect, test } from "vitest";
import { readXrayConfig } from "../read-config.js";
import { outcomeOf } from "../sample-settings.js";

// All measured on Xray 26.3.27.
test.each([
  ["keys in another case", '{"USERLEVEL": 1}', { userLevel: 1 }],
  ["a long s in a key", '{"u\u017FerLevel": 1}', { userLevel: 1 }],
  ["a key twice: the last counts", '{"userLevel": 1, "userlevel": 2}', { userLevel: 2 }],
  ["null over a number: nothing", '{"userLevel": 1, "userlevel": null}', { userLevel: 1 }],
  ["null over a list: none", '{"accounts": [{}], "Accounts": null}', {}],
  [
    "a list over a list: its elements over those of the first",
    '{"accounts": [{"user": "u"}], "Accounts": [{"pass": "p"}, {"user": "v"}]}',
    { accounts: { u: "p", v: "" } },
  ],
])("%s", (_, settings, fields) => {
  const type = "xray.proxy.http.ServerConfig";
  expect(outcomeOf("inbounds", "http", settings)).toEqual({ type, fields });
});

test.each([
  ["the first wrong type counts", '{"userLevel": "x", "accounts": 5}', "string|userLevel|uint32"],
  ["a member of a list", '{"accounts": [{"user": true}]}', "bool|accounts.user|string"],
  ["a number is quoted where one is wanted", '{"userLevel": 1.0}', "number 1.0|userLevel|uint32"],
  ["elsewhere not", '{"allowTransparent": 1}', "number|allowTransparent|bool"],
  ["an element", '{"accounts": [[]]}', "array|accounts|conf.HTTPAccount"],
  ["the list", '{"accounts": {}}', "object|accounts|[]*conf.HTTPAccount"],
])("%s", (_, settings, expected) => {
  const [found, field = "", type] = expected.split("|");
  const struct = field.includes(".") ? "HTTPAccount" : "HTTPServerConfig";
  expect(outcomeOf("inbounds", "http", settings)).toBe(
    `infra/conf: failed to load inbound detour config for protocol http > json: cannot unmarshal ${found} into Go struct field ${struct}.${field} of type ${type}`,
  );
});

test("an error of a type of its own comes before a wrong type", () => {
  expect(outcomeOf("inbounds", "socks", '{"udp": 1, "ip": 5}')).toBe(
    "infra/conf: failed to load inbound detour config for protocol socks > infra/conf: invalid address: 5 > json: cannot unmarshal number into Go value of type string",
  );
});

test("keys that the original ignores are named", () => {
  const client = { id: "x", account: {}, emial: "a" };
  const { warnings } = readXrayConfig(
    JSON.stringify({
      inbounds: [
        { port: 1, protocol: "vless", settings: { decryption: "none", clients: [client], x: 1 } },
      ],
      outbounds: [
        { protocol: "socks", settings: { address: "a", servers: [] } },
        { protocol: "http", settings: { port: 1, headers: {}, servers: [{ address: "a" }] } },
      ],
    }),
    "core.json",
  );
  expect(warnings.slice(1).map((warning) => warning.replace(/^core.json:1:\d+: /, ""))).toEqual([
    "inbounds[0].settings.x is unknown to Xray, which ignores it",
    "inbounds[0].settings.clients[0].account has no effect: Xray replaces it by the other keys of the client",
    'inbounds[0].settings.clients[0].emial is unknown to Xray, which ignores it; did you mean "email"?',
    "outbounds[0].settings.servers is ignored by Xray beside address",
    "outbounds[1].settings.port is ignored by Xray without address; write it in servers",
  ]);
});
