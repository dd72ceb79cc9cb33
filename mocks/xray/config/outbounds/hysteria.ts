import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goPointer } from "../decoding/composites.js";
import { goAddress } from "../decoding/conf-types.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goInt32, goUint16 } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { panics } from "../settings.js";

const goSettings = goStruct("conf.HysteriaClientConfig", {
  version: goInt32,
  address: goPointer(goAddress),
  port: goUint16,
});

/** Reads the settings of a hysteria outbound as `xray.proxy.hysteria.ClientConfig`. */
export function readHysteriaOutbound(
  settings: ConfigValue,
  failure: Failure,
  load: Failure,
): Message {
  const hysteria = decodeGo(goSettings, settings, load);
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
