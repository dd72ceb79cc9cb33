import type { JsonObject } from "../../../contract/json.js";
import { goString } from "./decoding/scalars.js";
import { goStruct, type Struct } from "./decoding/struct.js";

const shape = { id: goString, security: goString, experiments: goString };

/** The account of a vmess user in JSON. */
export const goVmessAccount = goStruct("conf.VMessAccount", shape);

/** The type of the account of a vmess user. */
export const vmessAccountType = "xray.proxy.vmess.Account";

const securities: Readonly<Record<string, string>> = {
  "aes-128-gcm": "AES128_GCM",
  "chacha20-poly1305": "CHACHA20_POLY1305",
  none: "NONE",
  zero: "ZERO",
};

/** The account as `xray.proxy.vmess.Account`; its id is a UUID by now. Any other security is AUTO. */
export function vmessAccountFields(account: Struct<typeof shape>): JsonObject {
  const security = account.security.toLowerCase();
  const type = Object.hasOwn(securities, security) ? securities[security] : undefined;
  return {
    id: account.id,
    securitySettings: { type: type ?? "AUTO" },
    testsEnabled: account.experiments,
  };
}
