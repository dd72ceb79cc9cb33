import type { User } from "../../contract/xray/message.js";
import { accountTypes, inside, isPlain, readAccount, type Account } from "./account.js";
import { goEqualFold, goLower } from "./go/text.js";
import { textOf } from "./json-fields.js";
import { crash, refused, type Trouble } from "./refusal.js";
import type { InboundProtocol, UserTable } from "./state.js";

/** Protocols whose users can be managed. */
export type UserProtocol = Extract<InboundProtocol, keyof typeof accountTypes>;

/** What the original writes before its refusals of users. */
const prefixes: Readonly<Record<UserProtocol, string>> = {
  vmess: "proxy/vmess/inbound: ",
  vless: "proxy/vless: ",
  trojan: "proxy/trojan: ",
  shadowsocks: "proxy/shadowsocks: ",
  "shadowsocks-2022": "proxy/shadowsocks_2022: ",
  hysteria: "proxy/hysteria/account: ",
};

/** True for a protocol whose users can be managed. */
export function isUserProtocol(protocol: InboundProtocol): protocol is UserProtocol {
  return protocol in prefixes;
}

/** A table without users. */
export function createUsers(protocol: UserProtocol): UserTable {
  switch (protocol) {
    case "vless":
    case "trojan":
      return { kind: "by email", listed: new Map(), hidden: 0 };
    case "hysteria":
      return { kind: "by auth", users: new Map(), emails: new Set() };
    case "vmess":
    case "shadowsocks":
    case "shadowsocks-2022":
      return { kind: "list", users: [], emails: new Map() };
    default:
      return protocol satisfies never;
  }
}

/** A user whose account could be read. */
export interface ReadyUser {
  readonly kind: "user";
  readonly user: User;
  readonly account: Account;
}

/** Reads a user as the original does before it looks at the protocol. */
export function openUser(user: User | null): ReadyUser | Trouble {
  const account = readAccount(user?.account ?? null);
  if (account.kind !== "account") return account;
  const { email = "", level = 0 } = user ?? {};
  return { kind: "user", account, user: { email, level, account: account.shown } };
}

/** Adds a user; undefined where that worked. `unreadable` goes before what is wrong with the account. */
export function addUser(
  users: UserTable,
  protocol: UserProtocol,
  user: User | null,
  unreadable: string,
): Trouble | undefined {
  const ready = openUser(user);
  return ready.kind === "user" ? putUser(users, protocol, ready) : inside(unreadable, ready);
}

/** Adds a user that was read; undefined where that worked. */
export function putUser(
  users: UserTable,
  protocol: UserProtocol,
  { user, account }: ReadyUser,
): Trouble | undefined {
  const { email } = user;
  const key = goLower(email);
  if (email !== "" && isTaken(users, protocol, email))
    return refused(`${prefixes[protocol]}User ${email} already exists.`);
  const isForeign = account.type !== accountTypes[protocol];
  // The others take it for one of their own, and only after the email was found free.
  if (isForeign && protocol !== "vmess")
    return crash(`an account of type ${account.type} on a ${protocol} inbound`);
  switch (users.kind) {
    case "by email":
      if (email === "") users.hidden += 1;
      else users.listed.set(key, user);
      return undefined;
    case "by auth":
      if (email !== "") users.emails.add(email);
      users.users.set("fields" in account.shown ? textOf(account.shown.fields, "auth") : "", user);
      return undefined;
    case "list":
      if (protocol === "shadowsocks" && isPlain(account) && users.users.length > 0)
        return refused(`${prefixes[protocol]}The cipher is not support Single-port Multi-user`);
      users.users.push(user);
      if (protocol === "vmess" && email !== "") users.emails.set(key, user);
      // Refused, and listed, counted and its email in use all the same.
      return isForeign ? refused("proxy/vmess: account type is incorrect") : undefined;
    default:
      return users satisfies never;
  }
}

function isTaken(users: UserTable, protocol: UserProtocol, email: string): boolean {
  switch (users.kind) {
    case "by email":
      return users.listed.has(goLower(email));
    case "by auth":
      return users.emails.has(email);
    case "list":
      if (protocol === "vmess") return users.emails.has(goLower(email));
      return protocol === "shadowsocks-2022" && users.users.some((user) => user.email === email);
    default:
      return users satisfies never;
  }
}

/** Removes a user by email; what came of it. The user is null where only its email was left. */
export function removeUser(
  users: UserTable,
  protocol: UserProtocol,
  email: string,
): { readonly kind: "removed"; readonly user: User | null } | Trouble {
  if (email === "") return refused(`${prefixes[protocol]}Email must not be empty.`);
  // Plain shadowsocks names the email as it looks for it.
  const named = protocol === "shadowsocks" ? goLower(email) : email;
  const unknown = refused(`${prefixes[protocol]}User ${named} not found.`);
  switch (users.kind) {
    case "by email": {
      const user = users.listed.get(goLower(email));
      if (user === undefined) return unknown;
      users.listed.delete(goLower(email));
      return { kind: "removed", user };
    }
    case "by auth": {
      if (!users.emails.delete(email)) return unknown;
      const found = [...users.users].find(([, user]) => user.email === email);
      if (found !== undefined) users.users.delete(found[0]);
      return { kind: "removed", user: found?.[1] ?? null };
    }
    case "list": {
      if (protocol === "vmess" && !users.emails.has(goLower(email))) return unknown;
      const wanted = protocol === "shadowsocks-2022" ? email : goLower(email);
      const at = users.users.findIndex((user) => goEqualFold(user.email, wanted));
      const user = users.users[at];
      if (user !== undefined && protocol === "vmess" && user.account?.type !== accountTypes.vmess)
        return crash(`removing a vmess user with an account of another protocol`);
      users.emails.delete(goLower(email));
      if (user === undefined)
        return protocol === "vmess" ? { kind: "removed", user: null } : unknown;
      const last = users.users.pop();
      if (last !== undefined && at < users.users.length) users.users[at] = last;
      return { kind: "removed", user };
    }
    default:
      return users satisfies never;
  }
}

/** The user that an email finds, in any case but for hysteria. */
export function findUser(
  users: UserTable,
  protocol: UserProtocol,
  email: string,
): User | undefined {
  switch (users.kind) {
    case "by email":
      return users.listed.get(goLower(email));
    case "by auth":
      return users.emails.has(email)
        ? [...users.users.values()].find((user) => user.email === email)
        : undefined;
    case "list": {
      if (protocol === "vmess") return users.emails.get(goLower(email));
      const wanted = protocol === "shadowsocks" ? goLower(email) : email;
      return users.users.find((user) => goEqualFold(user.email, wanted));
    }
    default:
      return users satisfies never;
  }
}

/** All users that can be shown, those of vmess and shadowsocks in the original's order. */
export function listUsers(users: UserTable): readonly User[] {
  switch (users.kind) {
    case "by email":
      return [...users.listed.values()];
    case "by auth":
      return [...users.users.values()];
    case "list":
      return users.users;
    default:
      return users satisfies never;
  }
}

/** How many users can be shown. */
export function countUsers(users: UserTable): number {
  return users.kind === "by email" ? users.listed.size : listUsers(users).length;
}
