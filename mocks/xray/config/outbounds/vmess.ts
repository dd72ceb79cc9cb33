import type { JsonObject } from "../../../../contract/json.js";
import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goList, goPointer, goRaw } from "../decoding/composites.js";
import { goAddress } from "../decoding/conf-types.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goString, goUint16, goUint32 } from "../decoding/scalars.js";
import { at, goStruct, type Struct } from "../decoding/struct.js";
import { isFlat, onlyMember } from "../only-member.js";
import { below } from "../settings.js";
import { readUser, readUuid, userFields } from "../user.js";
import { goVmessAccount, vmessAccountFields, vmessAccountType } from "../vmess-account.js";

const shape = {
  address: goPointer(goAddress),
  port: goUint16,
  level: goUint32,
  email: goString,
  id: goString,
  security: goString,
  experiments: goString,
  vnext: goList(
    goPointer(
      goStruct("conf.VMessOutboundTarget", {
        address: goPointer(goAddress),
        port: goUint16,
        users: goList(goRaw),
      }),
    ),
  ),
};
const goSettings = goStruct("conf.VMessOutboundConfig", shape);
type Settings = Struct<typeof shape>;

/** Reads the settings of a vmess outbound, flat or with `vnext`, as `xray.proxy.vmess.outbound.Config`. */
export function readVmessOutbound(settings: ConfigValue, failure: Failure, load: Failure): Message {
  const vmess = decodeGo(goSettings, settings, load);
  if (!isFlat(vmess, "vnext")) return config(readVnext(vmess, failure));
  const { address, port } = vmess;
  const id = readUuid(vmess, failure);
  const user = userFields(vmess, vmessAccountType, vmessAccountFields({ ...vmess, id }));
  return config({ address, port, user });
}

function readVnext(vmess: Settings, failure: Failure): JsonObject {
  const server = onlyMember(vmess, "vnext", "VMess", failure);
  const { address, port, users } = server;
  const [raw] = users;
  if (raw === undefined || users.length !== 1) {
    const text = `infra/conf: VMess vnext: "users" should have one and only one member. Multiple members in "users" should use multiple VMess outbounds and routing balancer instead`;
    throw at(server, "users").refused(
      `has ${users.length} members`,
      "write one; others go into outbounds of their own",
      failure(text),
    );
  }
  if (address === undefined) {
    const text = 'infra/conf: VMess vnext: "address" is not set';
    throw at(server).refused("has no address", "write one", failure(text));
  }
  const read = readUser(raw, goVmessAccount, below(failure, "infra/conf: invalid VMess user"));
  const id = readUuid(read.account, failure);
  const user = userFields(read, vmessAccountType, vmessAccountFields({ ...read.account, id }));
  return { address, port, user };
}

function config(receiver: JsonObject): Message {
  return { type: "xray.proxy.vmess.outbound.Config", fields: { Receiver: receiver } };
}
