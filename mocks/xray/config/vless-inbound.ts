import type { JsonObject } from "../../../contract/json.js";
import type { Message } from "../../../contract/xray/message.js";
import { uuidOf } from "../identity.js";
import { ClientEmails } from "./client-emails.js";
import type { OriginalRefusal } from "./config-error.js";
import type { ConfigObject, ConfigValue } from "./config-value.js";
import { vlessClientKeys, vlessKeys } from "./known-keys.js";

const vision = "xtls-rprx-vision";

/** Reads the settings of a vless inbound as `xray.proxy.vless.inbound.Config`. */
export function readVless(
  settings: ConfigValue,
  failure: (text: string) => OriginalRefusal,
): Message {
  const vless = settings.asObject(vlessKeys);
  const flow = readFlow(vless, `infra/conf: VLESS "settings.flow"`, failure);
  const testseed = vless.list("testseed").map((seed) => seed.asUint32());
  const emails = new ClientEmails("proxy/vless/inbound: failed to initiate user", "proxy/vless");
  const clients = vless.list("clients").map((client) => {
    const user = readClient(client, flow, testseed, failure);
    emails.add(client, user.email);
    return user.fields;
  });
  checkDecryption(vless, failure);
  const fallbacks = vless.get("fallbacks");
  if (fallbacks !== undefined && fallbacks.asList().length > 0) {
    throw fallbacks.unsupported("is not supported by this version of nodeproof", "remove it");
  }
  return { type: "xray.proxy.vless.inbound.Config", fields: { clients, decryption: "none" } };
}

function readClient(
  value: ConfigValue,
  flow: string,
  testseed: readonly number[],
  failure: (text: string) => OriginalRefusal,
): { readonly email: string; readonly fields: JsonObject } {
  const client = value.asObject(vlessClientKeys);
  // Without effect, but the original refuses anything but an object.
  client.get("account")?.asMap();
  const parsed = uuidOf(client.string("id"));
  if (parsed.kind !== "uuid") {
    throw (client.get("id") ?? value).refused(
      `has no usable id: ${JSON.stringify(client.string("id"))}`,
      "write a UUID, or a text of 1 to 30 bytes",
      parsed.kind === "refused" ? failure(parsed.text) : undefined,
    );
  }
  const ownFlow = readFlow(client, `infra/conf: VLESS clients: "flow"`, failure);
  const encryption = client.get("encryption");
  if (encryption !== undefined && encryption.asString() !== "") {
    throw encryption.refused(
      "belongs to outbounds",
      "remove it",
      failure(`infra/conf: VLESS clients: "encryption" should not be in inbound settings`),
    );
  }
  const ownSeed = client.list("testseed").map((seed) => seed.asUint32());
  const email = client.string("email");
  const account = {
    id: parsed.uuid,
    flow: ownFlow === "" ? flow : ownFlow,
    xorMode: client.uint32("xormode"),
    seconds: client.uint32("seconds"),
    padding: client.string("padding"),
    testpre: client.uint32("testpre"),
    // Fewer than four numbers count as none.
    testseed: ownSeed.length < 4 ? testseed : ownSeed,
  };
  return {
    email,
    fields: {
      level: client.uint32("level"),
      email,
      account: { type: "xray.proxy.vless.Account", fields: account },
    },
  };
}

function readFlow(
  holder: ConfigObject,
  subject: string,
  failure: (text: string) => OriginalRefusal,
): string {
  const value = holder.get("flow");
  const flow = value?.asString() ?? "";
  if (value !== undefined && flow !== "" && flow !== vision) {
    throw value.refused(
      `is "${flow}"`,
      `write "${vision}", or leave it out`,
      failure(`${subject} doesn't support "${flow}" in this version`),
    );
  }
  return flow;
}

function checkDecryption(vless: ConfigObject, failure: (text: string) => OriginalRefusal): void {
  const value = vless.get("decryption");
  const decryption = value?.asString() ?? "";
  if (decryption === "none") return;
  const at = value ?? vless.self;
  const instead = 'write "decryption": "none"';
  if (decryption === "") {
    throw at.refused(
      "has no decryption",
      instead,
      failure(`infra/conf: VLESS settings: please add/set "decryption":"none" to every settings`),
    );
  }
  if (decryption.startsWith("mlkem768x25519plus.")) {
    throw at.unsupported(
      "with VLESS encryption is not supported by this version of nodeproof",
      instead,
    );
  }
  throw at.refused(
    `is "${decryption}"`,
    instead,
    failure(`infra/conf: VLESS settings: unsupported "decryption": ${decryption}`),
  );
}
