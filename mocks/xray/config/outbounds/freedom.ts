import type { JsonObject } from "../../../../contract/json.js";
import type { Message } from "../../../../contract/xray/message.js";
import { parseAddress, splitHostPort } from "../addresses.js";
import type { ConfigValue } from "../config-value.js";
import { goList, goPointer } from "../decoding/composites.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goString, goUint32 } from "../decoding/scalars.js";
import { at, goStruct, type Struct } from "../decoding/struct.js";
import { domainStrategy } from "../domain-strategy.js";
import { outOfRange, parsePort } from "../ports.js";
import { panics } from "../settings.js";
import { removedFeature } from "../stream-settings.js";
import { goFragment, readFragment } from "./fragment.js";
import { goNoise, readNoise } from "./noise.js";

const shape = {
  targetStrategy: goString,
  domainStrategy: goString,
  redirect: goString,
  userLevel: goUint32,
  fragment: goPointer(goFragment),
  noise: goPointer(goNoise),
  noises: goList(goPointer(goNoise)),
  proxyProtocol: goUint32,
};
const goSettings = goStruct("conf.FreedomConfig", shape);
type Settings = Struct<typeof shape>;

/** Reads the settings of a freedom (or direct) outbound as `xray.proxy.freedom.Config`. */
export function readFreedom(settings: ConfigValue, failure: Failure, load: Failure): Message {
  const freedom = decodeGo(goSettings, settings, load);
  const strategy = readStrategy(freedom, failure);
  const fragment =
    freedom.fragment === undefined ? {} : { fragment: readFragment(freedom.fragment, failure) };
  if (freedom.noise !== undefined) {
    const text = removedFeature("noise = { ... }", "noises = [ { ... } ]");
    throw at(freedom, "noise").refused("is no longer there", "write noises", failure(text));
  }
  const noises = freedom.noises.map((noise) => {
    if (noise === undefined) throw panics(at(freedom, "noises"));
    return readNoise(noise, failure);
  });
  const { userLevel, proxyProtocol } = freedom;
  return {
    type: "xray.proxy.freedom.Config",
    fields: {
      domainStrategy: strategy,
      userLevel,
      ...fragment,
      noises,
      ...readRedirect(freedom, failure),
      // Above 2 it is read as 0.
      proxyProtocol: proxyProtocol > 2 ? 0 : proxyProtocol,
    },
  };
}

function readStrategy(freedom: Settings, failure: Failure): string {
  const key = freedom.targetStrategy === "" ? "domainStrategy" : "targetStrategy";
  const original = "infra/conf: unsupported domain strategy";
  return domainStrategy(freedom[key], at(freedom, key), original, failure);
}

function readRedirect(freedom: Settings, failure: Failure): JsonObject {
  const text = freedom.redirect;
  if (text === "") return {};
  const refuse = (part: string, problem: string) =>
    at(freedom, "redirect").refused(
      `is "${text}"`,
      'write HOST:PORT, as "127.0.0.1:80", or ":80" for the port alone',
      failure(`infra/conf: invalid redirect ${part}: ${text}: ${problem} > ${problem}`),
    );
  const split = splitHostPort(text);
  if ("problem" in split) throw refuse("address", split.problem);
  const port = parsePort(split.port);
  if (port === undefined) throw refuse("port", outOfRange(split.port));
  const address = split.host === "" ? {} : { address: parseAddress(split.host) };
  return { destinationOverride: { server: { ...address, port } } };
}
