import {
  create,
  ScalarType,
  type DescField,
  type DescMessage,
  type Message as Protobuf,
  type MessageShape,
} from "@bufbuild/protobuf";
import { reflect, scalarZeroValue, type ReflectMessage } from "@bufbuild/protobuf/reflect";
import {
  TypedMessageSchema,
  type TypedMessage,
} from "../../proto/gen/xray/common/serial/typed_message_pb.js";
import type { Json, JsonObject } from "../../contract/json.js";
import type { Message } from "../../contract/xray/message.js";
import { decode, encode } from "../protobuf.js";
import { findMessage } from "./registry.js";

/** Reads a TypedMessage; null where the message leaves it out. Never throws. */
export function readTyped(typed: TypedMessage | undefined): Message | null {
  if (typed === undefined) return null;
  const desc = findMessage(typed.type);
  const decoded = desc && decode(desc, typed.value);
  if (desc === undefined || decoded === undefined || !decoded.ok) {
    return { type: typed.type, base64: Buffer.from(typed.value).toString("base64") };
  }
  return { type: typed.type, fields: readFields(reflect(desc, decoded.message)) };
}

/** Writes a message as a TypedMessage. Throws a TypeError that names the field where `fields` do not fit. */
export function writeTyped(message: Message | null): TypedMessage | undefined {
  if (message === null) return undefined;
  return create(TypedMessageSchema, { type: message.type, value: writeMessage(message) });
}

/** Why an unreadable message is unreadable, in Go's words. */
export function unreadableText(message: Extract<Message, { base64: string }>): string {
  const desc = findMessage(message.type);
  if (desc === undefined) return "proto: not found";
  const decoded = decode(desc, Buffer.from(message.base64, "base64"));
  return decoded.ok ? "proto: not found" : decoded.text;
}

/** The bytes of a message. */
export function writeMessage(message: Message): Uint8Array<ArrayBuffer> {
  if (!("fields" in message)) return new Uint8Array(Buffer.from(message.base64, "base64"));
  const desc = findMessage(message.type);
  if (desc === undefined)
    throw new TypeError(`no message ${message.type}: write its bytes as base64`);
  return encode(desc, writeFields(desc, message.fields, message.type));
}

/** Fields of a protobuf-es message as JSON, TypedMessages inside expanded. */
export function readFields(message: ReflectMessage): JsonObject {
  const fields: Record<string, Json> = {};
  for (const field of message.sortedFields) {
    if (!message.isSet(field)) continue;
    fields[field.jsonName] = readField(message, field);
  }
  return fields;
}

function readField(message: ReflectMessage, field: DescField): Json {
  switch (field.fieldKind) {
    case "message":
      return readInner(message.get(field));
    case "list":
      return [...message.get(field)].map((item) => {
        if (field.listKind === "message") return readInner(item as ReflectMessage);
        return field.listKind === "enum" ? enumName(field.enum, item as number) : readValue(item);
      });
    case "map":
      return Object.fromEntries(
        [...message.get(field)].map(([key, value]) => {
          if (field.mapKind === "message") return [String(key), readInner(value as ReflectMessage)];
          const plain =
            field.mapKind === "enum" ? enumName(field.enum, value as number) : readValue(value);
          return [String(key), plain];
        }),
      );
    case "enum":
      return enumName(field.enum, message.get(field));
    case "scalar":
      return readValue(message.get(field));
    default:
      return field satisfies never;
  }
}

function readInner(inner: ReflectMessage): Json {
  if (inner.desc.typeName === TypedMessageSchema.typeName) {
    // The check of the name is what makes this cast true.
    return readTyped(inner.message as TypedMessage);
  }
  return readFields(inner);
}

function readValue(value: unknown): Json {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  return value as Json;
}

function enumName(
  desc: { readonly values: readonly { number: number; name: string }[] },
  number: number,
): Json {
  return desc.values.find((v) => v.number === number)?.name ?? number;
}

