import type { JsonObject } from "../../../contract/json.js";
import { uuidOf } from "../identity.js";
import type { ConfigValue } from "./config-value.js";
import { goPointer } from "./decoding/composites.js";
import { decodeGo, type Failure } from "./decoding/go-type.js";
import { goBytes, goString, goUint32 } from "./decoding/scalars.js";
import { at, type GoStruct, goStruct, type Shape, type Struct } from "./decoding/struct.js";

const goTypedMessage = goStruct("serial.TypedMessage", { type: goString, value: goBytes });

const goUser = goStruct("protocol.User", {
  level: goUint32,
  email: goString,
  account: goPointer(goTypedMessage),
});

/** A user of a list that the original reads twice over: as `xray.common.protocol.User` and as an account. */
export interface ReadUser<S extends Shape> {
  readonly level: number;
  readonly email: string;
  readonly account: Struct<S>;
}

/** Reads one entry of `clients` or `users`. Throws a ConfigError, in the words of one failure or the other. */
export function readUser<S extends Shape>(
  value: ConfigValue,
  account: GoStruct<S>,
  userFailure: Failure,
  accountFailure: Failure = userFailure,
): ReadUser<S> {
  const user = decodeGo(goUser, value, userFailure, "any");
  if (user.account !== undefined && !account.keys.includes("account"))
    at(user, "account").note("has no effect: Xray replaces it by the other keys of the client");
  const { level, email } = user;
  return { level, email, account: decodeGo(account, value, accountFailure, goUser.keys) };
}

/** A user as `xray.common.protocol.User`. */
export function userFields(
  { level, email }: { readonly level: number; readonly email: string },
  type: string,
  fields: JsonObject,
): JsonObject {
  return { level, email, account: { type, fields } };
}

/** The UUID that an `id` stands for. Throws a ConfigError placed at the struct that has it. */
export function readUuid(holder: { readonly id: string }, failure: Failure): string {
  const parsed = uuidOf(holder.id);
  if (parsed.kind === "uuid") return parsed.uuid;
  throw at(holder, "id").refused(
    `has no usable id: ${JSON.stringify(holder.id)}`,
    "write a UUID, or a text of 1 to 30 bytes",
    parsed.kind === "refused" ? failure(parsed.text) : undefined,
  );
}
