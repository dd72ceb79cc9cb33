import type { Message } from "../../../contract/xray/message.js";
import { type ServiceKey, services } from "../../../contract/xray/services.js";
import type { XrayBoot } from "../boot.js";
import { splitHostPort } from "./addresses.js";
import type { ConfigValue } from "./config-value.js";
import { goList } from "./decoding/composites.js";
import type { Read } from "./decoding/go-type.js";
import { goString } from "./decoding/scalars.js";
import { at, goStruct } from "./decoding/struct.js";
import { parsePort } from "./ports.js";

/** `api`. */
export const apiType = goStruct("conf.APIConfig", {
  tag: goString,
  listen: goString,
  services: goList(goString),
});

type Api = Read<typeof apiType>;

const ours: readonly ServiceKey[] = services.map((s) => s.key);

const serviceTypes: Readonly<Record<ServiceKey, string>> = {
  HandlerService: "xray.app.proxyman.command.Config",
  StatsService: "xray.app.stats.command.Config",
  RoutingService: "xray.app.router.command.Config",
  LoggerService: "xray.app.log.command.Config",
  ObservatoryService: "xray.core.app.observatory.command.Config",
  ReflectionService: "xray.app.commander.ReflectionConfig",
};

/** What a fake offers where the configuration has no `api`: everything, at its default address. */
export const defaultApi: XrayBoot["api"] = {
  tag: "api",
  listen: undefined,
  services: ours,
  implied: true,
};

/** `api`, as the original loads it, and as it comes to stand behind an address. */
export interface ApiReading {
  /** `xray.app.commander.Config`. */
  readonly message: Message;
  /** What the original checks only when it starts; `listen` is undefined in the classic form. Throws. */
  readonly start: () => XrayBoot["api"];
}

/** Makes of `api` what is loaded: with `listen` or, in the classic form, behind an inbound and a rule to its tag. */
export function buildApi(api: Api): ApiReading {
  const { tag, listen } = api;
  if (tag === "") {
    const value = at(api, "tag");
    throw value.refused(
      "has no tag",
      'write "tag": "api"',
      value.source.loadFailure(
        "infra/conf: failed to build API configuration",
        "infra/conf: API tag can't be empty.",
      ),
    );
  }
  const written = readServices(api);
  const service = written.map(({ key }) => ({ type: serviceTypes[key], fields: {} }));
  return {
    message: {
      type: "xray.app.commander.Config",
      fields: { tag, service, listen },
    },
    start: () => {
      refuseTwice(written);
      return {
        tag,
        listen: listen === "" ? undefined : readListen(listen, at(api, "listen")),
        services: written.map(({ key }) => key),
      };
    },
  };
}

function readListen(text: string, value: ConfigValue): string {
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

interface WrittenService {
  readonly key: ServiceKey;
  readonly name: string;
  readonly value: ConfigValue;
}

function readServices(api: Api): readonly WrittenService[] {
  const found = api.services.flatMap((name, index) => {
    const value = at(api, "services").item(index);
    const key = ours.find((ourKey) => ourKey.toLowerCase() === name.toLowerCase());
    if (key !== undefined) return [{ key, name, value }];
    value.note(`"${name}" is no service of Xray, which ignores it`);
    return [];
  });
  if (found.length === 0) {
    at(api).warn("api.services names no service: every call will be refused");
  }
  return found;
}

function refuseTwice(written: readonly WrittenService[]): void {
  const found = new Set<ServiceKey>();
  for (const { key, name, value } of written) {
    if (found.has(key)) {
      throw value.refused(`"${name}" is there twice`, "list each service once", {
        exit: 1,
        text: `[core] grpc: Server.RegisterService found duplicate service registration for "${duplicateName(key)}"`,
      });
    }
    found.add(key);
  }
}

/** The name at which the original notices the repetition. */
function duplicateName(key: ServiceKey): string {
  // It registers reflection v1alpha before v1, the others under their own name first.
  const names = services.find((s) => s.key === key)?.names ?? [];
  return (key === "ReflectionService" ? names.at(-1) : names[0]) ?? key;
}