/** The message that fields, as {@link readFields} gives them, stand for. Throws a TypeError that names the field. */
export function writeFields<Desc extends DescMessage>(
  desc: Desc,
  fields: JsonObject,
  at: string = desc.typeName,
): MessageShape<Desc> {
  const message = reflect(desc);
  for (const [name, value] of Object.entries(fields)) {
    const field = desc.fields.find((f) => f.jsonName === name || f.name === name);
    if (field === undefined) throw new TypeError(`${at} has no field ${name}`);
    writeField(message, field, value, `${at}.${name}`);
  }
  return message.message as MessageShape<Desc>;
}

function writeField(message: ReflectMessage, field: DescField, value: Json, at: string): void {
  switch (field.fieldKind) {
    case "message":
      message.set(field, reflect(field.message, writeInner(field.message, value, at)));
      return;
    case "list":
      for (const item of asList(value, at)) {
        const list = message.get(field);
        if (field.listKind === "message")
          list.add(reflect(field.message, writeInner(field.message, item, at)));
        else
          list.add(
            field.listKind === "enum"
              ? enumNumber(field.enum, item, at)
              : writeScalar(field.scalar, item, at),
          );
      }
      return;
    case "map":
      for (const [key, item] of Object.entries(asObject(value, at))) {
        const map = message.get(field);
        // JSON has no other keys than texts.
        const mapKey = field.mapKey === ScalarType.STRING ? key : Number(key);
        if (field.mapKind === "message")
          map.set(mapKey, reflect(field.message, writeInner(field.message, item, at)));
        else
          map.set(
            mapKey,
            field.mapKind === "enum"
              ? enumNumber(field.enum, item, at)
              : writeScalar(field.scalar, item, at),
          );
      }
      return;
    case "enum":
      message.set(field, enumNumber(field.enum, value, at));
      return;
    case "scalar":
      message.set(field, writeScalar(field.scalar, value, at));
      return;
    default:
      field satisfies never;
  }
}

function writeInner(desc: DescMessage, value: Json, at: string): Protobuf {
  if (desc.typeName !== TypedMessageSchema.typeName)
    return writeFields(desc, asObject(value, at), at);
  const inner = asObject(value, at);
  if (typeof inner["type"] !== "string") throw new TypeError(`${at} needs a type`);
  return writeTyped(inner as unknown as Message) ?? create(TypedMessageSchema);
}

function writeScalar(
  scalar: number,
  value: Json,
  at: string,
): string | number | bigint | boolean | Uint8Array {
  // The zero value of a scalar tells its JavaScript type: bigint for 64-bit, Uint8Array for bytes.
  const zero: unknown = scalarZeroValue(scalar as Parameters<typeof scalarZeroValue>[0], false);
  if (typeof zero === "bigint" && (typeof value === "string" || typeof value === "number"))
    return BigInt(value);
  if (zero instanceof Uint8Array && typeof value === "string")
    return new Uint8Array(Buffer.from(value, "base64"));
  if (
    typeof value === typeof zero &&
    (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
  )
    return value;
  throw new TypeError(
    `${at} wants a ${zero instanceof Uint8Array ? "base64 string" : typeof zero}, not ${JSON.stringify(value)}`,
  );
}

function enumNumber(
  desc: { readonly values: readonly { number: number; name: string }[] },
  value: Json,
  at: string,
): number {
  if (typeof value === "number") return value;
  const found = desc.values.find((v) => v.name === value);
  if (found === undefined) throw new TypeError(`${at} has no value ${JSON.stringify(value)}`);
  return found.number;
}

function asObject(value: Json, at: string): JsonObject {
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new TypeError(`${at} wants an object`);
  return value as JsonObject;
}

function asList(value: Json, at: string): readonly Json[] {
  if (!Array.isArray(value)) throw new TypeError(`${at} wants a list`);
  return value as readonly Json[];
}
