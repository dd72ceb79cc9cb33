import type { JsonObject } from "../../../../contract/json.js";
import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goList, goRaw } from "../decoding/composites.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goString, goUint32 } from "../decoding/scalars.js";
import { at, goStruct, type Struct } from "../decoding/struct.js";
import { goFallbacks, readFallbacks } from "../fallbacks.js";
import { below, panics } from "../settings.js";
import { readUser, readUuid, userFields } from "../user.js";
import { goVlessAccount, vision, vlessAccountType } from "../vless-account.js";
import { readSeconds, splitEncryption } from "../vless-encryption.js";

const shape = {
  clients: goList(goRaw),
  decryption: goString,
  fallbacks: goFallbacks("conf.VLessInboundFallback"),
  flow: goString,
  testseed: goList(goUint32),
};
const goSettings = goStruct("conf.VLessInboundConfig", shape);
type Settings = Struct<typeof shape>;

/** Reads the settings of a vless inbound as `xray.proxy.vless.inbound.Config`. */
export function readVless(settings: ConfigValue, failure: Failure, load: Failure): Message {
  const vless = decodeGo(goSettings, settings, load);
  checkFlow(vless, `infra/conf: VLESS "settings.flow"`, failure);
  const clients = vless.clients.map((client) => readClient(client ?? settings, vless, failure));
  const decryption = readDecryption(vless, failure);
  if (decryption["decryption"] !== "none" && vless.fallbacks !== undefined) {
    throw at(vless, "fallbacks").refused(
      "is there beside decryption",
      'remove it, or write "decryption": "none"',
      failure('infra/conf: VLESS settings: "fallbacks" can not be used together with "decryption"'),
    );
  }
  const list = at(vless, "fallbacks");
  const fallbacks = readFallbacks(vless.fallbacks ?? [], "VLESS", list, failure);
  return {
    type: "xray.proxy.vless.inbound.Config",
    fields: { clients, fallbacks, ...decryption },
  };
}

function readClient(value: ConfigValue, vless: Settings, failure: Failure): JsonObject {
  const user = readUser(
    value,
    goVlessAccount,
    below(failure, "infra/conf: VLESS clients: invalid user"),
  );
  const { account } = user;
  const id = readUuid(account, failure);
  checkFlow(account, `infra/conf: VLESS clients: "flow"`, failure);
  const { encryption, reverse, testseed, ...plain } = account;
  const refuse = (key: keyof typeof account, found: string, instead: string, text: string) =>
    at(account, key).refused(found, instead, failure(`infra/conf: VLESS clients: ${text}`));
  if (encryption !== "") {
    const text = '"encryption" should not be in inbound settings';
    throw refuse("encryption", "belongs to outbounds", "remove it", text);
  }
  if (reverse?.tag === "")
    throw refuse("reverse", "has no tag", "write one", `"tag" can't be empty for "reverse"`);
  if (reverse?.sniffing !== undefined) {
    const text = `inbound's "reverse" can't have "sniffing"`;
    throw refuse("reverse", "has sniffing", "remove sniffing", text);
  }
  return userFields(user, vlessAccountType, {
    ...plain,
    id,
    flow: account.flow === "" ? vless.flow : account.flow,
    ...(reverse === undefined ? {} : { reverse: { tag: reverse.tag } }),
    // Fewer than four numbers count as none.
    testseed: testseed.length < 4 ? vless.testseed : testseed,
  });
}

function checkFlow(holder: { readonly flow: string }, subject: string, failure: Failure): void {
  const { flow } = holder;
  if (flow === "" || flow === vision) return;
  throw at(holder, "flow").refused(
    `is "${flow}"`,
    `write "${vision}", or leave it out`,
    failure(`${subject} doesn't support "${flow}" in this version`),
  );
}

/** The fields that come of `decryption`. */
function readDecryption(vless: Settings, failure: Failure): JsonObject {
  const { decryption } = vless;
  const value = at(vless, "decryption");
  const refuse = (found: string, text: string) =>
    value.refused(
      found,
      'write "decryption": "none", or what `xray vlessenc` gives',
      failure(`infra/conf: VLESS settings: ${text}`),
    );
  if (decryption === "none") return { decryption };
  if (decryption === "") {
    const text = 'please add/set "decryption":"none" to every settings';
    throw refuse("has no decryption", text);
  }
  // Each part is a key: 32 bytes for X25519, else the 64-byte seed of ML-KEM-768.
  const split = splitEncryption(decryption, [32, 64]);
  const seconds = split && readSeconds(split.time);
  if (split === undefined || seconds === undefined)
    throw refuse(`is "${decryption}"`, `unsupported "decryption": ${decryption}`);
  if (!split.hasKeys) throw panics(value, "has no key");
  const { xorMode, padding, keys } = split;
  return { decryption: keys, xorMode, padding, ...seconds };
}
