import type { Message, User } from "../../contract/xray/message.js";
import { refuse, answer, crash, done, refuseFor, type XrayResult } from "./refusal.js";
import { mapOrder, type Inbound, type UserTable, type XrayState } from "./state.js";
import { hashText } from "../core/random.js";
import { removeReverse } from "./step-inbounds.js";
import { openTyped } from "./typed.js";
import {
  addUser,
  countUsers,
  findUser,
  isUserProtocol,
  listUsers,
  removeUser,
  type UserProtocol,
} from "./users.js";

const here = "app/proxyman/command: ";

interface Managed {
  readonly kind: "managed";
  readonly users: UserTable;
  readonly protocol: UserProtocol;
}

function managed(state: XrayState, tag: string): Managed | XrayResult {
  // Inbounds without a tag are out of reach: the original looks among the tagged ones only.
  const inbound: Inbound | undefined = state.inbounds.tagged.get(tag);
  if (inbound === undefined) {
    const inner = `app/proxyman/inbound: handler not found: ${tag}`;
    return refuse(`${here}failed to get handler: ${tag} > ${inner}`);
  }
  const { users, protocol } = inbound;
  if (users === null || !isUserProtocol(protocol))
    return refuse(`${here}proxy is not a UserManager`);
  return { kind: "managed", users, protocol };
}

/** Adds a user to an inbound. */
export function addUserTo(state: XrayState, tag: string, user: User | null): XrayResult {
  const found = managed(state, tag);
  if (!("kind" in found)) return found;
  const trouble = addUser(found.users, found.protocol, user, `${here}failed to parse user > `);
  return trouble === undefined ? done() : refuseFor(trouble);
}

/** Removes a user from an inbound. */
export function removeUserFrom(state: XrayState, tag: string, email: string): XrayResult {
  const found = managed(state, tag);
  if (!("kind" in found)) return found;
  const removed = removeUser(found.users, found.protocol, email);
  if (removed.kind !== "removed") return refuseFor(removed);
  removeReverse(state, removed.user);
  return done();
}

/** AlterInbound with anything but a readable operation on users; the operation is read before the tag. */
export function alterInbound(operation: Message | null): XrayResult {
  if (operation === null) return refuseFor(crash("AlterInbound without an operation"));
  const typed = openTyped(operation);
  if (typed.kind === "readable" || typed.kind === "foreign")
    return refuse(`${here}not an inbound operation`);
  return refuseFor(typed, `${here}unknown operation > `);
}

/** Users of an inbound: all, or the one with that email; one empty user where nobody has it. */
export function getInboundUsers(state: XrayState, tag: string, email: string): XrayResult {
  const found = managed(state, tag);
  if (!("kind" in found)) return found;
  if (email === "") return answer({ kind: "users", users: inOrder(state, found.users) });
  const user = findUser(found.users, found.protocol, email) ?? {
    email: "",
    level: 0,
    account: null,
  };
  return answer({ kind: "users", users: [user] });
}

/** Number of users that can be listed. */
export function getInboundUsersCount(state: XrayState, tag: string): XrayResult {
  const found = managed(state, tag);
  if (!("kind" in found)) return found;
  return answer({ kind: "count", count: BigInt(countUsers(found.users)) });
}

/**
 * The original keeps users by email in a hash tree: their order looks random and stays until one
 * changes. Those by secret are in a plain map, whose order is another one each time.
 */
function inOrder(state: XrayState, users: UserTable): readonly User[] {
  if (users.kind === "list") return [...users.users];
  if (users.kind === "by auth") return mapOrder(state, listUsers(users));
  if (state.order === "stable") return listUsers(users);
  return [...users.listed]
    .map(([key, user]) => ({ at: hashText(key, state.seed), user }))
    .sort((a, b) => a.at - b.at)
    .map(({ user }) => user);
}
