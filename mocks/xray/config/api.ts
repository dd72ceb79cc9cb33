import { services, type ServiceKey } from "../../../contract/xray/services.js";
import type { XrayBoot } from "../boot.js";
import { splitHostPort } from "./addresses.js";
import { formatPlace } from "./config-error.js";
import type { ConfigValue } from "./config-value.js";
import { apiKeys } from "./known-keys.js";
import { parsePort } from "./ports.js";

const ours: readonly ServiceKey[] = services.map((s) => s.key);

/** What a fake offers where the configuration has no `api`: everything, at its default address. */
export const defaultApi: XrayBoot["api"] = { tag: "api", listen: undefined, services: ours };

/** Reads `api` in the simplified mode (`api.listen`). */
export function readApi(value: ConfigValue): XrayBoot["api"] {
  const api = value.asObject(apiKeys);
  const tag = api.string("tag");
  const listen = api.string("listen");
  if (tag === "") {
    throw (api.get("tag") ?? value).refused(
      "has no tag",
      'write "tag": "api"',
      value.source.loadFailure(
        "infra/conf: failed to build API configuration",
        "infra/conf: API tag can't be empty.",
      ),
    );
  }
  const written = api.get("listen");
  if (written === undefined || listen === "") {
    throw (written ?? value).unsupported(
      "has no listen address; an API behind an inbound and a routing rule is not supported by this version of nodeproof",
      'write "listen": "127.0.0.1:8080" in api, and remove the inbound and the rule',
    );
  }
  const address = readListen(written);
  return { tag, listen: address, services: readServices(value, api.list("services")) };
}

function readListen(value: ConfigValue): string {
  const text = value.asString();
  const instead = 'write HOST:PORT, as "127.0.0.1:8080"';
  const split = splitHostPort(text);
  if ("problem" in split) {
    throw value.refused(`is "${text}"`, instead, {
      exit: 255,
      text: `listen tcp: ${split.problem}`,
    });
  }
  const port = split.port === "" ? 0 : parsePort(split.port);
  if (port === undefined) {
    const number = /^-?\d+$/.test(split.port);
    if (number || split.port.includes("/")) {
      throw value.refused(`has the port ${split.port}`, instead, {
        exit: 255,
        text: number
          ? `listen tcp: address ${split.port}: invalid port`
          : `listen tcp: lookup tcp/${split.port}: unknown port`,
      });
    }
    throw value.unsupported(
      `names the port "${split.port}", which is not supported by this version of nodeproof`,
      "write its number",
    );
  }
  // Without a host the original listens on every address.
  const host = split.host === "" ? "0.0.0.0" : split.host;
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function readServices(api: ConfigValue, list: readonly ConfigValue[]): readonly ServiceKey[] {
  const found: ServiceKey[] = [];
  for (const value of list) {
    const name = value.asString();
    const same = (key: string): boolean => key.toLowerCase() === name.toLowerCase();
    const key = ours.find(same);
    if (key === undefined) {
      warn(value, `${value.path} "${name}" is no service of Xray, which ignores it`);
    } else if (found.includes(key)) {
      throw value.refused(`"${name}" is there twice`, "list each service once", {
        exit: 1,
        text: `[core] grpc: Server.RegisterService found duplicate service registration for "${duplicateName(key)}"`,
      });
    } else {
      found.push(key);
    }
  }
  if (found.length === 0) warn(api, "api.services names no service: every call will be refused");
  return found;
}

/** The name at which the original notices the repetition. */
function duplicateName(key: ServiceKey): string {
  // It registers reflection v1alpha before v1, the others under their own name first.
  const names = services.find((s) => s.key === key)?.names ?? [];
  return (key === "ReflectionService" ? names.at(-1) : names[0]) ?? key;
}

function warn(value: ConfigValue, message: string): void {
  const at = value.source.at(value.node.offset, value.path);
  value.source.warnings.push(`${formatPlace(at)}: ${message}`);
}
