import { expect, test } from "vitest";
import { outcomeOf } from "../sample-settings.js";

// Messages and last lines of Xray 26.3.27, measured.
test.each<[string, unknown]>([
  [
    '{"accounts":[{"user":"u","pass":"p"}],"allowTransparent":true,"userLevel":7}',
    {
      type: "xray.proxy.http.ServerConfig",
      fields: { accounts: { u: "p" }, allowTransparent: true, userLevel: 7 },
    },
  ],
  [
    '{"allowTransparent":1}',
    "infra/conf: failed to load inbound detour config for protocol http > json: cannot unmarshal number into Go struct field HTTPServerConfig.allowTransparent of type bool",
  ],
  ['{"accounts":[null]}', "exit 2"],
  [
    '{"accounts":[{"uſer":5}]}',
    "infra/conf: failed to load inbound detour config for protocol http > json: cannot unmarshal number into Go struct field HTTPAccount.accounts.user of type string",
  ],
])("%s", (settings, expected) => {
  expect(outcomeOf("inbounds", "http", settings)).toEqual(expected);
});
