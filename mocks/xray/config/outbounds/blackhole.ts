import type { JsonObject } from "../../../../contract/json.js";
import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goRaw, goStruct } from "../go/composites.js";
import { decodeGo, kindOf, type Failure } from "../go/go-type.js";
import { goString } from "../go/scalars.js";
import { below, readSettings } from "../settings.js";

const goSettings = goStruct("conf.BlackholeConfig", { response: goRaw });

/** Reads the settings of a blackhole (or block) outbound as `xray.proxy.blackhole.Config`. */
export function readBlackhole(settings: ConfigValue, failure: Failure): Message {
  const { response } = readSettings(goSettings, settings, failure);
  // Null is not as good as absent here: the original looks for a type in it.
  const fields: JsonObject =
    response === undefined
      ? {}
      : { response: { type: readResponse(response, failure), fields: {} } };
  return { type: "xray.proxy.blackhole.Config", fields };
}

function readResponse(value: ConfigValue, outer: Failure): string {
  const failure = below(outer, "infra/conf: Config: Failed to parse Blackhole response config.");
  const refuse = (where: ConfigValue, found: string, text: string) =>
    where.refused(found, 'write {"type": "none"} or {"type": "http"}', failure(text));
  if (value.node.type !== "object" && !value.isNull) {
    const text = `json: cannot unmarshal ${kindOf(value)} into Go value of type map[string]json.RawMessage`;
    throw refuse(value, `is ${value.shown}`, text);
  }
  // The one key whose case counts.
  const type = new Map(value.asMap()).get("type");
  if (type === undefined)
    throw refuse(value, "has no type", "infra/conf: type not found in JSON context");
  const name = decodeGo(goString(), type, failure).toLowerCase();
  if (name === "none") return "xray.proxy.blackhole.NoneResponse";
  if (name === "http") return "xray.proxy.blackhole.HTTPResponse";
  throw refuse(type, `is ${type.shown}`, `infra/conf: unknown config id: ${name}`);
}
