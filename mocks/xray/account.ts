import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import type { JsonObject } from "../../contract/json.js";
import type { Message, User } from "../../contract/xray/message.js";
import { uuidOf } from "./identity.js";
import { messageOf, numberOf, textOf } from "./json-fields.js";
import { isAccount } from "./known-types.js";
import { refused, type Trouble } from "./refusal.js";
import { openTyped } from "./typed.js";

/** An account that the original can read, as it shows it afterwards. */
export interface Account {
  readonly kind: "account";
  readonly type: string;
  readonly shown: Message;
}

/** Full names of the accounts that the modelled protocols take. */
export const accountTypes = {
  vless: "xray.proxy.vless.Account",
  trojan: "xray.proxy.trojan.Account",
} as const;

/** Reads the account of a user as the original does before it looks at the protocol. */
export function readAccount(message: Message | null): Account | Trouble {
  if (message === null) return refused("common/protocol: Account is missing");
  const typed = openTyped(message);
  if (typed.kind !== "readable" && typed.kind !== "foreign") return typed;
  const { type } = typed;
  if (!isAccount(type)) return refused(`common/protocol: Unknown account type: ${type}`);
  if (typed.kind === "foreign") {
    return foreignRefusal(type, typed.bytes) ?? { kind: "account", type, shown: message };
  }
  if (type !== accountTypes.vless) return { kind: "account", type, shown: message };
  const id = uuidOf(textOf(typed.fields, "id"));
  if (id.kind !== "uuid") return inside("proxy/vless: failed to parse ID > ", id);
  return { kind: "account", type, shown: { type, fields: { ...typed.fields, id: id.uuid } } };
}

/** A user inside the settings of a proxy, as `readFields` wrote it. */
export function readUser(fields: JsonObject): User {
  return {
    email: textOf(fields, "email"),
    level: numberOf(fields, "level"),
    account: messageOf(fields, "account"),
  };
}

/** The same trouble; a refusal with `prefix` before its text. */
export function inside(prefix: string, trouble: Trouble): Trouble {
  return trouble.kind === "refused" ? refused(prefix + trouble.text) : trouble;
}

/** Accounts of other protocols are not modelled, but two of them are refused before anything else. */
function foreignRefusal(type: string, bytes: Uint8Array): Trouble | undefined {
  if (type === "xray.proxy.vmess.Account") {
    const id = uuidOf(firstText(bytes, 1));
    return id.kind === "uuid" ? undefined : inside("proxy/vmess: failed to parse ID > ", id);
  }
  if (type === "xray.proxy.shadowsocks.Account") {
    const cipher = firstNumber(bytes, 2);
    if (cipher >= 5 && cipher <= 9) return undefined;
    return refused(
      "proxy/shadowsocks: failed to get cipher > proxy/shadowsocks: Unsupported cipher.",
    );
  }
  return undefined;
}

function firstText(bytes: Uint8Array, wanted: number): string {
  let found = "";
  eachField(bytes, (reader, number, wireType) => {
    if (number !== wanted || wireType !== WireType.LengthDelimited) return false;
    found = Buffer.from(reader.bytes()).toString("utf8");
    return true;
  });
  return found;
}

function firstNumber(bytes: Uint8Array, wanted: number): number {
  let found = 0;
  eachField(bytes, (reader, number, wireType) => {
    if (number !== wanted || wireType !== WireType.Varint) return false;
    found = reader.uint32();
    return true;
  });
  return found;
}

/** `read` returns true where it has read the field. The bytes are known to be some protobuf message. */
function eachField(
  bytes: Uint8Array,
  read: (reader: BinaryReader, number: number, wireType: WireType) => boolean,
): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    if (!read(reader, number, wireType)) reader.skip(wireType, number);
  }
}
