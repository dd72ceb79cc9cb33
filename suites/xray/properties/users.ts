import type { WalkCommand } from "../../../contract/xray/command.js";
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

const looks = [
  ...weighted(3, oneOf(getUsers(a))),
  oneOf(getUsers(a), getUsers(tags.b)),
  ...weighted(
    2,
    oneOf(getUsers(a, "alice"), getUsers(a, "bob"), getUsers(a, "ALICE"), getUsers(a, "Bob")),
  ),
  oneOf(getUsers(a, "nobody"), getUsers(a, "dave")),
  oneOf(countUsers(a), countUsers(a, "alice"), countUsers(a, "nobody")),
];

const removals = [
  ...weighted(2, oneOf(removeUser(a, "alice"), removeUser(a, "bob"))),
  oneOf(removeUser(a, "ALICE"), removeUser(a, "bOB"), removeUser(a, "aliCe")),
];

const common = [
  "xray/user/list",
  "xray/user/count",
  "xray/user/get",
  "xray/user/get-unknown",
  "xray/user/echo",
  "xray/user/same-secret",
  "xray/user/empty-email",
  "xray/user/remove-any-case",
];

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
    ...looks,
    ...removals,
    ...weighted(
      2,
      oneOf(addUser(a, vlessUsers.alice), addUser(a, vlessUsers.bob), addUser(a, vlessUsers.Alice)),
    ),
    oneOf(
      addUser(a, vlessUser("bob", ids.digits, 1)),
      addUser(a, vlessUser("bob", ids.upper, 0, { flow: "xtls-rprx-vision" })),
      addUser(a, vlessUser("alice", ids.alice, 7, { encryption: "none" })),
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
    strangeText.map((email) => getUsers(a, email)),
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
    ...looks,
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
    strangeText.map((email) => getUsers(a, email)),
    oneOf(listInbounds),
  ],
};
