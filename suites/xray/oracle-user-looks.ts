import type { Judgement } from "../../contract/breach.js";
import type { User } from "../../contract/xray/message.js";
import type { WalkOutcome } from "../../contract/xray/reply.js";
import {
  emailKey,
  inboundOf,
  readUsers,
  type InboundEntry,
  type Ledger,
  type UserEntry,
} from "./ledger.js";
import {
  accepted,
  breach,
  judgeAnswer,
  Look,
  matching,
  replyOf,
  viaOf,
  witness,
} from "./oracle-judgement.js";
import { sameMessage } from "./oracle-reading.js";
import { expectManager, type UserLook } from "./oracle-user-expected.js";

const listing = "xray/user/list";

/** Judges a look at the users of an inbound. */
export function judgeUserLook(
  ledger: Ledger,
  command: UserLook,
  outcome: WalkOutcome,
): readonly Judgement[] {
  const entry = inboundOf(ledger, command.tag);
  const manager = expectManager(entry);
  const kind = command.kind === "GetInboundUsers" ? "users" : "count";
  if (manager !== undefined) {
    const refusal = matching(manager, outcome);
    if (refusal !== undefined) return [witness(refusal.requirement)];
    return judgeAnswer(manager, outcome, kind);
  }
  const look = new Look(viaOf(command), "xray/names/handler");
  if (command.kind === "GetInboundUsersCount") {
    const count = replyOf(outcome, "count")?.count;
    if (count === undefined) return judgeAnswer(accepted("xray/user/count"), outcome, kind);
    judgeCount(entry, count, look);
    return look.judgements;
  }
  const shown = replyOf(outcome, "users")?.users;
  if (shown === undefined) {
    return judgeAnswer(accepted(lookedFor(entry, command.email)), outcome, kind);
  }
  if (command.email === "") judgeList(entry, shown, look);
  else judgeOne(entry, command.email, shown, look);
  return look.judgements;
}

/** Takes in what a list of all users shows. Other looks are judged, not believed. */
export function learnUserLook(ledger: Ledger, command: UserLook, outcome: WalkOutcome): void {
  const shown = replyOf(outcome, "users")?.users;
  const entry = ledger.inbounds.get(command.tag);
  if (shown === undefined || entry === undefined || command.kind !== "GetInboundUsers") return;
  if (command.email !== "" || expectManager(entry) !== undefined) return;
  const before = entry.users;
  entry.users = readUsers(shown) ?? new Map<string, UserEntry>();
  for (const [key, user] of entry.users) user.idIsText = before?.get(key)?.idIsText ?? false;
  entry.usersPending = undefined;
  entry.via = viaOf(command);
}

function judgeList(entry: InboundEntry, shown: readonly User[], look: Look): void {
  const unnamed = shown.filter((user) => user.email === "").length;
  if (unnamed > 0) {
    const requirement = entry.unnamed > 0 ? "xray/user/empty-email" : listing;
    look.add(breach(requirement, "only users with an email", `${String(unnamed)} without`));
  }
  if (entry.users === undefined) return;
  for (const [key, user] of entry.users) {
    const found = shown.filter((other) => emailKey(other.email) === key);
    judgeUser(entry, user, found, look);
  }
  for (const other of shown) {
    if (other.email === "" || entry.users.has(emailKey(other.email))) continue;
    look.wrong(
      entry.usersPending,
      listing,
      `no user ${other.email}`,
      "they are listed",
      entry.usersPending?.via ?? entry.via,
    );
  }
  if (!look.clean) return;
  look.right(entry.usersPending);
  if (shown.length > 0) look.add(witness(listing));
}

