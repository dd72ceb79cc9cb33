import type { WalkCommand } from "../../../contract/xray/command.js";
import type { Property } from "../../core/suite.js";
import {
  accounts,
  addAccount,
  addInbound,
  addUser,
  alterInbound,
  badIds,
  countUsers,
  getUsers,
  listInbounds,
  oneOf,
  removeInbound,
  removeUser,
  strangeText,
  tags,
  trojanUsers,
  vlessUsers,
  weighted,
} from "../arbitraries.js";
import type { Ledger } from "../ledger.js";
import {
  badMessage,
  message,
  socksInbound,
  trojanInbound,
  trojanUser,
  tunnelInbound,
  typeNames,
  unknownMessage,
  vlessAccount,
  vlessInbound,
  vlessUser,
} from "../messages.js";

/** The vless inbound and the trojan inbound of these walks. */
const { a: vless, b: trojan } = tags;

const opening = [
  addInbound(vlessInbound(vless, 1, vlessUsers.alice)),
  addInbound(trojanInbound(trojan, 2, trojanUsers.alice)),
];

/** Users that are refused by their email, or by their vless id. */
export const userRefusals: Property<WalkCommand, Ledger> = {
  name: "user-refusals",
  covers: [
    "xray/user/add-same-email",
    "xray/user/remove-unknown",
    "xray/user/remove-empty",
    "xray/user/vless-id-invalid",
  ],
  opening,
  commands: [
    oneOf(
      addUser(vless, vlessUser("alice", "other", 1)),
      addUser(vless, vlessUser("Alice", "other")),
      addUser(vless, vlessUser("ALICE", "other")),
    ),
    oneOf(
      addUser(trojan, trojanUser("alice", "other", 1)),
      addUser(trojan, trojanUser("Alice", "other")),
    ),
    oneOf(addUser(vless, vlessUsers.bob), removeUser(vless, "bob")),
    oneOf(addUser(trojan, trojanUsers.bob), removeUser(trojan, "bob")),
    oneOf(removeUser(vless, "nobody"), removeUser(vless, "Carol"), removeUser(trojan, "Nobody")),
    strangeText.map((email) => removeUser(vless, email)),
    strangeText.map((email) => removeUser(trojan, email)),
    oneOf(removeUser(vless, ""), removeUser(trojan, "")),
    oneOf(...badIds.map((id) => addUser(vless, vlessUser("bob", id)))),
    oneOf(...badIds.map((id) => addUser(vless, vlessUser("carol", id)))),
    oneOf(getUsers(vless), getUsers(trojan)),
  ],
};

/** Users that are refused by their account. */
export const accountRefusals: Property<WalkCommand, Ledger> = {
  name: "account-refusals",
  covers: [
    "xray/user/account-missing",
    "xray/user/account-unknown",
    "xray/user/account-bad",
    "xray/user/account-no-account",
  ],
  opening,
  commands: [
    oneOf(addUser(vless, null), addUser(trojan, null)),
    oneOf(addAccount(vless, "bob", null), addAccount(trojan, "bob", null)),
    oneOf(
      addAccount(vless, "bob", unknownMessage()),
      addAccount(vless, "alice", unknownMessage("")),
      addAccount(trojan, "bob", unknownMessage()),
    ),
    oneOf(
      addAccount(vless, "bob", badMessage(typeNames.vlessAccount)),
      addAccount(trojan, "bob", badMessage(typeNames.trojanAccount)),
    ),
    oneOf(
      addAccount(vless, "bob", message(typeNames.freedom)),
      addAccount(trojan, "bob", message(typeNames.freedom)),
    ),
    oneOf(addUser(vless, vlessUsers.bob), removeUser(vless, "bob")),
    oneOf(getUsers(vless), getUsers(trojan)),
  ],
};

/** Operations that are none. */
export const operationRefusals: Property<WalkCommand, Ledger> = {
  name: "operation-refusals",
  covers: ["xray/user/operation-unknown", "xray/user/operation-bad", "xray/user/operation-none"],
  opening,
  commands: [
    oneOf(alterInbound(vless, unknownMessage()), alterInbound(trojan, unknownMessage(""))),
    oneOf(alterInbound(tags.ghost, unknownMessage()), alterInbound(tags.ghost, unknownMessage(""))),
    oneOf(
      alterInbound(vless, badMessage(typeNames.addUser)),
      alterInbound(trojan, badMessage(typeNames.removeUser)),
      alterInbound(tags.ghost, badMessage(typeNames.addUser)),
    ),
    oneOf(
      alterInbound(vless, message(typeNames.freedom)),
      alterInbound(trojan, accounts.trojan),
      alterInbound(tags.ghost, message(typeNames.freedom)),
    ),
    oneOf(addUser(vless, vlessUsers.bob), removeUser(vless, "bob")),
    oneOf(getUsers(vless), getUsers(trojan)),
  ],
};

const socks = "in-socks";
const tunnel = "in-tunnel";

/** Inbounds that have no users, and inbounds that aren't there. */
export const noneToManage: Property<WalkCommand, Ledger> = {
  name: "none-to-manage",
  covers: ["xray/user/none-to-manage", "xray/user/unknown-tag"],
  opening: [addInbound(socksInbound(socks, 3)), addInbound(tunnelInbound(tunnel, 4))],
  commands: [
    ...[socks, tunnel, tags.ghost].flatMap((tag) => [
      oneOf(addUser(tag, vlessUsers.alice), addUser(tag, trojanUsers.bob)),
      oneOf(removeUser(tag, "alice"), removeUser(tag, "")),
      oneOf(getUsers(tag), getUsers(tag, "alice")),
      oneOf(countUsers(tag), countUsers(tag, "alice")),
    ]),
    strangeText.map((tag) => getUsers(tag)),
    strangeText.map((tag) => addAccount(tag, "alice", vlessAccount("x"))),
    oneOf(addUser("", vlessUsers.alice), getUsers(""), countUsers("")),
    oneOf(addInbound(vlessInbound(tags.a, 1)), removeInbound(tags.a)),
    ...weighted(2, oneOf(getUsers(tags.a), countUsers(tags.a), removeUser(tags.a, "alice"))),
    oneOf(listInbounds),
  ],
};
