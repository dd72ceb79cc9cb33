import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goList, goPointer, goRaw } from "../decoding/composites.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goByte } from "../decoding/scalars.js";
import { goStruct } from "../decoding/struct.js";
import { below } from "../settings.js";
import { readUser, readUuid, userFields } from "../user.js";
import { goVmessAccount, vmessAccountFields, vmessAccountType } from "../vmess-account.js";

const goSettings = goStruct("conf.VMessInboundConfig", {
  clients: goList(goRaw),
  default: goPointer(goStruct("conf.VMessDefaultConfig", { level: goByte })),
});

/** Reads the settings of a vmess inbound as `xray.proxy.vmess.inbound.Config`. */
export function readVmess(settings: ConfigValue, failure: Failure, load: Failure): Message {
  const vmess = decodeGo(goSettings, settings, load);
  const invalid = below(failure, "infra/conf: invalid VMess user");
  const user = vmess.clients.map((client) => {
    const read = readUser(client ?? settings, goVmessAccount, invalid);
    const id = readUuid(read.account, failure);
    return userFields(read, vmessAccountType, vmessAccountFields({ ...read.account, id }));
  });
  const defaults = vmess.default;
  return {
    type: "xray.proxy.vmess.inbound.Config",
    fields: {
      user,
      ...(defaults === undefined ? {} : { default: { level: defaults.level } }),
    },
  };
}
