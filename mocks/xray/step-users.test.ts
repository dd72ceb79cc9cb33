import { expect, test } from "vitest";
import type { ApiCommand } from "../../contract/xray/command.js";
import type { Message, User } from "../../contract/xray/message.js";
import { proxies, sampleState, sender, trojanUser, vlessUser } from "./sample.js";
import { step } from "./step.js";

type State = ReturnType<typeof sampleState>;
const addUser = (tag: string, user: User | null): ApiCommand => ({ kind: "AddUser", tag, user });
const removeUser = (tag: string, email: string): ApiCommand => ({ kind: "RemoveUser", tag, email });
const parse = "app/proxyman/command: failed to parse user > ";
const text = (state: State, command: ApiCommand) => {
  const { outcome } = step(state, command, 0);
  return outcome.status === "refused" ? `${String(outcome.code)} ${outcome.text}` : outcome.status;
};
const users = (state: State, tag: string, email = "") => {
  const { outcome } = step(state, { kind: "GetInboundUsers", tag, email }, 0);
  return outcome.status === "ok" && outcome.reply.kind === "users" ? outcome.reply.users : [];
};
const count = (state: State, tag: string, email = "") => {
  const { outcome } = step(state, { kind: "GetInboundUsersCount", tag, email }, 0);
  return outcome.status === "ok" && outcome.reply.kind === "count" ? outcome.reply.count : -1n;
};

const kinds = [
  ["vless-in", "proxy/vless", (email: string) => vlessUser(email, `id of ${email}`)],
  ["trojan-in", "proxy/trojan", (email: string) => trojanUser(email, `pw of ${email}`)],
] as const;

test.each(kinds)(
  "users of %s are unique by email in any case, shown as sent, removed in any case",
  (tag, prefix, make) => {
    const state = sampleState();
    expect(text(state, addUser(tag, make("Alice")))).toBe("ok");
    expect(text(state, addUser(tag, make("aLICE")))).toBe(
      `2 ${prefix}: User aLICE already exists.`,
    );
    expect(text(state, addUser(tag, make("bob")))).toBe("ok");
    expect(users(state, tag).map((u) => u.email)).toEqual(["Alice", "bob"]);
    expect(users(state, tag, "ALICE").map((u) => u.email)).toEqual(["Alice"]);
    expect(text(state, removeUser(tag, "carol"))).toBe(`2 ${prefix}: User carol not found.`);
    expect(text(state, removeUser(tag, ""))).toBe(`2 ${prefix}: Email must not be empty.`);
    expect(text(state, removeUser(tag, "ALICE"))).toBe("ok");
    expect(text(state, removeUser(tag, "Alice"))).toBe(`2 ${prefix}: User Alice not found.`);
    expect(users(state, tag).map((u) => u.email)).toEqual(["bob"]);
    expect(count(state, tag)).toBe(1n);
  },
);

test.each(kinds)(
  "users of %s without email are accepted again and again, and never shown or counted",
  (tag, _prefix, make) => {
    const state = sampleState();
    expect(text(state, addUser(tag, make("")))).toBe("ok");
    expect(text(state, addUser(tag, make("")))).toBe("ok");
    expect(users(state, tag)).toEqual([]);
    expect(count(state, tag)).toBe(0n);
  },
);

test("an unknown email gives one user without any field; the count does not look at the email", () => {
  const state = sampleState();
  step(state, addUser("vless-in", vlessUser("a")), 0);
  expect(users(state, "vless-in", "nobody")).toEqual([{ email: "", level: 0, account: null }]);
  expect(count(state, "vless-in", "nobody")).toBe(1n);
});

test("two users may share a secret", () => {
  const state = sampleState();
  for (const email of ["a", "b"])
    expect(text(state, addUser("vless-in", vlessUser(email, "same")))).toBe("ok");
  for (const email of ["a", "b"])
    expect(text(state, addUser("trojan-in", trojanUser(email, "same")))).toBe("ok");
  expect(users(state, "vless-in")).toHaveLength(2);
});

test("a user is shown with level and account as sent, the id in canonical form", () => {
  const state = sampleState();
  const sent = { ...vlessUser("A", "x", { flow: "bogus", testseed: [1, 2] }), level: 7 };
  step(state, addUser("vless-in", sent), 0);
  expect(users(state, "vless-in")).toEqual([
    {
      ...sent,
      account: {
        type: "xray.proxy.vless.Account",
        fields: { id: "f3e951bb-a80b-5e6c-a038-a56ee0caa25d", flow: "bogus", testseed: [1, 2] },
      },
    },
  ]);
});

