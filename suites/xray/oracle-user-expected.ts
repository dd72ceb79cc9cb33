import type { JudgedCommand } from "../../contract/xray/command.js";
import type { Message, User } from "../../contract/xray/message.js";
import { emailKey, inboundOf, type InboundEntry, type Ledger } from "./ledger.js";
import { readId } from "./identity.js";
import { typeNames } from "./messages.js";
import { accepted, open, refused, type Expected } from "./oracle-judgement.js";
import { fieldsOf, readingOf, secretOf, textIn } from "./oracle-reading.js";
import * as texts from "./texts.js";

/** Writes on the users of one inbound. */
export type UserWrite = Extract<JudgedCommand, { kind: "AddUser" | "RemoveUser" | "AlterInbound" }>;

/** Looks at the users of one inbound. */
export type UserLook = Extract<JudgedCommand, { kind: "GetInboundUsers" | "GetInboundUsersCount" }>;

/** The answers to a write on users that would be right. */
export function expectUserWrite(ledger: Ledger, command: UserWrite): Expected {
  switch (command.kind) {
    case "AddUser": {
      const entry = inboundOf(ledger, command.tag);
      return expectManager(entry) ?? expectAddUser(entry, command.user);
    }
    case "RemoveUser": {
      const entry = inboundOf(ledger, command.tag);
      return expectManager(entry) ?? expectRemoveUser(entry, command.email);
    }
    case "AlterInbound":
      return expectAlter(command.operation);
    default:
      return command satisfies never;
  }
}

/** The answers that follow from the inbound alone; undefined where it has users to manage. */
export function expectManager(entry: InboundEntry): Expected | undefined {
  if (entry.presence === "gone") {
    return refused("xray/user/unknown-tag", texts.handlerNotFound(entry.tag));
  }
  if (entry.presence === "maybe" || entry.kind === "unknown") return open;
  if (entry.kind === "without users") {
    return refused("xray/user/none-to-manage", texts.notUserManager());
  }
  return undefined;
}

/** The package that refuses for an inbound with users. */
export function packageOf(entry: InboundEntry): texts.UserPackage {
  return entry.kind === "vless" ? "proxy/vless" : "proxy/trojan";
}

/** True where the account's vless id is a text that stands for a UUID. */
export function idIsText(account: Message | null): boolean {
  return (
    account?.type === typeNames.vlessAccount &&
    readId(textIn(fieldsOf(account), "id")).kind === "text"
  );
}

function expectAddUser(entry: InboundEntry, user: User | null): Expected {
  if (user === null || user.account === null) {
    return refused("xray/user/account-missing", texts.accountMissing());
  }
  const { account, email } = user;
  const unusable = expectAccount(entry, account);
  if (unusable !== undefined) return unusable;
  if (entry.users === undefined) return open;
  const named = entry.kind === "vless" ? "xray/user/add-vless" : "xray/user/add-trojan";
  if (email === "") return accepted("xray/user/empty-email");
  const known = entry.users.get(emailKey(email));
  if (known?.presence === "maybe") return open;
  if (known?.presence === "here") {
    return refused("xray/user/add-same-email", texts.userExists(packageOf(entry), email));
  }
  const secret = secretOf(account);
  const others = [...entry.users.values()].filter((other) => other.presence === "here");
  if (secret !== undefined && others.some((other) => secretOf(other.account) === secret)) {
    return accepted("xray/user/same-secret");
  }
  return accepted(idIsText(account) ? "xray/user/vless-id-text" : named);
}

function expectAccount(entry: InboundEntry, account: Message): Expected | undefined {
  const reading = readingOf(account);
  switch (reading.kind) {
    case "unknown type":
      return refused("xray/user/account-unknown", texts.cannotParseUser(texts.typeNotFound()));
    case "bad bytes":
      return refused("xray/user/account-bad", texts.cannotParseUser(texts.badBytes()));
    case "beyond us":
      return open;
    case "fields":
      break;
    default:
      return reading satisfies never;
  }
  switch (reading.type) {
    case typeNames.vlessAccount:
    case typeNames.trojanAccount:
      break;
    case typeNames.freedom:
    case typeNames.blackhole:
      return refused("xray/user/account-no-account", texts.notAccount(reading.type));
    default:
      return open;
  }
  if (entry.kind === "trojan") return reading.type === typeNames.trojanAccount ? undefined : open;
  if (reading.type !== typeNames.vlessAccount) return open;
  const id = readId(textIn(reading.fields, "id"));
  if (id.kind === "unclear") return open;
  return id.kind === "invalid"
    ? refused("xray/user/vless-id-invalid", texts.badVlessId(id.reason))
    : undefined;
}

function expectRemoveUser(entry: InboundEntry, email: string): Expected {
  if (email === "") return refused("xray/user/remove-empty", texts.emailEmpty(packageOf(entry)));
  if (entry.users === undefined) return open;
  const known = entry.users.get(emailKey(email));
  if (known?.presence === "maybe") return open;
  if (known?.presence !== "here") {
    return refused("xray/user/remove-unknown", texts.userNotFound(packageOf(entry), email));
  }
  if (known.email !== email) return accepted("xray/user/remove-any-case");
  return accepted(entry.kind === "vless" ? "xray/user/remove-vless" : "xray/user/remove-trojan");
}

/** What the operation is comes before the inbound that it is for. */
function expectAlter(operation: Message | null): Expected {
  if (operation === null) return open;
  const reading = readingOf(operation);
  switch (reading.kind) {
    case "unknown type":
      return refused("xray/user/operation-unknown", texts.unknownOperation(texts.typeNotFound()));
    case "bad bytes":
      return refused("xray/user/operation-bad", texts.unknownOperation(texts.badBytes()));
    case "beyond us":
      return open;
    case "fields":
      // Well-formed operations are AddUser and RemoveUser.
      if (reading.type === typeNames.addUser || reading.type === typeNames.removeUser) return open;
      return refused("xray/user/operation-none", texts.notInboundOperation());
    default:
      return reading satisfies never;
  }
}
