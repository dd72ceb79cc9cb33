import type { JsonObject } from "../../../contract/json.js";
import type { Message } from "../../../contract/xray/message.js";
import type { XrayBoot } from "../boot.js";
import { objectOf, objectsOf, textOf } from "../json-fields.js";

const instead = (old: string, better: string): string =>
  `common/errors: The feature ${old} is deprecated, not recommended for using and might be removed. ` +
  `Please migrate to ${better} as soon as possible.`;

const vmess = instead("VMess (with no Forward Secrecy, etc.)", "VLESS Encryption");
const trojan = instead("Trojan (with no Flow, etc.)", "VLESS with Flow & Seed");
const shadowsocks = instead("Shadowsocks (with no Forward Secrecy, etc.)", "VLESS Encryption");

const protocols: readonly (readonly [prefix: string, line: string])[] = [
  ["xray.proxy.vmess.", vmess],
  ["xray.proxy.trojan.", trojan],
  ["xray.proxy.shadowsocks.", shadowsocks],
  ["xray.proxy.shadowsocks_2022.", shadowsocks],
];

const transports: Readonly<Record<string, string>> = {
  grpc: instead("gRPC transport (with unnecessary costs, etc.)", "XHTTP stream-up H2"),
  websocket: instead("WebSocket transport (with ALPN http/1.1, etc.)", "XHTTP H2 & H3"),
  httpupgrade: instead("HTTPUpgrade transport (with ALPN http/1.1, etc.)", "XHTTP H2 & H3"),
};

const reality = "xray.transport.internet.reality.Config";

/** What the original warns of while it loads these handlers, in its order. */
export function loadWarnings(boot: Pick<XrayBoot, "inbounds" | "outbounds">): readonly string[] {
  return [
    ...boot.inbounds.flatMap(({ receiver, proxy }) => [
      ...streamWarnings(receiver),
      ...portWarnings(receiver),
      ...proxyWarnings(proxy),
    ]),
    ...boot.outbounds.flatMap(({ sender, proxy }) => [
      ...streamWarnings(sender),
      ...proxyWarnings(proxy),
    ]),
  ];
}

const streamOf = (settings: Message | null): JsonObject | undefined =>
  settings !== null && "fields" in settings
    ? objectOf(settings.fields, "streamSettings")
    : undefined;

function streamWarnings(settings: Message | null): readonly string[] {
  const stream = streamOf(settings);
  if (stream === undefined) return [];
  const transport = transports[textOf(stream, "protocolName")];
  const names = objectsOf(stream, "securitySettings").flatMap((security) =>
    textOf(security, "type") === reality ? namesOf(security) : [],
  );
  const tempting = names.filter((name) => name.includes("apple") || name.includes("icloud"));
  return [
    ...(transport === undefined ? [] : [transport]),
    ...tempting.map(
      () =>
        "infra/conf: REALITY: Choosing apple, icloud, etc. as the target may get your IP blocked by the GFW",
    ),
  ];
}

function namesOf(security: JsonObject): readonly string[] {
  const fields = objectOf(security, "fields");
  const names = fields?.["serverNames"];
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}

function portWarnings(receiver: Message | null): readonly string[] {
  const stream = streamOf(receiver);
  if (stream === undefined || !textOf(stream, "securityType").includes("reality")) return [];
  const ports = receiver !== null && "fields" in receiver && objectOf(receiver.fields, "portList");
  const [range, ...more] = ports ? objectsOf(ports, "range") : [];
  const only443 = range?.["From"] === 443 && range["To"] === 443 && more.length === 0;
  return only443
    ? []
    : ["infra/conf: REALITY: Listening on non-443 ports may get your IP blocked by the GFW"];
}

function proxyWarnings(proxy: Message | null): readonly string[] {
  const type = proxy?.type ?? "";
  return protocols.flatMap(([prefix, line]) => (type.startsWith(prefix) ? [line] : []));
}