const bytes = (type: string, hex = ""): Message => ({
  type,
  base64: Buffer.from(hex, "hex").toString("base64"),
});
const withAccount = (account: Message | null): User => ({ email: "n", level: 0, account });

test.each<[string, User | null, string]>([
  ["no user", null, "common/protocol: Account is missing"],
  ["no account", withAccount(null), "common/protocol: Account is missing"],
  ["an unknown account", withAccount(bytes("no.such")), "proto: not found"],
  ["an account of empty type", withAccount(bytes("")), "proto: not found"],
  [
    "an account that cannot be read",
    withAccount(bytes("xray.proxy.vless.Account", "0aff")),
    "proto: cannot parse invalid wire-format data",
  ],
  [
    "text that is no UTF-8",
    withAccount(bytes("xray.proxy.vless.Account", "0a01ff")),
    "string field contains invalid UTF-8",
  ],
  [
    "no account type",
    withAccount(proxies.freedom),
    "common/protocol: Unknown account type: xray.proxy.freedom.Config",
  ],
  [
    "an empty id",
    withAccount({ type: "xray.proxy.vless.Account", fields: {} }),
    "proxy/vless: failed to parse ID > common/uuid: invalid UUID: ",
  ],
  [
    "an empty vmess account",
    withAccount(bytes("xray.proxy.vmess.Account")),
    "proxy/vmess: failed to parse ID > common/uuid: invalid UUID: ",
  ],
])("%s is refused before anything moves", (_what, user, inner) => {
  const state = sampleState();
  expect(text(state, addUser("vless-in", user))).toBe(`2 ${parse}${inner}`);
  expect(count(state, "vless-in")).toBe(0n);
});

test("an email in use is found before an account of another protocol ends the original", () => {
  const state = sampleState();
  step(state, addUser("vless-in", vlessUser("n")), 0);
  expect(text(state, addUser("vless-in", trojanUser("N")))).toBe(
    "2 proxy/vless: User N already exists.",
  );
});

test.each(["socks-in", "door-in"])("%s has no users to manage", (tag) => {
  const state = sampleState();
  const refusal = "2 app/proxyman/command: proxy is not a UserManager";
  for (const command of [
    addUser(tag, null),
    removeUser(tag, "a"),
    { kind: "GetInboundUsers", tag, email: "" },
    { kind: "GetInboundUsersCount", tag, email: "" },
  ] as const)
    expect(text(state, command)).toBe(refusal);
});

test.each(["nope", ""])("the inbound %j is unknown", (tag) => {
  const state = sampleState();
  const refusal = `2 app/proxyman/command: failed to get handler: ${tag} > app/proxyman/inbound: handler not found: ${tag}`;
  for (const command of [
    addUser(tag, null),
    removeUser(tag, ""),
    { kind: "GetInboundUsers", tag, email: "" },
    { kind: "GetInboundUsersCount", tag, email: "" },
  ] as const)
    expect(text(state, command)).toBe(refusal);
});

test.each<[string, Message, string]>([
  ["of unknown type", bytes("no.such"), "unknown operation > proto: not found"],
  ["of empty type", bytes(""), "unknown operation > proto: not found"],
  [
    "that cannot be read",
    bytes("xray.app.proxyman.command.AddUserOperation", "0aff"),
    "unknown operation > proto: cannot parse invalid wire-format data",
  ],
  ["that is none", sender, "not an inbound operation"],
])("an operation %s is refused before the tag is looked at", (_what, operation, inner) => {
  for (const tag of ["nope", "vless-in"])
    expect(text(sampleState(), { kind: "AlterInbound", tag, operation })).toBe(
      `2 app/proxyman/command: ${inner}`,
    );
});

test("users are listed in an order that looks random and stays", () => {
  const state = { ...sampleState(), order: "random" as const };
  const emails = Array.from({ length: 12 }, (_, n) => `u${String(n)}`);
  for (const email of emails) step(state, addUser("vless-in", vlessUser(email)), 0);
  const first = users(state, "vless-in").map((u) => u.email);
  expect(first).not.toEqual(emails);
  expect(users(state, "vless-in").map((u) => u.email)).toEqual(first);
});

test("removing a user whose account has reverse settings takes the outbound of that tag away", () => {
  const state = sampleState();
  step(state, addUser("vless-in", vlessUser("a", "x", { reverse: { tag: "direct" } })), 0);
  step(state, removeUser("vless-in", "a"), 0);
  expect([...state.outbounds.tagged.keys()]).toEqual(["block"]);
});
