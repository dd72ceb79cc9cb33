import type { User } from "../../contract/xray/message.js";
import { accountTypes, inside, readAccount } from "./account.js";
import { goLower } from "./go-text.js";
import { crash, refused, type Trouble } from "./refusal.js";
import type { InboundProtocol, UserTable } from "./state.js";

/** Protocols whose users can be managed. */
export type UserProtocol = Extract<InboundProtocol, "vless" | "trojan">;

/** A table without users. */
export function createUsers(): UserTable {
  return { listed: new Map(), hidden: 0 };
}

/** Adds a user; undefined where that worked. `unreadable` goes before what is wrong with the account. */
export function addUser(
  users: UserTable,
  protocol: UserProtocol,
  user: User | null,
  unreadable: string,
): Trouble | undefined {
  const account = readAccount(user?.account ?? null);
  if (account.kind !== "account") return inside(unreadable, account);
  const email = user?.email ?? "";
  const key = goLower(email);
  if (email !== "" && users.listed.has(key))
    return refused(`proxy/${protocol}: User ${email} already exists.`);
  // The original takes the account for one of its own, and only after the email was found free.
  if (account.type !== accountTypes[protocol])
    return crash(`an account of type ${account.type} on a ${protocol} inbound`);
  if (email === "") users.hidden += 1;
  else users.listed.set(key, { email, level: user?.level ?? 0, account: account.shown });
  return undefined;
}

/** Removes a user by email, in any case; what came of it. */
export function removeUser(
  users: UserTable,
  protocol: UserProtocol,
  email: string,
): { readonly kind: "removed"; readonly user: User } | Trouble {
  if (email === "") return refused(`proxy/${protocol}: Email must not be empty.`);
  const key = goLower(email);
  const user = users.listed.get(key);
  if (user === undefined) return refused(`proxy/${protocol}: User ${email} not found.`);
  users.listed.delete(key);
  return { kind: "removed", user };
}

/** The user with that email, in any case. */
export function findUser(users: UserTable, email: string): User | undefined {
  return users.listed.get(goLower(email));
}
