import type { Json, JsonObject } from "../../contract/json.js";
import type { Message, User } from "../../contract/xray/message.js";
import { readTyped, unreadableText, writeTyped } from "../../wire/xray/typed-message.js";
import { readId } from "./identity.js";
import { typeNames } from "./messages.js";

/** What an inbound's proxy is, as far as its users go. */
export type InboundKind = "vless" | "trojan" | "without users" | "unknown";

/** Reads what an inbound's proxy is. */
export function kindOfProxy(proxy: Message | null): InboundKind {
  switch (proxy?.type) {
    case typeNames.vless:
      return "vless";
    case typeNames.trojan:
      return "trojan";
    case typeNames.socks:
    case typeNames.tunnel:
      return "without users";
    default:
      return "unknown";
  }
}

/** How a message reads: its fields, or why it has none that we could judge by. */
export type Reading =
  | { readonly kind: "fields"; readonly type: string; readonly fields: JsonObject }
  | { readonly kind: "unknown type" }
  | { readonly kind: "bad bytes" }
  | { readonly kind: "beyond us" };

/** Reads a message as the target would. A type of Xray's that our protos lack is beyond us. */
export function readingOf(message: Message): Reading {
  const plain = normalise(message);
  if ("fields" in plain) return { kind: "fields", type: plain.type, fields: plain.fields };
  const text = unreadableText(plain);
  if (text === "proto: not found") {
    return { kind: /^(xray|v2ray|google)\./.test(plain.type) ? "beyond us" : "unknown type" };
  }
  return { kind: text.startsWith("proto: cannot parse") ? "bad bytes" : "beyond us" };
}

/** Normal forms that were made: a walk compares the same messages again and again. */
const normalForms = new WeakMap<Message, Message>();

/** The message as a target would give it back: defaults left out, readable where we know it. */
export function normalise(message: Message): Message {
  const known = normalForms.get(message);
  if (known !== undefined) return known;
  const normal = rewritten(message);
  normalForms.set(message, normal);
  return normal;
}

function rewritten(message: Message): Message {
  try {
    return readTyped(writeTyped(message) ?? undefined) ?? message;
  } catch {
    // Fields that do not fit their message: nothing we make, compared as they stand.
    return message;
  }
}

/** True where two messages mean the same. */
export function sameMessage(a: Message | null, b: Message | null): boolean {
  if (a === null || b === null) return a === b;
  return sameJson(a, b) || sameJson(normalise(a), normalise(b));
}

/** Deep equality; the order of keys is free. */
export function sameJson(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return false;
  if (isList(a) || isList(b)) {
    if (!isList(a) || !isList(b)) return false;
    return a.length === b.length && a.every((item, i) => sameJson(item, b[i] ?? null));
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => key in b && sameJson(a[key] ?? null, b[key] ?? null))
  );
}

/** Ports that a receiver listens on, a port above 65535 as its remainder; 0 and none are left out. */
export function portsOf(receiver: Message | null): readonly number[] {
  return rangesOf(receiver)
    .flatMap(({ from, to }) => (to - from > 64 ? [from, to] : sequence(from, to)))
    .filter((port) => port > 0)
    .map((port) => (port > 65536 ? port - 65536 : port));
}

/** Port ranges of a receiver, as sent. */
export function rangesOf(
  receiver: Message | null,
): readonly { readonly from: number; readonly to: number }[] {
  const list = inner(fieldsOf(receiver), "portList")["range"];
  if (!isList(list)) return [];
  return list.filter(isObject).map((range) => ({
    from: numberIn(range, "From"),
    to: numberIn(range, "To"),
  }));
}

/** The IPv4 address of a receiver; undefined where it has none that we can write. */
export function addressOf(receiver: Message | null): string | undefined {
  const ip = inner(fieldsOf(receiver), "listen")["ip"];
  const bytes = typeof ip === "string" ? Buffer.from(ip, "base64") : Buffer.alloc(0);
  return bytes.length === 4 ? [...bytes].join(".") : undefined;
}

/** Users that proxy settings bring along; undefined where they are not of that kind. */
export function usersIn(proxy: Message | null): readonly User[] | undefined {
  const kind = kindOfProxy(proxy);
  if (kind !== "vless" && kind !== "trojan") return undefined;
  const list = fieldsOf(proxy)[kind === "vless" ? "clients" : "users"];
  if (!isList(list)) return [];
  return list.filter(isObject).map((user) => {
    const account = user["account"];
    return {
      email: textIn(user, "email"),
      level: numberIn(user, "level"),
      // A TypedMessage inside fields is a Message by contract.
      account: isObject(account) ? shownAccount(account as unknown as Message) : null,
    };
  });
}

/** An account as GetInboundUsers must show it: a vless id in its canonical form. */
export function shownAccount(account: Message): Message {
  const plain = normalise(account);
  if (plain.type !== typeNames.vlessAccount || !("fields" in plain)) return plain;
  const id = readId(textIn(plain.fields, "id"));
  if (id.kind !== "uuid" && id.kind !== "text") return plain;
  return { type: plain.type, fields: { ...plain.fields, id: id.canonical } };
}

/** What makes two users of one inbound share a secret. */
export function secretOf(account: Message | null): string | undefined {
  if (account === null) return undefined;
  const shown = fieldsOf(shownAccount(account));
  const secret = shown["id"] ?? shown["password"];
  return typeof secret === "string" ? secret : undefined;
}

/** Fields of a readable message; none of another. */
export function fieldsOf(message: Message | null): JsonObject {
  return message !== null && "fields" in message ? message.fields : {};
}

/** A text field, "" where it is left out. */
export function textIn(fields: JsonObject, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value : "";
}

function numberIn(fields: JsonObject, name: string): number {
  const value = fields[name];
  return typeof value === "number" ? value : 0;
}

function inner(fields: JsonObject, name: string): JsonObject {
  const value = fields[name];
  return isObject(value) ? value : {};
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== undefined && value !== null && typeof value === "object" && !isList(value);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function sequence(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
