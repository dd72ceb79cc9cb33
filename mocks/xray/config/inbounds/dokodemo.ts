import type { Message } from "../../../../contract/xray/message.js";
import { splitHostPort } from "../addresses.js";
import type { ConfigValue } from "../config-value.js";
import { at, goStruct, goTexts } from "../go/composites.js";
import { goAddress, goStringList, networksOf } from "../go/conf-types.js";
import type { Failure } from "../go/go-type.js";
import { goBool, goUint16, goUint32 } from "../go/scalars.js";
import { readSettings } from "../settings.js";

const goSettings = goStruct("conf.DokodemoConfig", {
  address: goAddress,
  port: goUint16,
  portMap: goTexts,
  network: goStringList,
  followRedirect: goBool,
  userLevel: goUint32,
});

/** Reads the settings of a dokodemo-door (or tunnel) inbound as `xray.proxy.dokodemo.Config`. */
export function readDokodemo(settings: ConfigValue, failure: Failure): Message {
  const dokodemo = readSettings(goSettings, settings, failure);
  const {
    address,
    port,
    portMap = new Map<string, string>(),
    followRedirect,
    userLevel,
  } = dokodemo;
  for (const target of portMap.values()) {
    const split = splitHostPort(target);
    if (!("problem" in split)) continue;
    throw at(dokodemo, "portMap").refused(
      `has "${target}"`,
      'write HOST:PORT, as "127.0.0.1:80"',
      failure(`infra/conf: invalid portMap: ${target} > ${split.problem}`),
    );
  }
  const networks = networksOf(dokodemo.network);
  return {
    type: "xray.proxy.dokodemo.Config",
    fields: {
      ...(address === undefined ? {} : { address }),
      port,
      portMap: Object.fromEntries(portMap),
      followRedirect,
      userLevel,
      networks,
    },
  };
}
