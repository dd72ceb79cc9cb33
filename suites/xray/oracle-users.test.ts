import { describe, expect, test } from "vitest";
import type { WalkCommand } from "../../contract/xray/command.js";
import type { Message, User } from "../../contract/xray/message.js";
import { userRequirements } from "../../contract/xray/requirements/user.js";
import {
  addAccount,
  addInbound,
  addUser,
  alterInbound,
  countUsers,
  getUsers,
  listInbounds,
  removeUser,
  trojanUsers,
  vlessUsers,
} from "./arbitraries.js";
import { uuidOfText } from "./identity.js";
import {
  badMessage,
  message,
  socksInbound,
  trojanInbound,
  typeNames,
  unknownMessage,
  vlessInbound,
  vlessUser,
} from "./messages.js";
import { testCases, type Case } from "./oracle-cases.js";
import { countIs, done, inboundsAre, no, play, usersAre, type Script } from "./oracle-script.js";
import * as texts from "./texts.js";

const { alice, bob } = vlessUsers;
const vless = vlessInbound("in-a", 1, alice);
const start: Script = [[addInbound(vless), done]];
const trojan: Script = [[addInbound(trojanInbound("in-a", 1, trojanUsers.alice)), done]];
const socks = socksInbound("in-s", 2);
const socksStart: Script = [[addInbound(socks), done]];
const all = getUsers("in-a");
const empty: User = { email: "", level: 0, account: null };
const upper = vlessUser("bob", "A1B2C3D4-E5F6-4A7B-8C9D-0E1F2A3B4C5D");
const lower = vlessUser("bob", "a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d");

/** A refused write on users, after which the list is as it was. */
function refusals(command: WalkCommand, text: string): Case {
  return {
    right: [...start, [command, no(text)], [all, usersAre(alice)]],
    wrong: [
      [...start, [command, done]],
      [...start, [command, no(text, 3)]],
      [...start, [command, no(text)], [all, usersAre()]],
      [...start, [command, no(text)], [all, usersAre(alice, bob)]],
    ],
  };
}

/** A refused operation, told before the inbound is looked for. */
function operations(operation: Message, text: string): Case {
  const { right, wrong } = refusals(alterInbound("in-a", operation), text);
  const ghost = alterInbound("ghost", operation);
  return { right, wrong: [...wrong, [[ghost, no(texts.handlerNotFound("ghost"))]]] };
}

const sharing: Script = [...start, [addUser("in-a", { ...bob, account: alice.account }), done]];
const unnamed: Script = [...start, [addUser("in-a", vlessUsers.unnamed), done]];
const seen: Script = [...start, [all, usersAre(alice)]];

