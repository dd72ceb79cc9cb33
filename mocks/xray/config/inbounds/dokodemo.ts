import type { Message } from "../../../../contract/xray/message.js";
import { splitHostPort } from "../addresses.js";
import type { ConfigValue } from "../config-value.js";
import { goMap, goPointer } from "../decoding/composites.js";
import { goAddress, goStringList, networksOf } from "../decoding/conf-types.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goBool, goString, goUint16, goUint32 } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";

const goSettings = goStruct("conf.DokodemoConfig", {
  address: goPointer(goAddress),
  port: goUint16,
  portMap: goMap(goString),
  network: goPointer(goStringList),
  followRedirect: goBool,
  userLevel: goUint32,
});

/** Reads the settings of a dokodemo-door (or tunnel) inbound as `xray.proxy.dokodemo.Config`. */
export function readDokodemo(settings: ConfigValue, failure: Failure, load: Failure): Message {
  const dokodemo = decodeGo(goSettings, settings, load);
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
