import fc from "fast-check";
import { mux, sniffing } from "../arbitraries/handlers.js";
import { type Json, some } from "../arbitraries/parts.js";
import { sections } from "../arbitraries/sections.js";
import { realityClient, realityServer, tls } from "../arbitraries/security.js";
import { inboundSettings, outboundSettings } from "../arbitraries/settings.js";
import { sockopt } from "../arbitraries/sockopt.js";
import { transports } from "../arbitraries/transports.js";

const inboundProtocols = [
  "vmess",
  "vless",
  "trojan",
  "shadowsocks",
  "socks",
  "http",
  "tunnel",
  "hysteria",
  "wireguard",
];
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
  "hysteria",
  "wireguard",
];

const networks: Readonly<Record<string, string>> = {
  raw: "rawSettings",
  tcp: "tcpSettings",
  ws: "wsSettings",
  grpc: "grpcSettings",
  httpupgrade: "httpupgradeSettings",
  kcp: "kcpSettings",
  xhttp: "xhttpSettings",
  hysteria: "hysteriaSettings",
};

const text = (value: fc.Arbitrary<Json>) => value.map((v) => JSON.stringify(v));

const streamOf = (reality: fc.Arbitrary<Json>) =>
  fc
    .constantFrom(...Object.keys(networks))
    .chain((network) =>
      fc.tuple(
        fc.constant({ network }),
        some({ [networks[network] ?? ""]: transports[networks[network] ?? ""] ?? fc.constant({}) }),
        fc.oneof(
          { weight: 3, arbitrary: fc.constant({}) },
          { weight: 1, arbitrary: tls.map((of) => ({ security: "tls", tlsSettings: of })) },
          {
            weight: 1,
            arbitrary: reality.map((of) => ({ security: "reality", realitySettings: of })),
          },
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
  maybe("streamSettings", text(streamOf(realityServer))),
  maybe("sniffing", text(sniffing)),
]);
const outbound = handler(outboundProtocols, outboundSettings, [
  maybe("streamSettings", text(streamOf(realityClient))),
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

/** Some sections, each drawn; `metrics` listens on the port given, or cannot. */
function sectionsOf(port: number, api: string, maxLength: number) {
  const metrics = some({
    tag: fc.constantFrom("", "m", "h0", "api"),
    listen: fc.constantFrom(
      "",
      `127.0.0.1:${String(port)}`,
      api,
      "127.0.0.1",
      "1.2.3.4:80",
      "[::1]:x/",
    ),
  });
  return fc
    .subarray([...quiet, "metrics"], { maxLength })
    .chain((keys) =>
      fc.tuple(
        ...keys.map((key) =>
          (key === "metrics" ? metrics : (sections[key] ?? fc.constant({}))).map(
            (v) => [key, v] as const,
          ),
        ),
      ),
    );
}

/**
 * A whole configuration over the grammar that the fake supports, as text: up to three inbounds on the
 * given ports, up to three outbounds, some of the sections, and an API with every service that needs
 * nothing. Half of them have few handlers and more sections. The last port is for metrics.
 */
export function wholeConfig(api: string, ports: readonly number[]): fc.Arbitrary<string> {
  const port = ports.at(-1) ?? 0;
  const none = fc.constant([]);
  const many = fc.tuple(
    fc.array(inbound, { maxLength: 3 }),
    fc.array(outbound, { maxLength: 3 }),
    fc.oneof({ weight: 2, arbitrary: none }, { weight: 1, arbitrary: sectionsOf(port, api, 2) }),
  );
  const few = fc.tuple(
    fc.constantFrom([], ['"protocol": "socks"']),
    fc.constantFrom([], ['"protocol": "freedom"'], ['"protocol": "freedom"', '"protocol": "dns"']),
    sectionsOf(port, api, 5),
  );
  return fc.oneof(many, few).map(
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
