import type { JsonObject } from "../../../../contract/json.js";
import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goRaw } from "../decoding/composites.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goStruct } from "../decoding/struct.js";
import { loadById } from "../load-by-id.js";
import { below } from "../settings.js";

const goSettings = goStruct("conf.BlackholeConfig", { response: goRaw });

/** Reads the settings of a blackhole (or block) outbound as `xray.proxy.blackhole.Config`. */
export function readBlackhole(settings: ConfigValue, failure: Failure, load: Failure): Message {
  const { response } = decodeGo(goSettings, settings, load);
  // Null is not as good as absent here: the original looks for a type in it.
  const fields: JsonObject =
    response === undefined
      ? {}
      : { response: { type: readResponse(response, failure), fields: {} } };
  return { type: "xray.proxy.blackhole.Config", fields };
}

function readResponse(value: ConfigValue, failure: Failure): string {
  const parse = below(failure, "infra/conf: Config: Failed to parse Blackhole response config.");
  return loadById(value, ["none", "http"], parse) === "none"
    ? "xray.proxy.blackhole.NoneResponse"
    : "xray.proxy.blackhole.HTTPResponse";
}