const cases: Readonly<Record<string, Case>> = {
  "xray/user/add-vless": {
    right: [...start, [addUser("in-a", bob), done], [all, usersAre(bob, alice)]],
    wrong: [
      [...start, [addUser("in-a", bob), no("no")]],
      [...start, [addUser("in-a", bob), done], [all, usersAre(alice)]],
    ],
  },
  "xray/user/add-trojan": {
    right: [
      ...trojan,
      [addUser("in-a", trojanUsers.bob), done],
      [all, usersAre(trojanUsers.alice, trojanUsers.bob)],
    ],
    wrong: [
      [...trojan, [addUser("in-a", trojanUsers.bob), no("no")]],
      [...trojan, [addUser("in-a", trojanUsers.bob), done], [all, usersAre(trojanUsers.alice)]],
    ],
  },
  "xray/user/remove-vless": {
    right: [...start, [removeUser("in-a", "alice"), done], [all, usersAre()]],
    wrong: [
      [...start, [removeUser("in-a", "alice"), no("no")]],
      [...start, [removeUser("in-a", "alice"), done], [all, usersAre(alice)]],
    ],
  },
  "xray/user/remove-trojan": {
    right: [...trojan, [removeUser("in-a", "alice"), done], [all, usersAre()]],
    wrong: [
      [...trojan, [removeUser("in-a", "alice"), no("no")]],
      [...trojan, [removeUser("in-a", "alice"), done], [all, usersAre(trojanUsers.alice)]],
    ],
  },
  "xray/user/add-same-email": refusals(
    addUser("in-a", vlessUser("ALICE", "x")),
    texts.userExists("proxy/vless", "ALICE"),
  ),
  "xray/user/empty-email": {
    right: [...unnamed, [all, usersAre(alice)], [countUsers("in-a"), countIs(1)]],
    wrong: [
      [...start, [addUser("in-a", vlessUsers.unnamed), no("no")]],
      [...unnamed, [addUser("in-a", vlessUsers.unnamed), no("no")]],
      [...unnamed, [all, usersAre(alice, vlessUsers.unnamed)]],
      [...unnamed, [all, usersAre(alice)], [countUsers("in-a"), countIs(2)]],
    ],
  },
  "xray/user/same-secret": {
    right: [...sharing, [all, usersAre(alice, { ...bob, account: alice.account })]],
    wrong: [
      [...start, [addUser("in-a", { ...bob, account: alice.account }), no("no")]],
      [...sharing, [all, usersAre(alice)]],
    ],
  },
  "xray/user/remove-unknown": refusals(
    removeUser("in-a", "Bob"),
    texts.userNotFound("proxy/vless", "Bob"),
  ),
  "xray/user/remove-empty": refusals(removeUser("in-a", ""), texts.emailEmpty("proxy/vless")),
  "xray/user/remove-any-case": {
    right: [...start, [removeUser("in-a", "ALICE"), done], [all, usersAre()]],
    wrong: [
      [...start, [removeUser("in-a", "ALICE"), no(texts.userNotFound("proxy/vless", "ALICE"))]],
      [...start, [removeUser("in-a", "ALICE"), done], [all, usersAre(alice)]],
    ],
  },
  "xray/user/list": {
    right: seen,
    wrong: [
      [...start, [all, usersAre()]],
      [...start, [all, usersAre(alice, alice)]],
      [...start, [all, usersAre(alice, bob)]],
      [...start, [all, no("no")]],
    ],
  },
  "xray/user/count": {
    right: [...seen, [countUsers("in-a", "nobody"), countIs(1)]],
    wrong: [
      [...seen, [countUsers("in-a", "nobody"), countIs(0)]],
      [...seen, [countUsers("in-a"), countIs(2)]],
      [...seen, [countUsers("in-a"), usersAre(alice)]],
    ],
  },
  "xray/user/get": {
    right: [...seen, [getUsers("in-a", "ALICE"), usersAre(alice)]],
    wrong: [
      [...seen, [getUsers("in-a", "ALICE"), usersAre(empty)]],
      [...seen, [getUsers("in-a", "alice"), usersAre(alice, bob)]],
      [...seen, [getUsers("in-a", "alice"), no("no", 5)]],
    ],
  },
  "xray/user/get-unknown": {
    right: [...seen, [getUsers("in-a", "nobody"), usersAre(empty)]],
    wrong: [
      [...seen, [getUsers("in-a", "nobody"), usersAre()]],
      [...seen, [getUsers("in-a", "nobody"), usersAre({ ...empty, email: "nobody" })]],
      [...seen, [getUsers("in-a", "nobody"), no("nobody not found.", 5)]],
    ],
  },
  "xray/user/echo": {
    right: [...start, [addUser("in-a", upper), done], [all, usersAre(alice, lower)]],
    wrong: [
      [...start, [addUser("in-a", upper), done], [all, usersAre(alice, upper)]],
      [...start, [addUser("in-a", bob), done], [all, usersAre(alice, { ...bob, level: 0 })]],
      [...start, [addUser("in-a", bob), done], [all, usersAre(alice, { ...bob, email: "BOB" })]],
      [...start, [addUser("in-a", bob), done], [all, usersAre(alice, { ...bob, account: null })]],
    ],
  },
  "xray/user/vless-id-text": {
    right: [
      ...start,
      [addUser("in-a", vlessUser("bob", "x")), done],
      [all, usersAre(alice, vlessUser("bob", "f3e951bb-a80b-5e6c-a038-a56ee0caa25d"))],
    ],
    wrong: [
      [...start, [addUser("in-a", vlessUser("bob", "x")), no("no")]],
      [
        ...start,
        [addUser("in-a", vlessUser("bob", "x")), done],
        [all, usersAre(alice, vlessUser("bob", uuidOfText("y")))],
      ],
    ],
  },
  "xray/user/vless-id-invalid": refusals(
    addUser("in-a", vlessUser("bob", "a".repeat(31))),
    texts.badVlessId(`common/uuid: invalid UUID: ${"a".repeat(31)}`),
  ),
  "xray/user/none-to-manage": {
    right: [
      ...socksStart,
      [getUsers("in-s"), no(texts.notUserManager())],
      [addUser("in-s", alice), no(texts.notUserManager())],
      [listInbounds, inboundsAre(socks)],
    ],
    wrong: [
      [...socksStart, [addUser("in-s", alice), done]],
      [...socksStart, [removeUser("in-s", ""), no(texts.emailEmpty("proxy/vless"))]],
      [...socksStart, [getUsers("in-s"), usersAre()]],
      [...socksStart, [countUsers("in-s"), countIs(0)]],
      [
        ...socksStart,
        [addUser("in-s", alice), no(texts.notUserManager())],
        [listInbounds, inboundsAre()],
      ],
    ],
  },
  "xray/user/unknown-tag": {
    right: [
      [removeUser("ghost", "alice"), no(texts.handlerNotFound("ghost"))],
      [listInbounds, inboundsAre()],
    ],
    wrong: [
      [[addUser("ghost", alice), done]],
      [[removeUser("ghost", "alice"), no("no")]],
      [[getUsers("ghost"), usersAre()]],
      [[countUsers("ghost"), countIs(0)]],
      [
        [addUser("ghost", alice), no(texts.handlerNotFound("ghost"))],
        [listInbounds, inboundsAre(vlessInbound("ghost", 4))],
      ],
    ],
  },
  "xray/user/account-missing": refusals(addUser("in-a", null), texts.accountMissing()),
  "xray/user/account-unknown": refusals(
    addAccount("in-a", "bob", unknownMessage("")),
    texts.cannotParseUser("proto:\u00a0not found"),
  ),
  "xray/user/account-bad": refusals(
    addAccount("in-a", "bob", badMessage(typeNames.vlessAccount)),
    texts.cannotParseUser(texts.badBytes()),
  ),
  "xray/user/account-no-account": refusals(
    addAccount("in-a", "bob", message(typeNames.freedom)),
    texts.notAccount("xray.proxy.freedom.Config"),
  ),
  "xray/user/operation-unknown": operations(
    unknownMessage(),
    texts.unknownOperation(texts.typeNotFound()),
  ),
  "xray/user/operation-bad": operations(
    badMessage(typeNames.addUser),
    texts.unknownOperation(texts.badBytes()),
  ),
  "xray/user/operation-none": operations(message(typeNames.freedom), texts.notInboundOperation()),
};

