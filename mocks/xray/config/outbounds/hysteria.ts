import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { at, goStruct } from "../go/composites.js";
import { goAddress } from "../go/conf-types.js";
import type { Failure } from "../go/go-type.js";
import { goInt32, goUint16 } from "../go/scalars.js";
import { panics, readSettings } from "../settings.js";

const goSettings = goStruct("conf.HysteriaClientConfig", {
  version: goInt32,
  address: goAddress,
  port: goUint16,
});

/** Reads the settings of a hysteria outbound as `xray.proxy.hysteria.ClientConfig`. */
export function readHysteriaOutbound(settings: ConfigValue, failure: Failure): Message {
  const hysteria = readSettings(goSettings, settings, failure);
  const { version, address, port } = hysteria;
  if (version !== 2) {
    const text = "infra/conf: version != 2";
    throw at(hysteria, "version").refused(`has version ${version}`, "write 2", failure(text));
  }
  if (address === undefined) throw panics(at(hysteria), "has no address");
  return {
    type: "xray.proxy.hysteria.ClientConfig",
    fields: { version, server: { address, port } },
  };
}
