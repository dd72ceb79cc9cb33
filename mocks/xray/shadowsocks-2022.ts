import type { JsonObject } from "../../contract/json.js";
import { accountTypes, inside, readUser } from "./account.js";
import { goBase64 } from "./go/base64.js";
import { formatIp } from "./go/text.js";
import { isNoAddress, objectOf, objectsOf, bytesOf, textOf } from "./json-fields.js";
import { networksOf } from "./networks.js";
import type { ProxyObject } from "./proxy-object.js";
import { crash, refused, type Trouble } from "./refusal.js";
import { createUsers, openUser, type ReadyUser } from "./users.js";

const here = "proxy/shadowsocks_2022: ";
const service = `${here}create service > `;

/** Bytes of a key by method; longer keys are hashed down to it. */
const keyLengths: Readonly<Record<string, number>> = {
  "2022-blake3-aes-128-gcm": 16,
  "2022-blake3-aes-256-gcm": 32,
  "2022-blake3-chacha20-poly1305": 32,
};

const isAes = (method: string): boolean => method in keyLengths && method.includes("aes");

/** An inbound with one key, whose users cannot be managed. */
export function createSingle(fields: JsonObject): ProxyObject | Trouble {
  const method = textOf(fields, "method");
  if (!(method in keyLengths)) return refused(`${here}unsupported method ${method}`);
  const wrong = passwordTrouble(method, textOf(fields, "key"));
  if (wrong !== undefined) return refused(service + wrong);
  return inboundOf(fields);
}

/** An inbound with a key of its own and one for each user. A user without email gets one, which is shown. */
export function createMulti(fields: JsonObject, uuid: () => string): ProxyObject | Trouble {
  const ready: ReadyUser[] = [];
  const named = objectsOf(fields, "users").map((user, index) => ({
    ...user,
    email: textOf(user, "email") || `unnamed-user-${String(index)}-${uuid()}`,
  }));
  for (const user of named) {
    const read = openUser(readUser(user));
    if (read.kind !== "user") return inside(`${here}failed to get shadowsocks user > `, read);
    ready.push(read);
  }
  const method = textOf(fields, "method");
  const key = textOf(fields, "key");
  if (key === "") return refused(`${here}missing key`);
  const decoded = goBase64(key);
  if (decoded.kind === "bad") return refused(`${here}parse config > ${decoded.text}`);
  if (!isAes(method)) return refused(`${service}invalid argument`);
  if (isShort(method, decoded.bytes)) return refused(`${service}bad key`);
  const foreign = ready.find((r) => r.account.type !== accountTypes["shadowsocks-2022"]);
  if (foreign !== undefined)
    return crash(`an account of type ${foreign.account.type} on a shadowsocks-2022 inbound`);
  const wrong = keysTrouble(
    method,
    named.map((user) => keyOf(user)),
  );
  if (wrong !== undefined) return refused(service + wrong);
  const users = createUsers("shadowsocks-2022");
  // Two users of one email are found out only when they are added later.
  if (users.kind === "list") users.users.push(...ready.map((r) => r.user));
  return { ...inboundOf(fields), users, ...(named.length > 0 && { shown: { users: named } }) };
}

/** An inbound that passes on to other servers. A destination without email gets one, which is shown. */
export function createRelay(fields: JsonObject, uuid: () => string): ProxyObject | Trouble {
  const method = textOf(fields, "method");
  if (!isAes(method)) return refused(`${here}unsupported method ${method}`);
  const wrong = passwordTrouble(method, textOf(fields, "key"));
  if (wrong !== undefined) return refused(service + wrong);
  const destinations = objectsOf(fields, "destinations").map((destination, index) => ({
    ...destination,
    email: textOf(destination, "email") || `unnamed-destination-${String(index)}-${uuid()}`,
  }));
  if (destinations.some((destination) => hasNoAddress(objectOf(destination, "address"))))
    return crash("a destination without an address");
  const wrongKey = keysTrouble(
    method,
    destinations.map((destination) => textOf(destination, "key")),
  );
  if (wrongKey !== undefined) return refused(service + wrongKey);
  return { ...inboundOf(fields), ...(destinations.length > 0 && { shown: { destinations } }) };
}

/** An outbound. */
export function createClient2022(fields: JsonObject): ProxyObject | Trouble {
  if (isNoAddress(objectOf(fields, "address")))
    return crash("a server address that is neither IP nor domain");
  const method = textOf(fields, "method");
  if (!(method in keyLengths)) return refused(`${here}unknown method ${method}`);
  const key = textOf(fields, "key");
  if (key === "") return refused(`${here}missing psk`);
  const parts = key.split(":").map(goBase64);
  for (const part of parts)
    if (part.kind === "bad") return refused(`${here}create method > decode key: ${part.text}`);
  if (!isAes(method) && parts.length > 1) return refused(`${here}create method > invalid argument`);
  if (parts.some((part) => part.kind === "bytes" && isShort(method, part.bytes)))
    return refused(`${here}create method > bad key`);
  return { kind: "outbound" };
}

const inboundOf = (fields: JsonObject) =>
  ({
    kind: "inbound",
    protocol: "shadowsocks-2022",
    networks: networksOf(fields, "network", ["TCP", "UDP"]),
    users: null,
  }) as const;

function isShort(method: string, key: Buffer): boolean {
  return key.length < (keyLengths[method] ?? 0);
}

function passwordTrouble(method: string, password: string): string | undefined {
  if (password === "") return "missing psk";
  const decoded = goBase64(password);
  if (decoded.kind === "bad") return `decode psk: ${decoded.text}`;
  return isShort(method, decoded.bytes) ? "bad key" : undefined;
}

/** All keys are decoded before the length of the first is looked at. */
function keysTrouble(method: string, keys: readonly string[]): string | undefined {
  const decoded: Buffer[] = [];
  for (const key of keys) {
    if (key === "") return "missing password";
    const read = goBase64(key);
    if (read.kind === "bad") return `decode psk: ${read.text}`;
    decoded.push(read.bytes);
  }
  return decoded.some((key) => isShort(method, key)) ? "bad key" : undefined;
}

function keyOf(user: JsonObject): string {
  const { account } = readUser(user);
  return account !== null && "fields" in account ? textOf(account.fields, "key") : "";
}

function hasNoAddress(address: JsonObject | undefined): boolean {
  if (address === undefined || isNoAddress(address)) return true;
  return address["domain"] === undefined && formatIp(bytesOf(address, "ip")) === undefined;
}
