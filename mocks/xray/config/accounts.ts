import type { JsonObject } from "../../../contract/json.js";
import { goList, goPointer } from "./decoding/composites.js";
import { goString } from "./decoding/scalars.js";
import { at, goStruct, type Struct } from "./decoding/struct.js";
import { panics } from "./settings.js";

const shape = { user: goString, pass: goString };

/** An account of socks or http; `struct` is the original's name, as `conf.SocksAccount`. */
export function goAccount(struct: "conf.SocksAccount" | "conf.HTTPAccount") {
  return goStruct(struct, shape);
}

/** `accounts` of an inbound. */
export function goAccounts(struct: "conf.SocksAccount" | "conf.HTTPAccount") {
  return goList(goPointer(goAccount(struct)));
}

/** `accounts` of an inbound as passwords by name; the last of a name counts. */
export function accountsOf(settings: {
  readonly accounts: readonly (Struct<typeof shape> | undefined)[];
}): JsonObject {
  const accounts = settings.accounts.map((account) => {
    if (account === undefined) throw panics(at(settings, "accounts"));
    return [account.user, account.pass] as const;
  });
  return Object.fromEntries(accounts);
}
