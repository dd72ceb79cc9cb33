import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goList, goPointer, goRaw, goStruct } from "../go/composites.js";
import type { Failure } from "../go/go-type.js";
import { goByte } from "../go/scalars.js";
import { below, readSettings } from "../settings.js";
import { readUser, readUuid, userFields } from "../user.js";
import { goVmessAccount, vmessAccountFields, vmessAccountType } from "../vmess-account.js";

const goSettings = goStruct("conf.VMessInboundConfig", {
  clients: goList(goRaw),
  default: goPointer(goStruct("conf.VMessDefaultConfig", { level: goByte })),
});

/** Reads the settings of a vmess inbound as `xray.proxy.vmess.inbound.Config`. */
export function readVmess(settings: ConfigValue, failure: Failure): Message {
  const vmess = readSettings(goSettings, settings, failure);
  const invalid = below(failure, "infra/conf: invalid VMess user");
  const user = (vmess.clients ?? []).map((client) => {
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
