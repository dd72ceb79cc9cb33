import type { JsonObject } from "../../contract/json.js";
import { accountTypes, inside, readAccount, readUser } from "./account.js";
import { encryptionTrouble } from "./decryption.js";
import { isNoAddress, messageOf, objectOf } from "./json-fields.js";
import type { ProxyObject } from "./proxy-object.js";
import { crash, refused, type Trouble } from "./refusal.js";
import { openTyped } from "./typed.js";

/** An outbound whose settings name one server. `noServer` is the original's refusal where they don't. */
export function createClient(
  fields: JsonObject,
  package_: string,
  name = "server",
  noServer = "no target server found",
): ProxyObject | Trouble {
  const server = objectOf(fields, name);
  if (server === undefined) return refused(`${package_}: ${noServer}`);
  if (isNoAddress(objectOf(server, "address")))
    return crash("a server address that is neither IP nor domain");
  const user = objectOf(server, "user");
  if (user !== undefined) {
    const account = readAccount(readUser(user).account);
    if (account.kind !== "account")
      return inside(`${package_}: failed to get server spec > `, account);
  }
  return { kind: "outbound" };
}

/** A vless outbound, which looks into the account at once. */
export function createVlessClient(fields: JsonObject): ProxyObject | Trouble {
  const client = createClient(fields, "proxy/vless/outbound", "vnext", "no vnext found");
  if (client.kind !== "outbound") return client;
  const user = objectOf(objectOf(fields, "vnext") ?? {}, "user");
  const account = user === undefined ? null : readUser(user).account;
  if (account === null || account.type !== accountTypes.vless || !("fields" in account))
    return crash("a vless outbound without a vless account");
  return encryptionTrouble(account.fields) ?? client;
}

/** A blackhole, with what it answers. */
export function createBlackhole(fields: JsonObject): ProxyObject | Trouble {
  const response = messageOf(fields, "response");
  if (response === null) return { kind: "outbound" };
  const typed = openTyped(response);
  if (typed.kind !== "readable" && typed.kind !== "foreign") return typed;
  return /^xray\.proxy\.blackhole\.(None|HTTP)Response$/.test(typed.type)
    ? { kind: "outbound" }
    : crash(`a blackhole that answers with ${typed.type}`);
}

/** An outbound that answers DNS queries. */
export function createDns(fields: JsonObject): ProxyObject | Trouble {
  const server = objectOf(fields, "server");
  return server !== undefined && isNoAddress(objectOf(server, "address"))
    ? crash("a DNS server address that is neither IP nor domain")
    : { kind: "outbound" };
}
