import type { JsonObject } from "../../contract/json.js";
import { inside, readUser } from "./account.js";
import { decryptionTrouble } from "./decryption.js";
import { isNoAddress, isTrue, listOf, objectOf, objectsOf } from "./json-fields.js";
import { networksOf, type Networks } from "./networks.js";
import type { ProxyObject } from "./proxy-object.js";
import { crash, refused, type Trouble } from "./refusal.js";
import type { UserTable } from "./state.js";
import { createUsers, openUser, putUser, type UserProtocol } from "./users.js";

const streamAndUnix: Networks = new Set(["TCP", "UNIX"] as const);

/** What the original writes before what is wrong with a user of the settings. */
interface Prefixes {
  readonly unreadable: string;
  readonly refused: string;
}

/** A vmess inbound with the users of its settings. */
export function createVmess(fields: JsonObject): ProxyObject | Trouble {
  const users = readUsers(fields, "user", "vmess", {
    unreadable: "proxy/vmess/inbound: failed to get VMess user > ",
    refused: "proxy/vmess/inbound: failed to initiate user > ",
  });
  return withUsers("vmess", streamAndUnix, users);
}

/** A vless inbound with its users, and with keys where it decrypts. */
export function createVless(fields: JsonObject): ProxyObject | Trouble {
  const users = readUsers(fields, "clients", "vless", {
    unreadable: "proxy/vless/inbound: failed to get VLESS user > ",
    refused: "proxy/vless/inbound: failed to initiate user > ",
  });
  const vless = withUsers("vless", streamAndUnix, users);
  return vless.kind === "inbound" ? (decryptionTrouble(fields) ?? vless) : vless;
}

/** A trojan inbound with its users. */
export function createTrojan(fields: JsonObject): ProxyObject | Trouble {
  const users = readUsers(fields, "users", "trojan", {
    unreadable: "proxy/trojan: failed to get trojan user > ",
    refused: "proxy/trojan: failed to add user > ",
  });
  return withUsers("trojan", streamAndUnix, users);
}

/** A plain shadowsocks inbound with its users, TCP alone where no networks are named. */
export function createShadowsocks(fields: JsonObject): ProxyObject | Trouble {
  const users = readUsers(fields, "users", "shadowsocks", {
    unreadable: "proxy/shadowsocks: failed to get shadowsocks user > ",
    refused: "proxy/shadowsocks: failed to add user > ",
  });
  return withUsers("shadowsocks", networksOf(fields, "network", ["TCP"]), users);
}

/** A hysteria inbound with its users; its transport is what takes datagrams. */
export function createHysteria(fields: JsonObject): ProxyObject | Trouble {
  const users = readUsers(fields, "users", "hysteria", {
    unreadable: "proxy/hysteria: failed to get hysteria user > ",
    refused: "proxy/hysteria: failed to add user > ",
  });
  return withUsers("hysteria", new Set(["TCP"] as const), users);
}

/** A socks inbound; its accounts cannot be managed. */
export function createSocks(fields: JsonObject): ProxyObject {
  const networks = isTrue(fields, "udpEnabled") ? (["TCP", "UDP"] as const) : ["TCP" as const];
  return { kind: "inbound", protocol: "socks", networks: new Set(networks), users: null };
}

/** An HTTP proxy; its accounts cannot be managed. */
export function createHttp(): ProxyObject {
  return { kind: "inbound", protocol: "http", networks: streamAndUnix, users: null };
}

/** A dokodemo-door. */
export function createDokodemo(fields: JsonObject): ProxyObject | Trouble {
  if (listOf(fields, "networks").length === 0)
    return refused("proxy/dokodemo: no network specified");
  if (isNoAddress(objectOf(fields, "address")))
    return crash("a dokodemo-door address that is neither IP nor domain");
  const networks = networksOf(fields, "networks", []);
  return { kind: "inbound", protocol: "dokodemo-door", networks, users: null };
}

function withUsers(
  protocol: UserProtocol,
  networks: Networks,
  users: UserTable | Trouble,
): Extract<ProxyObject, { kind: "inbound" }> | Trouble {
  if (users.kind !== "list" && users.kind !== "by email" && users.kind !== "by auth") return users;
  return { kind: "inbound", protocol, networks, users };
}

function readUsers(
  fields: JsonObject,
  name: string,
  protocol: UserProtocol,
  prefix: Prefixes,
): UserTable | Trouble {
  const users = createUsers(protocol);
  for (const fieldsOfUser of objectsOf(fields, name)) {
    const ready = openUser(readUser(fieldsOfUser));
    if (ready.kind !== "user") return inside(prefix.unreadable, ready);
    const trouble = putUser(users, protocol, ready);
    if (trouble !== undefined) return inside(prefix.refused, trouble);
  }
  return users;
}
