import fc from "fast-check";
import { mux, sniffing } from "../arbitraries/handlers.js";
import { type Json, some } from "../arbitraries/parts.js";
import { sections } from "../arbitraries/sections.js";
import { tls } from "../arbitraries/security.js";
import { inboundSettings, outboundSettings } from "../arbitraries/settings.js";
import { sockopt } from "../arbitraries/sockopt.js";
import { transports } from "../arbitraries/transports.js";

const inboundProtocols = ["vmess", "vless", "trojan", "shadowsocks", "socks", "http", "tunnel"];
const outboundProtocols = [
  "freedom",
  "blackhole",
  "dns",
  "loopback",
  "vmess",
  "vless",
  "trojan",
  "shadowsocks",
  "socks",
  "http",
];

const networks: Readonly<Record<string, string>> = {
  raw: "rawSettings",
  tcp: "tcpSettings",
  ws: "wsSettings",
  grpc: "grpcSettings",
  httpupgrade: "httpupgradeSettings",
};

const text = (value: fc.Arbitrary<Json>) => value.map((v) => JSON.stringify(v));

const stream = fc
  .constantFrom(...Object.keys(networks))
  .chain((network) =>
    fc.tuple(
      fc.constant({ network }),
      some({ [networks[network] ?? ""]: transports[networks[network] ?? ""] ?? fc.constant({}) }),
      fc.oneof(
        { weight: 3, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: tls.map((of) => ({ security: "tls", tlsSettings: of })) },
      ),
      fc.oneof(
        fc.constant({}),
        sockopt.map((of) => ({ sockopt: of })),
      ),
    ),
  )
  .map((parts) => Object.assign({}, ...parts) as Json);

/** A key with its value in one of two drawn configurations; else left out. */
const maybe = (key: string, value: fc.Arbitrary<string>) =>
  fc.oneof(
    fc.constant(""),
    value.map((v) => `, "${key}": ${v}`),
  );

function handler(
  protocols: readonly string[],
  settings: Readonly<Record<string, fc.Arbitrary<string>>>,
  rest: readonly fc.Arbitrary<string>[],
): fc.Arbitrary<string> {
  return fc
    .constantFrom(...protocols)
    .chain((protocol) =>
      fc.tuple(
        fc.constant(protocol),
        maybe("settings", settings[protocol] ?? fc.constant("{}")),
        ...rest,
      ),
    )
    .map(([protocol, ...parts]) => `"protocol": "${protocol}"${parts.join("")}`);
}

const inbound = handler(inboundProtocols, inboundSettings, [
  maybe("streamSettings", text(stream)),
  maybe("sniffing", text(sniffing)),
]);
const outbound = handler(outboundProtocols, outboundSettings, [
  maybe("streamSettings", text(stream)),
  maybe("mux", text(mux)),
]);

const tagged = (list: readonly string[], more: (i: number) => string) =>
  list.map((one, i) => `{"tag": "h${String(i)}"${more(i)}, ${one}}`).join(",\n  ");

/** Sections that open nothing outside and write no files. */
const quiet = [
  "policy",
  "routing",
  "dns",
  "fakeDns",
  "reverse",
  "observatory",
  "burstObservatory",
  "version",
];

/**
 * A whole configuration over the grammar that the fake supports, as text: up to three inbounds on the
 * given ports, up to three outbounds, some of the sections, and an API with every service that needs nothing.
 */
export function wholeConfig(api: string, ports: readonly number[]): fc.Arbitrary<string> {
  const section = fc
    .subarray(quiet, { maxLength: 2 })
    .chain((keys) =>
      fc.tuple(
        ...keys.map((key) => (sections[key] ?? fc.constant({})).map((v) => [key, v] as const)),
      ),
    );
  return fc
    .tuple(
      fc.array(inbound, { maxLength: 3 }),
      fc.array(outbound, { maxLength: 3 }),
      fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: section }),
    )
    .map(
      ([inbounds, outbounds, more]) => `{
"log": {"loglevel": "none"},
"api": {"tag": "api", "listen": "${api}", "services": ["HandlerService", "StatsService", "RoutingService", "ReflectionService"]},
"stats": {},
"inbounds": [
  ${tagged(inbounds, (i) => `, "listen": "127.0.0.1", "port": ${String(ports[i])}`)}
],
"outbounds": [
  ${tagged(outbounds, () => "")}
]${more.map(([key, value]) => `,\n"${key}": ${JSON.stringify(value)}`).join("")}
}`,
    );
}
