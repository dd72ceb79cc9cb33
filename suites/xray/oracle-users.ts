import type { Judgement } from "../../contract/breach.js";
import { isDefinite } from "../../contract/outcome.js";
import type { WalkCommand } from "../../contract/xray/command.js";
import type { User } from "../../contract/xray/message.js";
import type { WalkOutcome } from "../../contract/xray/reply.js";
import {
  createUser,
  emailKey,
  inboundOf,
  type InboundEntry,
  type Ledger,
  type Pending,
} from "./ledger.js";
import { isRight, judgeAnswer, matching, viaOf } from "./oracle-judgement.js";
import { shownAccount } from "./oracle-reading.js";
import { expectUserWrite, idIsText, type UserWrite } from "./oracle-user-expected.js";

/** Judges the answer to a write on users; its effect is judged by the next look. */
export function judgeUserWrite(
  ledger: Ledger,
  command: UserWrite,
  outcome: WalkOutcome,
): readonly Judgement[] {
  return judgeAnswer(expectUserWrite(ledger, command), outcome);
}

/** Takes in what a write on users did. */
export function learnUserWrite(ledger: Ledger, command: UserWrite, outcome: WalkOutcome): void {
  const expected = expectUserWrite(ledger, command);
  const entry = inboundOf(ledger, command.tag);
  const via = viaOf(command);
  const refusal = matching(expected, outcome);
  if (refusal !== undefined) {
    const pending: Pending = { requirement: refusal.requirement, refused: true, via };
    learnRefusal(ledger, entry, command, pending);
    return;
  }
  if (expected.kind !== "accepted" || !isRight(expected, outcome)) {
    widen(entry, command, outcome);
    return;
  }
  const pending: Pending = { requirement: expected.requirement, refused: false, via };
  entry.via = via;
  entry.altered = true;
  switch (command.kind) {
    case "AddUser":
      if (command.user !== null) learnAdded(entry, command.user, pending);
      return;
    case "RemoveUser": {
      const user = entry.users?.get(emailKey(command.email));
      if (user === undefined) return;
      user.presence = "gone";
      user.pending = pending;
      return;
    }
    case "AlterInbound":
      return;
    default:
      command satisfies never;
  }
}

/** The look that proves that a refused write had no effect; after an unlisted user, that they are. */
export function followUserWrite(
  ledger: Ledger,
  command: UserWrite,
  outcome: WalkOutcome,
): readonly WalkCommand[] {
  const { tag } = command;
  const list: WalkCommand = { kind: "GetInboundUsers", tag, email: "" };
  const unlisted =
    outcome.status === "ok" && command.kind === "AddUser" && command.user?.email === "";
  if (unlisted) return [list, { kind: "GetInboundUsersCount", tag, email: "" }];
  if (outcome.status !== "refused") return [];
  const entry = inboundOf(ledger, tag);
  return entry.presence === "here" && hasUsers(entry)
    ? [list]
    : [{ kind: "ListInbounds", isOnlyTags: false }];
}

/** True where the inbound manages users. */
export function hasUsers(entry: InboundEntry): boolean {
  return entry.kind === "vless" || entry.kind === "trojan";
}

function learnRefusal(
  ledger: Ledger,
  entry: InboundEntry,
  command: UserWrite,
  pending: Pending,
): void {
  if (entry.presence !== "here" || !hasUsers(entry)) {
    // There is nobody to look at: the list of inbounds shows that nothing came of it.
    if (entry.tag === "") {
      ledger.untaggedInbounds.pending = pending;
      return;
    }
    entry.pending = pending;
    ledger.inbounds.set(entry.tag, entry);
    return;
  }
  entry.usersPending = pending;
  const email = emailOf(command);
  const user = email === undefined ? undefined : entry.users?.get(emailKey(email));
  if (user !== undefined) {
    user.pending = pending;
  } else if (email !== undefined && email !== "") {
    // Named as gone, so that a look which shows them knows whom to blame.
    const absent = createUser({ email, level: 0, account: null });
    absent.presence = "gone";
    absent.pending = { ...pending, quiet: true };
    entry.users?.set(emailKey(email), absent);
  }
}

function learnAdded(entry: InboundEntry, user: User, pending: Pending): void {
  if (user.email === "") {
    entry.unnamed += 1;
    entry.usersPending = pending;
    return;
  }
  const added = createUser({
    ...user,
    account: user.account === null ? null : shownAccount(user.account),
  });
  added.pending = pending;
  added.idIsText = idIsText(user.account);
  entry.users?.set(emailKey(user.email), added);
}

/** After an answer that leaves open what happened, or no answer: the next look settles it. */
function widen(entry: InboundEntry, command: UserWrite, outcome: WalkOutcome): void {
  // A refusal that we did not foresee moves nothing, as far as anybody knows; the look comes.
  if (isDefinite(outcome) && outcome.status === "refused") return;
  const email = emailOf(command);
  if (email === "" || email === undefined) {
    if (command.kind === "AddUser") entry.unnamed += 1;
    return;
  }
  entry.altered = true;
  entry.users = undefined;
}

function emailOf(command: UserWrite): string | undefined {
  switch (command.kind) {
    case "AddUser":
      return command.user?.email;
    case "RemoveUser":
      return command.email;
    case "AlterInbound":
      return undefined;
    default:
      return command satisfies never;
  }
}