test("every requirement on users has a case", () => {
  expect(Object.keys(cases).sort()).toEqual(userRequirements.map((r) => r.id).sort());
});

describe("users", () => {
  testCases(cases);

  test("a refused write on users calls for their list, one on other inbounds for those", () => {
    const text = texts.userNotFound("proxy/vless", "bob");
    expect(play([...start, [removeUser("in-a", "bob"), no(text)]]).follow).toEqual([all]);
    expect(play([[removeUser("ghost", "bob"), no(texts.handlerNotFound("ghost"))]]).follow).toEqual(
      [listInbounds],
    );
  });

  test("without an answer users are unknown, until the next list", () => {
    const silent = { status: "silent", ms: 5000 } as const;
    const lost: Script = [...start, [addUser("in-a", bob), silent]];
    for (const shown of [usersAre(alice), usersAre(alice, bob)]) {
      expect(play([...lost, [all, shown]]).broken).toEqual([]);
    }
    expect(play([...lost, [all, usersAre(alice)], [all, usersAre(alice, bob)]]).broken).toEqual([
      "xray/user/list",
    ]);
  });

  test("a look by email says nothing before the list has confirmed the user", () => {
    const added: Script = [...start, [addUser("in-a", bob), done]];
    const { broken, kept } = play([...added, [getUsers("in-a", "bob"), usersAre(empty)]]);
    expect(broken).toEqual([]);
    expect(kept).not.toContain("xray/user/get");
  });
});
