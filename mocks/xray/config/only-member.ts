import type { JsonObject } from "../../../contract/json.js";
import type { Failure } from "./decoding/go-type.js";
import { at, writtenKeys } from "./decoding/struct.js";
import { panics } from "./settings.js";

/**
 * True for settings that name their server themselves, by `address`; false for those with a list under
 * `key`. Warns about what the original ignores in that form; `shared` keys count in both.
 */
export function isFlat<T extends { readonly address: JsonObject | undefined }>(
  settings: T,
  key: "servers" | "vnext",
  shared: readonly string[] = [],
): settings is T & { readonly address: JsonObject } {
  const flat = settings.address !== undefined;
  for (const written of writtenKeys(settings)) {
    const ignored = flat ? written === key : written !== key && !shared.includes(written);
    if (!ignored) continue;
    const why = flat ? "beside address" : `without address; write it in ${key}`;
    at(settings, written as keyof T & string).note(`is ignored by Xray ${why}`);
  }
  return flat;
}

/** The one member of `servers` or `vnext`. Throws a ConfigError where it is not one, or null. */
export function onlyMember<
  K extends "servers" | "vnext",
  S extends Readonly<Record<K, readonly (object | undefined)[]>>,
>(
  settings: S,
  key: K,
  /** The original's name of the protocol in its errors. */
  protocol: string,
  failure: Failure,
): NonNullable<S[K][number]> {
  const members: readonly S[K][number][] = settings[key];
  if (members.length !== 1) {
    const text = `infra/conf: ${protocol} settings: "${key}" should have one and only one member. Multiple endpoints in "${key}" should use multiple ${protocol} outbounds and routing balancer instead`;
    throw at(settings, key).refused(
      `has ${members.length} ${key}`,
      "write one, or address and port in settings; others go into outbounds of their own",
      failure(text),
    );
  }
  const [member] = members;
  if (member === undefined) throw panics(at(settings, key));
  return member;
}
