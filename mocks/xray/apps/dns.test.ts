import { expect, test } from "vitest";
import type { JsonObject } from "../../../contract/json.js";
import { dnsTrouble } from "./dns.js";

const server = (address: JsonObject, more: JsonObject = {}): JsonObject => ({
  nameServer: [{ address: { network: "UDP", address, ...more }, queryStrategy: "USE_IP6" }],
});
const named = (domain: string): JsonObject => server({ domain });
const host = (proxiedDomain: string, type = "Full"): JsonObject => ({
  staticHosts: [{ type, domain: "(", proxiedDomain }],
});
const ip = (...bytes: readonly number[]) => ({ ip: Buffer.from(bytes).toString("base64") });
const narrow = { queryStrategy: "USE_IP4" };
const client = "failed to create client > app/dns: failed to create nameserver > ";

// Texts of Xray 26.3.27.
test.each<[JsonObject, string]>([
  [
    { ...server(ip(1, 1, 1, 1)), ...narrow },
    'no QueryStrategy available for network:UDP  address:{ip:"\\x01\\x01\\x01\\x01"}',
  ],
  [
    { ...server(ip(200, 180, 65, 194), { port: 5 }), ...narrow },
    'no QueryStrategy available for network:UDP  address:{ip:"ȴA\\xc2"}  port:5',
  ],
  [
    { ...named('a\u0007\u009fb\u00a0"\\\n'), ...narrow },
    'no QueryStrategy available for network:UDP  address:{domain:"a\\x07\\u009fb\u00a0\\"\\\\\\n"}',
  ],
  [host("#x"), 'failed to create hosts > strconv.Atoi: parsing "x": invalid syntax'],
  [host("#"), 'failed to create hosts > strconv.Atoi: parsing "": invalid syntax'],
  [
    host("#9223372036854775808"),
    'failed to create hosts > strconv.Atoi: parsing "9223372036854775808": value out of range',
  ],
  [named("://"), `${client}parse "://": missing protocol scheme`],
  [named("tcp://a:070000"), `${client}common/net: invalid port range: 70000`],
  [named("tcp://a:99999999999"), `${client}common/net: invalid port range: 99999999999`],
  [
    { ...host("#x"), ...named("://") },
    'failed to create hosts > strconv.Atoi: parsing "x": invalid syntax',
  ],
])("%j is refused", (config, text) => {
  expect(dnsTrouble(config)).toEqual({ kind: "refused", text: `app/dns: ${text}` });
});

test.each<[JsonObject]>([
  [{}],
  [named("localhost")],
  [named("https://a:99999/")],
  [named("quic+local://a:/")],
  [host("#-5")],
  [host("x")],
  [host("#x", "Regex")],
])("%j is not", (config) => {
  expect(dnsTrouble(config)).toBeUndefined();
});
