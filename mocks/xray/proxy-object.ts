import type { JsonObject } from "../../contract/json.js";
import { inside, readAccount, readUser } from "./account.js";
import { createUsers, addUser, type UserProtocol } from "./users.js";
import { isNoAddress, listOf, messageOf, objectOf, objectsOf } from "./json-fields.js";
import { goType, hasConstructor } from "./known-types.js";
import type { Networks } from "./receiver.js";
import { crash, notModelled, refused, type Trouble } from "./refusal.js";
import type { InboundProtocol, UserTable } from "./state.js";
import { openTyped, type Typed } from "./typed.js";
import { decryptionTrouble } from "./decryption.js";

/** What the original makes of proxy settings. */
export type ProxyObject =
  | {
      readonly kind: "inbound";
      readonly protocol: InboundProtocol;
      readonly networks: Networks;
      readonly users: UserTable | null;
    }
  | { readonly kind: "outbound" }
  /** Something else that settings can configure, such as a service. */
  | { readonly kind: "other" };

/** Makes what the settings of a proxy describe; the original does it in the same way for both sides. */
export function createProxy(settings: Typed): ProxyObject | Trouble {
  if (!hasConstructor(settings.type))
    return refused(`common: ${goType(settings.type)} is not registered`);
  if (settings.kind === "foreign") {
    const isHandler = /^xray\.core\.(In|Out)boundHandlerConfig$/.test(settings.type);
    return isHandler && settings.bytes.length === 0
      ? crash("an empty handler as a proxy")
      : notModelled(settings.type);
  }
  const { type, fields } = settings;
  switch (type) {
    case "xray.proxy.vless.inbound.Config":
      return createVless(fields);
    case "xray.proxy.trojan.ServerConfig":
      return createTrojan(fields);
    case "xray.proxy.socks.ServerConfig": {
      const networks = fields["udpEnabled"] === true ? (["TCP", "UDP"] as const) : ["TCP" as const];
      return { kind: "inbound", protocol: "socks", networks: new Set(networks), users: null };
    }
    case "xray.proxy.dokodemo.Config":
      return createDokodemo(fields);
    case "xray.proxy.freedom.Config":
      return { kind: "outbound" };
    case "xray.proxy.blackhole.Config":
      return createBlackhole(fields);
    case "xray.proxy.socks.ClientConfig":
      return createClient(fields, "socks");
    case "xray.proxy.trojan.ClientConfig":
      return createClient(fields, "trojan");
    case "xray.app.proxyman.InboundConfig":
    case "xray.app.proxyman.OutboundConfig":
    case "xray.app.proxyman.command.Config":
      return { kind: "other" };
    default:
      return notModelled(type);
  }
}

const streamAndUnix: Networks = new Set(["TCP", "UNIX"] as const);

function createVless(fields: JsonObject): ProxyObject | Trouble {
  const users = readUsers(fields, "clients", "vless", {
    unreadable: "proxy/vless/inbound: failed to get VLESS user > ",
    refused: "proxy/vless/inbound: failed to initiate user > ",
  });
  if ("kind" in users) return users;
  const wrong = decryptionTrouble(fields);
  if (wrong !== undefined) return wrong;
  return { kind: "inbound", protocol: "vless", networks: streamAndUnix, users };
}

function createTrojan(fields: JsonObject): ProxyObject | Trouble {
  const users = readUsers(fields, "users", "trojan", {
    unreadable: "proxy/trojan: failed to get trojan user > ",
    refused: "proxy/trojan: failed to add user > ",
  });
  if ("kind" in users) return users;
  return { kind: "inbound", protocol: "trojan", networks: streamAndUnix, users };
}

function readUsers(
  fields: JsonObject,
  name: string,
  protocol: UserProtocol,
  prefix: { readonly unreadable: string; readonly refused: string },
): UserTable | Trouble {
  const users = createUsers();
  for (const fieldsOfUser of objectsOf(fields, name)) {
    const user = readUser(fieldsOfUser);
    // Read twice, so that the two kinds of refusal get their own words.
    const account = readAccount(user.account);
    if (account.kind !== "account") return inside(prefix.unreadable, account);
    const trouble = addUser(users, protocol, user, "");
    if (trouble !== undefined) return inside(prefix.refused, trouble);
  }
  return users;
}

const networkNames = { 2: "TCP", 3: "UDP", 4: "UNIX" } as const;

function createDokodemo(fields: JsonObject): ProxyObject | Trouble {
  const networks = listOf(fields, "networks");
  if (networks.length === 0) return refused("proxy/dokodemo: no network specified");
  if (isNoAddress(objectOf(fields, "address")))
    return crash("a dokodemo-door address that is neither IP nor domain");
  // Enums in lists may come by name or by number.
  const known = Object.entries(networkNames).flatMap(([number, name]) =>
    networks.includes(name) || networks.includes(Number(number)) ? [name] : [],
  );
  return { kind: "inbound", protocol: "dokodemo-door", networks: new Set(known), users: null };
}

function createBlackhole(fields: JsonObject): ProxyObject | Trouble {
  const response = messageOf(fields, "response");
  if (response === null) return { kind: "outbound" };
  const typed = openTyped(response);
  if (typed.kind !== "readable" && typed.kind !== "foreign") return typed;
  return /^xray\.proxy\.blackhole\.(None|HTTP)Response$/.test(typed.type)
    ? { kind: "outbound" }
    : crash(`a blackhole that answers with ${typed.type}`);
}

function createClient(fields: JsonObject, protocol: "socks" | "trojan"): ProxyObject | Trouble {
  const server = objectOf(fields, "server");
  if (server === undefined) return refused(`proxy/${protocol}: no target server found`);
  if (isNoAddress(objectOf(server, "address")))
    return crash("a server address that is neither IP nor domain");
  const user = objectOf(server, "user");
  if (user !== undefined) {
    const account = readAccount(readUser(user).account);
    if (account.kind !== "account")
      return inside(`proxy/${protocol}: failed to get server spec > `, account);
  }
  return { kind: "outbound" };
}
