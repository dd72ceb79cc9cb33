import type { JsonObject } from "../../../../contract/json.js";
import type { Message } from "../../../../contract/xray/message.js";
import { networksOf } from "../decoding/conf-types.js";
import type { Failure } from "../decoding/go-type.js";
import { at } from "../decoding/struct.js";
import { panics } from "../settings.js";
import { userFields } from "../user.js";
import type { ShadowsocksSettings } from "./shadowsocks.js";

type Client = Exclude<NonNullable<ShadowsocksSettings["clients"]>[number], undefined>;

/** What the original calls the form in its errors. */
type Form = "multi-user" | "relay";

/** A shadowsocks inbound with a method of 2022: one user, many, or a relay where the first has an address. */
export function readShadowsocks2022(settings: ShadowsocksSettings, failure: Failure): Message {
  const { method, password: key, email, clients = [] } = settings;
  const server = { method, key, network: networksOf(settings.network) };
  if (clients.length === 0) {
    // The level that is written beside it is not looked at.
    return { type: "xray.proxy.shadowsocks_2022.ServerConfig", fields: { ...server, email } };
  }
  if (!method.includes("aes")) {
    const text =
      "infra/conf: shadowsocks 2022 (multi-user): only blake3-aes-*-gcm methods are supported";
    throw at(settings, "method").refused(
      "is for one user",
      "write a method with aes, or no clients",
      failure(text),
    );
  }
  const form = clients[0]?.address === undefined ? "multi-user" : "relay";
  const read = form === "relay" ? readDestination : readClient;
  const users = clients.map((client) => {
    if (client === undefined) throw panics(at(settings, "clients"));
    checkNoMethod(client, form, failure);
    return read(client, failure);
  });
  return form === "relay"
    ? {
        type: "xray.proxy.shadowsocks_2022.RelayServerConfig",
        fields: { ...server, destinations: users },
      }
    : {
        type: "xray.proxy.shadowsocks_2022.MultiUserServerConfig",
        fields: { ...server, users },
      };
}

function readClient(client: Client): JsonObject {
  return userFields(client, "xray.proxy.shadowsocks_2022.Account", { key: client.password });
}

function readDestination(client: Client, failure: Failure): JsonObject {
  const { password: key, email, address, port } = client;
  if (address === undefined) {
    throw at(client).refused(
      "has no address",
      "write one for all clients, or for none",
      failure("infra/conf: shadowsocks 2022 (relay): all users must have relay address"),
    );
  }
  return { key, email, address, port };
}

function checkNoMethod(client: Client, form: Form, failure: Failure): void {
  if (client.method === "") return;
  throw at(client, "method").refused(
    "belongs to the settings",
    "remove it",
    failure(`infra/conf: shadowsocks 2022 (${form}): users must have empty method`),
  );
}
