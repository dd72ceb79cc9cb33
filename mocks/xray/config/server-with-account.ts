import type { JsonObject } from "../../../contract/json.js";
import { goAccount } from "./accounts.js";
import { goList, goPointer, goRaw } from "./decoding/composites.js";
import { goAddress } from "./decoding/conf-types.js";
import type { Failure } from "./decoding/go-type.js";
import { goString, goUint16, goUint32 } from "./decoding/scalars.js";
import { at, goStruct, type Struct } from "./decoding/struct.js";
import { isFlat, onlyMember } from "./only-member.js";
import { below, panics } from "./settings.js";
import { readUser, userFields } from "./user.js";

const serverShape = { address: goPointer(goAddress), port: goUint16, users: goList(goRaw) };

/** The keys that the settings of socks and http outbounds share; `struct` is the original's name of a server. */
export function serverKeys(struct: "conf.SocksRemoteConfig" | "conf.HTTPRemoteConfig") {
  return {
    address: goPointer(goAddress),
    port: goUint16,
    level: goUint32,
    email: goString,
    user: goString,
    pass: goString,
    servers: goList(goPointer(goStruct(struct, serverShape))),
  };
}

/** What the original calls things of one protocol. */
interface Names {
  /** In its errors. */
  readonly protocol: string;
  readonly account: "conf.SocksAccount" | "conf.HTTPAccount";
  readonly accountType: string;
  readonly badUser: string;
  readonly badAccount: string;
}

/** The server of a socks or http outbound, flat or in `servers`, as `xray.common.protocol.ServerEndpoint`. */
export function readServer(
  settings: Struct<ReturnType<typeof serverKeys>>,
  names: Names,
  failure: Failure,
): JsonObject {
  // The headers of http count in both forms.
  if (!isFlat(settings, "servers", ["headers"])) return readListed(settings, names, failure);
  const { address, port, user: username, pass: password } = settings;
  if (username === "") return { address, port };
  return { address, port, user: userFields(settings, names.accountType, { username, password }) };
}

function readListed(
  settings: Struct<ReturnType<typeof serverKeys>>,
  names: Names,
  failure: Failure,
): JsonObject {
  const server = onlyMember(settings, "servers", names.protocol, failure);
  const { address, port, users } = server;
  if (users.length > 1) {
    const text = `infra/conf: ${names.protocol} servers: "users" should have one member at most. Multiple members in "users" should use multiple ${names.protocol} outbounds and routing balancer instead`;
    throw at(server, "users").refused(
      `has ${users.length} members`,
      "write one; others go into outbounds of their own",
      failure(text),
    );
  }
  if (address === undefined) throw panics(at(server), "has no address");
  const [raw] = users;
  if (raw === undefined) return { address, port };
  const user = readUser(
    raw,
    goAccount(names.account),
    below(failure, `infra/conf: ${names.badUser}`),
    below(failure, `infra/conf: ${names.badAccount}`),
  );
  const account = { username: user.account.user, password: user.account.pass };
  return { address, port, user: userFields(user, names.accountType, account) };
}
