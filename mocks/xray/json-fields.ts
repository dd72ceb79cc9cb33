import type { Json, JsonObject } from "../../contract/json.js";
import type { Message } from "../../contract/xray/message.js";

/** A text field; "" where it is left out. */
export function textOf(fields: JsonObject, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value : "";
}

/** A number of up to 32 bits; 0 where it is left out. */
export function numberOf(fields: JsonObject, name: string): number {
  const value = fields[name];
  return typeof value === "number" ? value : 0;
}

/** True where a boolean field is set. */
export function isTrue(fields: JsonObject, name: string): boolean {
  return fields[name] === true;
}

/** The number of an enum field, which may come by name or by number; 0 where it is left out or unknown. */
export function enumOf(
  fields: JsonObject,
  name: string,
  numbers: Readonly<Record<string, number>>,
): number {
  const value = fields[name];
  if (typeof value === "number") return value;
  return typeof value === "string" ? (numbers[value] ?? 0) : 0;
}

/** Bytes of a field that is written as base64; none where it is left out. */
export function bytesOf(fields: JsonObject, name: string): Buffer {
  return Buffer.from(textOf(fields, name), "base64");
}

/** A message inside; undefined where it is left out. */
export function objectOf(fields: JsonObject, name: string): JsonObject | undefined {
  const value = fields[name];
  return isObject(value) ? value : undefined;
}

/** A list; empty where it is left out. */
export function listOf(fields: JsonObject, name: string): readonly Json[] {
  const value = fields[name];
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** A list of texts; empty where it is left out. */
export function textsOf(fields: JsonObject, name: string): readonly string[] {
  return listOf(fields, name).filter((value) => typeof value === "string");
}

/** A list of messages; empty where it is left out. */
export function objectsOf(fields: JsonObject, name: string): readonly JsonObject[] {
  return listOf(fields, name).filter(isObject);
}

/** A TypedMessage inside, which `readFields` wrote as a Message; null where it is left out. */
export function messageOf(fields: JsonObject, name: string): Message | null {
  const value = fields[name];
  if (!isObject(value) || typeof value["type"] !== "string") return null;
  if (typeof value["base64"] === "string") return { type: value["type"], base64: value["base64"] };
  return { type: value["type"], fields: objectOf(value, "fields") ?? {} };
}

/** True for an IPOrDomain that is there but says neither; the original does not survive reading it. */
export function isNoAddress(address: JsonObject | undefined): boolean {
  return address !== undefined && address["ip"] === undefined && address["domain"] === undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
