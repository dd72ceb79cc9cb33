import type { JsonObject } from "../../../../contract/json.js";
import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goListOrNil, goPointer } from "../decoding/composites.js";
import { goAddress, goStringList, networksOf } from "../decoding/conf-types.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goByte, goString, goUint16 } from "../decoding/scalars.js";
import { at, goStruct, type Struct } from "../decoding/struct.js";
import { panics } from "../settings.js";
import { cipherOf, is2022, shadowsocksAccountType, someMethods } from "../shadowsocks.js";
import { userFields } from "../user.js";
import { readShadowsocks2022 } from "./shadowsocks-2022.js";

const clientShape = {
  method: goString,
  password: goString,
  level: goByte,
  email: goString,
  address: goPointer(goAddress),
  port: goUint16,
};

const shape = {
  method: goString,
  password: goString,
  level: goByte,
  email: goString,
  clients: goListOrNil(goPointer(goStruct("conf.ShadowsocksUserConfig", clientShape))),
  network: goPointer(goStringList),
};
const goSettings = goStruct("conf.ShadowsocksServerConfig", shape);

/** The settings of a shadowsocks inbound, decoded. */
export type ShadowsocksSettings = Struct<typeof shape>;

type User = Pick<ShadowsocksSettings, "method" | "password" | "level" | "email">;

/** Reads the settings of a shadowsocks inbound: `xray.proxy.shadowsocks.ServerConfig`, or one of 2022. */
export function readShadowsocks(settings: ConfigValue, failure: Failure, load: Failure): Message {
  const shadowsocks = decodeGo(goSettings, settings, load);
  if (is2022(shadowsocks.method)) return readShadowsocks2022(shadowsocks, failure);
  const { clients } = shadowsocks;
  const users =
    clients === undefined
      ? [readOwn(shadowsocks, failure)]
      : clients.map((client) => {
          if (client === undefined) throw panics(at(shadowsocks, "clients"));
          return readClient(client, failure);
        });
  const network = networksOf(shadowsocks.network);
  return { type: "xray.proxy.shadowsocks.ServerConfig", fields: { users, network } };
}

/** The one user that is written without `clients`, who may go without encryption. */
function readOwn(user: User, failure: Failure): JsonObject {
  checkPassword(user, failure);
  const cipher = cipherOf(user.method);
  if (cipher === undefined) throw badMethod(user, "unknown cipher method", failure);
  return accountFields(user, cipher);
}

function readClient(user: User, failure: Failure): JsonObject {
  checkPassword(user, failure);
  const cipher = cipherOf(user.method);
  if (cipher === undefined || cipher === "NONE")
    throw badMethod(user, "unsupported cipher method", failure);
  return accountFields(user, cipher);
}

function accountFields(user: User, cipherType: string): JsonObject {
  return userFields(user, shadowsocksAccountType, { password: user.password, cipherType });
}

function checkPassword(user: User, failure: Failure): void {
  if (user.password !== "") return;
  const text = "infra/conf: Shadowsocks password is not specified.";
  throw at(user, "password").refused("has no password", "write one", failure(text));
}

function badMethod(user: User, problem: string, failure: Failure): Error {
  const text = `infra/conf: ${problem}: ${user.method}`;
  return at(user, "method").refused(`has no method that is known`, someMethods, failure(text));
}
