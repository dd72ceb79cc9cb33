import type { JsonObject } from "../../../contract/json.js";
import type { Message } from "../../../contract/xray/message.js";
import { ClientEmails } from "./client-emails.js";
import type { OriginalRefusal } from "./config-error.js";
import type { ConfigValue } from "./config-value.js";
import { trojanClientKeys, trojanKeys } from "./known-keys.js";
import { removedFeature } from "./stream-settings.js";

/** Reads the settings of a trojan inbound as `xray.proxy.trojan.ServerConfig`. */
export function readTrojan(
  settings: ConfigValue,
  failure: (text: string) => OriginalRefusal,
): Message {
  const trojan = settings.asObject(trojanKeys);
  const emails = new ClientEmails("proxy/trojan: failed to add user", "proxy/trojan");
  const users = trojan.list("clients").map((value) => readClient(value, emails, failure));
  const fallbacks = trojan.get("fallbacks");
  if (fallbacks !== undefined && fallbacks.asList().length > 0) {
    throw fallbacks.unsupported("is not supported by this version of nodeproof", "remove it");
  }
  return { type: "xray.proxy.trojan.ServerConfig", fields: { users } };
}

function readClient(
  value: ConfigValue,
  emails: ClientEmails,
  failure: (text: string) => OriginalRefusal,
): JsonObject {
  if (value.isNull) {
    throw value.refused("is null", "remove it (it makes Xray 26.3 panic)", { exit: 2 });
  }
  const client = value.asObject(trojanClientKeys);
  const flow = client.get("flow");
  if (flow !== undefined && flow.asString() !== "") {
    throw flow.refused(
      "is not there for trojan",
      "remove it",
      failure(removedFeature("Flow for Trojan")),
    );
  }
  const email = client.string("email");
  emails.add(value, email);
  return {
    // A byte here, 32 bits for vless.
    level: client.get("level")?.asWhole(0, 255) ?? 0,
    email,
    account: {
      type: "xray.proxy.trojan.Account",
      fields: { password: client.string("password") },
    },
  };
}