function judgeUser(entry: InboundEntry, user: UserEntry, found: readonly User[], look: Look): void {
  if (user.presence === "maybe") return;
  const pending = user.pending ?? (entry.usersPending?.refused ? entry.usersPending : undefined);
  const via = pending?.via ?? entry.via;
  const expected = user.presence === "here" ? 1 : 0;
  const [first] = found;
  if (found.length !== expected) {
    look.wrong(
      pending,
      listing,
      `user ${user.email} ${expected === 1 ? "once" : "not listed"}`,
      `${String(found.length)} times`,
      via,
    );
    return;
  }
  if (first !== undefined && !sameUser(user, first)) {
    // Who is there, but shown wrongly: a write without effect is to blame for one.
    const blamed = pending?.refused === true ? pending : undefined;
    const fallback = onlyIdDiffers(user, first) ? "xray/user/vless-id-text" : "xray/user/echo";
    look.wrong(blamed, fallback, describeUser(user), describeUser(first), via);
    return;
  }
  look.right(user.pending);
  if (first === undefined || user.pending?.refused !== false) return;
  look.add(witness(user.idIsText ? "xray/user/vless-id-text" : "xray/user/echo"));
}

function judgeCount(entry: InboundEntry, count: bigint, look: Look): void {
  const expected = certain(entry);
  if (expected === undefined) return;
  if (count === BigInt(expected.length)) {
    if (count > 0n) look.add(witness("xray/user/count"));
    return;
  }
  const requirement =
    entry.unnamed > 0 && count > BigInt(expected.length)
      ? "xray/user/empty-email"
      : "xray/user/count";
  look.wrong(undefined, requirement, String(expected.length), String(count), entry.via);
}

function judgeOne(entry: InboundEntry, email: string, shown: readonly User[], look: Look): void {
  if (entry.users === undefined) return;
  const user = entry.users.get(emailKey(email));
  // A write that the list hasn't confirmed: what this look shows says nothing about looking by email.
  if (entry.usersPending !== undefined || user?.pending !== undefined) return;
  if (user?.presence === "maybe") return;
  const got = shown.map(describeUser).join(", ");
  if (user === undefined || user.presence === "gone") {
    const [only, ...more] = shown;
    const empty =
      only !== undefined &&
      more.length === 0 &&
      only.email === "" &&
      only.level === 0 &&
      only.account === null;
    if (empty) look.add(witness("xray/user/get-unknown"));
    else
      look.wrong(undefined, "xray/user/get-unknown", "one user without any field", got, entry.via);
    return;
  }
  const [only, ...more] = shown;
  if (only !== undefined && more.length === 0 && sameUser(user, only)) {
    look.add(witness("xray/user/get"));
  } else look.wrong(undefined, "xray/user/get", `${describeUser(user)} alone`, got, entry.via);
}

/** Users that are listed without doubt; undefined where a write isn't confirmed yet. */
function certain(entry: InboundEntry): readonly UserEntry[] | undefined {
  if (entry.users === undefined) return undefined;
  const users = [...entry.users.values()];
  const doubt = users.some((user) => user.presence === "maybe" || user.pending !== undefined);
  if (doubt || entry.usersPending?.refused === true) return undefined;
  return users.filter((user) => user.presence === "here");
}

/** The requirement of an accepted look by that email. */
function lookedFor(entry: InboundEntry, email: string): string {
  if (email === "") return listing;
  return entry.users?.get(emailKey(email))?.presence === "gone" ||
    entry.users?.has(emailKey(email)) === false
    ? "xray/user/get-unknown"
    : "xray/user/get";
}

function sameUser(user: UserEntry, shown: User): boolean {
  return (
    user.email === shown.email &&
    user.level === shown.level &&
    sameMessage(user.account, shown.account)
  );
}

function onlyIdDiffers(user: UserEntry, shown: User): boolean {
  return user.idIsText && user.email === shown.email && user.level === shown.level;
}

function describeUser(user: {
  readonly email: string;
  readonly level: number;
  readonly account: User["account"];
}): string {
  return `user ${JSON.stringify(user.email)} level ${String(user.level)} account ${JSON.stringify(user.account)}`;
}
