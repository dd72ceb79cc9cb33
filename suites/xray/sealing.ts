import type { Json, JsonObject } from "../../contract/json.js";
import type {
  InboundHandler,
  Message,
  OutboundHandler,
  User,
} from "../../contract/xray/message.js";
import type { WalkCommand } from "../../contract/xray/command.js";
import type { WalkReply } from "../../contract/xray/reply.js";
import type { Secrets } from "../core/secrets.js";
import { readId } from "./identity.js";

/**
 * Fields whose text says nothing that must be kept from others. All other text and bytes of a
 * message that the run did not make are replaced by stand-ins: a field that we do not know may be a
 * key.
 */
const plainFields: ReadonlySet<string> = new Set([
  "type",
  "email",
  "tag",
  "flow",
  "protocolName",
  "domainStrategy",
  "targetStrategy",
  "authType",
  "networks",
  "destinationOverride",
  "securityType",
]);

/** What kind of secret a field holds, for the name of its stand-in. */
const kinds: Readonly<Record<string, string>> = {
  id: "uuid",
  password: "password",
  key: "key",
  auth: "password",
};

/** Takes note of every value in a command, so that it is known as the run's own. */
export function ownCommand(command: WalkCommand, secrets: Secrets): void {
  own(command as unknown as Json, secrets);
}

/** Takes note of every text inside a value as the run's own. */
export function own(value: Json | undefined, secrets: Secrets, field = ""): void {
  if (typeof value === "string") {
    secrets.own(value);
    // An id that is sent in another form comes back in the canonical one: it is ours all the same.
    const id = field === "id" ? readId(value) : undefined;
    if (id !== undefined && "canonical" in id) secrets.own(id.canonical);
  } else if (Array.isArray(value)) value.forEach((item: Json) => own(item, secrets, field));
  else if (value !== null && typeof value === "object") {
    for (const [key, inner] of Object.entries(value as JsonObject)) {
      secrets.own(key);
      own(inner, secrets, key);
    }
  }
}

/** A reply whose secrets are replaced by stand-ins. */
export function sealReply(reply: WalkReply, secrets: Secrets): WalkReply {
  switch (reply.kind) {
    case "inbounds":
      return { ...reply, inbounds: reply.inbounds.map((inbound) => sealInbound(inbound, secrets)) };
    case "outbounds":
      return {
        ...reply,
        outbounds: reply.outbounds.map((outbound) => sealOutbound(outbound, secrets)),
      };
    case "users":
      return { ...reply, users: reply.users.map((user) => sealUser(user, secrets)) };
    default:
      return reply;
  }
}

/** An inbound whose secrets are replaced by stand-ins. */
export function sealInbound(inbound: InboundHandler, secrets: Secrets): InboundHandler {
  return {
    ...inbound,
    receiver: sealMessage(inbound.receiver, secrets),
    proxy: sealMessage(inbound.proxy, secrets),
  };
}

function sealOutbound(outbound: OutboundHandler, secrets: Secrets): OutboundHandler {
  return {
    ...outbound,
    sender: sealMessage(outbound.sender, secrets),
    proxy: sealMessage(outbound.proxy, secrets),
  };
}

function sealUser(user: User, secrets: Secrets): User {
  return { ...user, account: sealMessage(user.account, secrets) };
}

function sealMessage(message: Message | null, secrets: Secrets): Message | null {
  if (message === null) return null;
  if (!("fields" in message))
    return { type: message.type, base64: secrets.seal("bytes", message.base64) };
  // Sealing an object gives an object.
  return { type: message.type, fields: sealValue(message.fields, "", secrets) as JsonObject };
}

function sealValue(value: Json, field: string, secrets: Secrets): Json {
  if (typeof value === "string") {
    const kind = kinds[field];
    if (kind !== undefined) return secrets.seal(kind, value);
    // Numbers of 64 bits are text in the JSON form; addresses are four or sixteen bytes.
    const harmless =
      value === "none" || /^-?\d+$/.test(value) || (field === "ip" && value.length <= 24);
    return plainFields.has(field) || harmless ? value : secrets.seal("secret", value);
  }
  if (Array.isArray(value)) return value.map((item: Json) => sealValue(item, field, secrets));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([key, inner]) => [
      key,
      sealValue(inner, field === "accounts" ? "password" : key, secrets),
    ]),
  );
}
