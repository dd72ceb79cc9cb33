import type { JsonObject } from "../../../../contract/json.js";
import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goList, goPointer, goRaw } from "../decoding/composites.js";
import { goAddress } from "../decoding/conf-types.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goString, goUint16, goUint32 } from "../decoding/scalars.js";
import { at, goStruct, type Struct } from "../decoding/struct.js";
import { isFlat, onlyMember } from "../only-member.js";
import { below, panics } from "../settings.js";
import { goSniffing, readSniffing } from "../sniffing.js";
import { readUser, readUuid, userFields } from "../user.js";
import { goVlessAccount, vision, vlessAccountType } from "../vless-account.js";
import { splitEncryption } from "../vless-encryption.js";

const reverseShape = { tag: goString, sniffing: goPointer(goSniffing) };

const shape = {
  address: goPointer(goAddress),
  port: goUint16,
  level: goUint32,
  email: goString,
  id: goString,
  flow: goString,
  seed: goString,
  encryption: goString,
  reverse: goPointer(goStruct("conf.VLessReverseConfig", reverseShape)),
  testpre: goUint32,
  testseed: goList(goUint32),
  vnext: goList(
    goPointer(
      goStruct("conf.VLessOutboundVnext", {
        address: goPointer(goAddress),
        port: goUint16,
        users: goList(goRaw),
      }),
    ),
  ),
};
const goSettings = goStruct("conf.VLessOutboundConfig", shape);
type Settings = Struct<typeof shape>;

/** The keys of an account that both forms share. */
interface Account {
  readonly id: string;
  readonly flow: string;
  readonly encryption: string;
}

/** Reads the settings of a vless outbound, flat or with `vnext`, as `xray.proxy.vless.outbound.Config`. */
export function readVlessOutbound(settings: ConfigValue, failure: Failure, load: Failure): Message {
  const vless = decodeGo(goSettings, settings, load);
  const vnext = isFlat(vless, "vnext")
    ? { address: vless.address, port: vless.port, user: readFlat(vless, failure) }
    : readVnext(vless, failure);
  return { type: "xray.proxy.vless.outbound.Config", fields: { vnext } };
}

function readFlat(vless: Settings, failure: Failure): JsonObject {
  const { reverse, testpre, testseed } = vless;
  const fields = {
    ...(reverse === undefined ? {} : { reverse: readReverse(reverse, failure) }),
    testpre,
    testseed,
  };
  return userFields(vless, vlessAccountType, { ...fields, ...readAccount(vless, failure) });
}

function readVnext(vless: Settings, failure: Failure): JsonObject {
  const server = onlyMember(vless, "vnext", "VLESS", failure);
  if (server.address === undefined) {
    const text = 'infra/conf: VLESS vnext: "address" is not set';
    throw at(server).refused("has no address", "write one", failure(text));
  }
  const { address, port, users } = server;
  const [raw] = users;
  if (raw === undefined || users.length !== 1) {
    const text = `infra/conf: VLESS vnext: "users" should have one and only one member. Multiple members in "users" should use multiple VLESS outbounds and routing balancer instead`;
    throw at(server, "users").refused(
      `has ${users.length} members`,
      "write one; others go into outbounds of their own",
      failure(text),
    );
  }
  const invalid = below(failure, "infra/conf: VLESS users: invalid user");
  const user = readUser(raw, goVlessAccount, invalid);
  const { reverse, testseed, ...plain } = user.account;
  if (reverse !== undefined) {
    const text = `infra/conf: VLESS users: please use simplified outbound's config style to use "reverse"`;
    throw at(user.account, "reverse").refused(
      "does not go with vnext",
      "write address, port and the keys of the user in settings, without vnext",
      failure(text),
    );
  }
  const account = { ...plain, testseed, ...readAccount(user.account, failure) };
  return { address, port, user: userFields(user, vlessAccountType, account) };
}

function readReverse(reverse: Struct<typeof reverseShape>, failure: Failure): JsonObject {
  const { tag, sniffing } = reverse;
  if (tag === "") {
    const text = `infra/conf: VLESS reverse: "tag" can't be empty`;
    throw at(reverse, "tag").refused("has no tag", "write one", failure(text));
  }
  if (sniffing === undefined) return { tag };
  const invalid = below(failure, `infra/conf: VLESS reverse: invalid "sniffing" config`);
  return { tag, sniffing: readSniffing(sniffing, invalid) };
}

/** What the original puts in place of id, flow and encryption. */
function readAccount(account: Account, failure: Failure): JsonObject {
  const id = readUuid(account, failure);
  const { flow, encryption } = account;
  const refuse = (key: keyof Account, instead: string, text: string) =>
    at(account, key).refused(
      `is "${account[key]}"`,
      instead,
      failure(`infra/conf: VLESS users: ${text}`),
    );
  if (!["", vision, `${vision}-udp443`].includes(flow)) {
    const text = `"flow" doesn't support "${flow}" in this version`;
    throw refuse("flow", `write "${vision}", or leave it out`, text);
  }
  if (encryption === "none") return { id, flow, encryption };
  const instead = 'write "none", or what `xray vlessenc` gives';
  if (encryption === "") {
    const text = 'please add/set "encryption":"none" for every user';
    throw refuse("encryption", instead, text);
  }
  // A key is 32 bytes for X25519, else the 1184 of ML-KEM-768.
  const split = splitEncryption(encryption, [32, 1184]);
  if (split === undefined || !["1rtt", "0rtt"].includes(split.time))
    throw refuse("encryption", instead, `unsupported "encryption": ${encryption}`);
  if (!split.hasKeys) throw panics(at(account, "encryption"), "has no key");
  const { xorMode, padding, keys, time } = split;
  // What is written in vnext for these stays where the encryption leaves them as they are.
  return {
    id,
    flow,
    encryption: keys,
    ...(xorMode === 0 ? {} : { xorMode }),
    ...(time === "0rtt" ? { seconds: 1 } : {}),
    ...(padding === "" ? {} : { padding }),
  };
}
