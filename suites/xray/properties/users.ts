import type { WalkCommand } from "../../../contract/xray/command.js";
import type { User } from "../../../contract/xray/message.js";
import type { Property } from "../../core/suite.js";
import {
  addUser,
  countUsers,
  getUsers,
  ids,
  idTexts,
  listInbounds,
  oneOf,
  addInbound,
  removeUser,
  strangeText,
  tags,
  trojanUsers,
  vlessUsers,
  weighted,
} from "../arbitraries.js";
import type { Ledger } from "../ledger.js";
import { trojanInbound, trojanUser, vlessInbound, vlessUser } from "../messages.js";

const a = tags.a;

const list = weighted(3, oneOf(getUsers(a)));

const removals = [
  ...weighted(2, oneOf(removeUser(a, "alice"), removeUser(a, "bob"))),
  oneOf(removeUser(a, "ALICE"), removeUser(a, "bOB"), removeUser(a, "aliCe")),
];

const common = [
  "xray/user/list",
  "xray/user/same-secret",
  "xray/user/empty-email",
  "xray/user/remove-any-case",
];

/** What looks show of users who come and go, on either kind of inbound. */
function looks(
  name: string,
  opening: WalkCommand,
  users: readonly User[],
): Property<WalkCommand, Ledger> {
  return {
    name,
    covers: [
      "xray/user/list",
      "xray/user/count",
      "xray/user/get",
      "xray/user/get-unknown",
      "xray/user/echo",
    ],
    opening: [opening],
    commands: [
      ...weighted(2, oneOf(...users.map((user) => addUser(a, user)))),
      ...weighted(2, oneOf(removeUser(a, "alice"), removeUser(a, "bob"))),
      ...weighted(4, oneOf(getUsers(a))),
      oneOf(getUsers(a, "alice"), getUsers(a, "bob"), getUsers(a, "ALICE"), getUsers(a, "Bob")),
      oneOf(getUsers(a, "alice"), getUsers(a, "nobody")),
      strangeText.map((email) => getUsers(a, email)),
      ...weighted(2, oneOf(countUsers(a), countUsers(a, "alice"), countUsers(a, "nobody"))),
    ],
  };
}

/** Looks at users of a vless inbound. */
export const vlessLooks = looks("user-looks-vless", addInbound(vlessInbound(a, 1)), [
  vlessUsers.alice,
  vlessUsers.bob,
  vlessUser("bob", ids.digits, 1),
  vlessUser("bob", ids.upper, 0, { flow: "xtls-rprx-vision" }),
  vlessUser("alice", ids.upper, 0, { flow: "xtls-rprx-vision", encryption: "none" }),
  vlessUser("alice", ids.digits, 7, { encryption: "none" }),
]);

/** Looks at users of a trojan inbound. */
export const trojanLooks = looks("user-looks-trojan", addInbound(trojanInbound(a, 1)), [
  trojanUsers.alice,
  trojanUsers.bob,
  trojanUser("alice", "пароль", 7),
]);

/** Users of a vless inbound. */
export const vlessUsersProperty: Property<WalkCommand, Ledger> = {
  name: "users-vless",
  covers: [
    "xray/user/add-vless",
    "xray/user/remove-vless",
    "xray/user/vless-id-text",
    "xray/inbound/list-settings",
    ...common,
  ],
  opening: [
    addInbound(vlessInbound(a, 1, vlessUsers.alice)),
    addInbound(vlessInbound(tags.b, 2, vlessUsers.bob)),
  ],
  commands: [
    ...list,
    oneOf(getUsers(a, "alice"), countUsers(a), getUsers(tags.b)),
    ...removals,
    ...weighted(
      2,
      oneOf(addUser(a, vlessUsers.alice), addUser(a, vlessUsers.bob), addUser(a, vlessUsers.Alice)),
    ),
    // The id that alice begins with, and one that only these two have.
    oneOf(addUser(a, vlessUser("carol", ids.alice)), addUser(a, vlessUser("bob", ids.alice))),
    oneOf(...vlessUsers.sharing.map((user) => addUser(a, user)), removeUser(a, "carol")),
    ...weighted(
      2,
      oneOf(
        ...idTexts.flatMap((id) => [
          addUser(a, vlessUser("alice", id)),
          addUser(a, vlessUser("bob", id)),
        ]),
      ),
    ),
    oneOf(addUser(a, vlessUsers.unnamed)),
    strangeText.map((email) => addUser(a, vlessUser(email, "y"))),
    oneOf(listInbounds),
  ],
};

/** Users of a trojan inbound. */
export const trojanUsersProperty: Property<WalkCommand, Ledger> = {
  name: "users-trojan",
  covers: [
    "xray/user/add-trojan",
    "xray/user/remove-trojan",
    "xray/inbound/list-settings",
    ...common,
  ],
  opening: [
    addInbound(trojanInbound(a, 1, trojanUsers.alice)),
    addInbound(trojanInbound(tags.b, 2, trojanUsers.bob)),
  ],
  commands: [
    ...list,
    oneOf(getUsers(a, "alice"), countUsers(a), getUsers(tags.b)),
    ...removals,
    ...weighted(
      2,
      oneOf(
        addUser(a, trojanUsers.alice),
        addUser(a, trojanUsers.bob),
        addUser(a, trojanUsers.Alice),
      ),
    ),
    oneOf(
      addUser(a, { ...trojanUsers.alice, email: "carol" }),
      addUser(a, { ...trojanUsers.alice, email: "bob" }),
    ),
    oneOf(...trojanUsers.sharing.map((user) => addUser(a, user)), removeUser(a, "carol")),
    oneOf(addUser(a, trojanUsers.unnamed)),
    strangeText.map((email) => addUser(a, trojanUser(email, email))),
    oneOf(listInbounds),
  ],
};
