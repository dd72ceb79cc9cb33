import type { Json, JsonObject } from "../../contract/json.js";
import type { Message, User } from "../../contract/xray/message.js";
import { uuidOf } from "./identity.js";
import { enumOf, messageOf, numberOf, objectOf, textOf } from "./json-fields.js";
import { isAccount } from "./known-types.js";
import { refused, type Trouble } from "./refusal.js";
import { openTyped } from "./typed.js";

/** An account that the original can read, as it shows it afterwards. */
export interface Account {
  readonly kind: "account";
  readonly type: string;
  readonly shown: Message;
}

/** Full names of the accounts that the protocols with users take. */
export const accountTypes = {
  vmess: "xray.proxy.vmess.Account",
  vless: "xray.proxy.vless.Account",
  trojan: "xray.proxy.trojan.Account",
  shadowsocks: "xray.proxy.shadowsocks.Account",
  "shadowsocks-2022": "xray.proxy.shadowsocks_2022.Account",
  hysteria: "xray.proxy.hysteria.account.Account",
} as const;

/** Reads the account of a user as the original does before it looks at the protocol. */
export function readAccount(message: Message | null): Account | Trouble {
  if (message === null) return refused("common/protocol: Account is missing");
  const typed = openTyped(message);
  if (typed.kind !== "readable" && typed.kind !== "foreign") return typed;
  const { type } = typed;
  if (!isAccount(type)) return refused(`common/protocol: Unknown account type: ${type}`);
  if (typed.kind === "foreign") return { kind: "account", type, shown: message };
  const fields = shownFields(type, typed.fields);
  return "kind" in fields ? fields : { kind: "account", type, shown: { type, fields: fields.of } };
}

function shownFields(type: string, fields: JsonObject): { readonly of: JsonObject } | Trouble {
  switch (type) {
    case accountTypes.vmess:
      return vmessFields(fields);
    case accountTypes.vless: {
      const id = uuidOf(textOf(fields, "id"));
      if (id.kind !== "uuid") return inside("proxy/vless: failed to parse ID > ", id);
      return { of: { ...fields, id: id.uuid } };
    }
    case accountTypes.shadowsocks:
      return shadowsocksFields(fields);
    default:
      return { of: fields };
  }
}

/** The security of a vmess account is what the machine does fastest where it is left to it, and known tests are rewritten. */
function vmessFields(fields: JsonObject): { readonly of: JsonObject } | Trouble {
  const id = uuidOf(textOf(fields, "id"));
  if (id.kind !== "uuid") return inside("proxy/vmess: failed to parse ID > ", id);
  const security = objectOf(fields, "securitySettings");
  const type: Json | undefined = security === undefined ? "AUTO" : security["type"];
  const settings =
    type === undefined || type === 0
      ? {}
      : { type: type === "AUTO" || type === 2 ? "AES128_GCM" : type };
  const sent = textOf(fields, "testsEnabled");
  const tests =
    (sent.includes("AuthenticatedLength") ? "AuthenticatedLength|" : "") +
    (sent.includes("NoTerminationSignal") ? "NoTerminationSignal" : "");
  return {
    of: {
      id: id.uuid,
      securitySettings: settings,
      ...(tests === "" ? {} : { testsEnabled: tests }),
    },
  };
}

const cipherTypes = {
  AES_128_GCM: 5,
  AES_256_GCM: 6,
  CHACHA20_POLY1305: 7,
  XCHACHA20_POLY1305: 8,
  NONE: 9,
} as const;

function shadowsocksFields(fields: JsonObject): { readonly of: JsonObject } | Trouble {
  const cipher = enumOf(fields, "cipherType", cipherTypes);
  if (cipher < 5 || cipher > 9)
    return refused(
      "proxy/shadowsocks: failed to get cipher > proxy/shadowsocks: Unsupported cipher.",
    );
  const { password, cipherType } = fields;
  return {
    of: {
      ...(password === undefined ? {} : { password }),
      ...(cipherType === undefined ? {} : { cipherType }),
    },
  };
}

/** True for a shadowsocks account that does not encrypt; such a one must be the first of its inbound. */
export function isPlain(account: Account): boolean {
  return "fields" in account.shown && enumOf(account.shown.fields, "cipherType", cipherTypes) === 9;
}

/** A user inside the settings of a proxy, as `readFields` wrote it. */
export function readUser(fields: JsonObject): User {
  return {
    email: textOf(fields, "email"),
    level: numberOf(fields, "level"),
    account: messageOf(fields, "account"),
  };
}

/** The same trouble; a refusal with `prefix` before its text. */
export function inside(prefix: string, trouble: Trouble): Trouble {
  return trouble.kind === "refused" ? refused(prefix + trouble.text) : trouble;
}
