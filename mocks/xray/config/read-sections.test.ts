import { expect, test } from "vitest";
import { messageOf } from "../json-fields.js";
import { coreConfig } from "./core-config.js";
import { readXrayConfig } from "./read-config.js";

/** The messages of `app` after the four or five that are always there. */
function apps(config: unknown) {
  const fixed = ["log", "dispatcher", "proxyman"].map((name) => `xray.app.${name}.`);
  return readXrayConfig(JSON.stringify(config), "core.json").boot.apps.filter(
    ({ type }) => !fixed.some((prefix) => type.startsWith(prefix)),
  );
}

const ip = (...bytes: number[]) => Buffer.from(bytes).toString("base64");
const rule = (conditions: object) => ({
  routing: { rules: [{ outboundTag: "o", ...conditions }] },
});
const router = (over: object) => [{ type: "xray.app.router.Config", fields: over }];
const rules = (over: object) => router({ rule: [{ tag: "o", ...over }] });
const balancer = (over: object) => ({
  routing: { balancers: [{ tag: "b", selector: "x,y", ...over }] },
});
const balancers = (over: object) =>
  router({ balancingRule: [{ tag: "b", outboundSelector: ["x", "y"], ...over }] });
const servers = (...list: unknown[]) => ({ dns: { servers: list } });
const udp = (address: object, port?: number) => ({
  address: { network: "UDP", address, ...(port === undefined ? {} : { port }) },
});
const fakeDns = (...pools: object[]) => ({
  type: "xray.app.dns.fakedns.FakeDnsPoolMulti",
  fields: { pools },
});

// Measured with `xray convert pb` of Xray 26.3.27.
test.each<[object, readonly object[]]>([
  [
    { api: { tag: "a", services: ["statsservice", "ObservatoryService", "nope"] } },
    [
      {
        type: "xray.app.commander.Config",
        fields: {
          tag: "a",
          service: [
            { type: "xray.app.stats.command.Config", fields: {} },
            { type: "xray.core.app.observatory.command.Config", fields: {} },
          ],
        },
      },
    ],
  ],
  [{ stats: {} }, [{ type: "xray.app.stats.Config", fields: {} }]],
  [
    { policy: { levels: { "7": { handshake: 0, bufferSize: -9 }, "8": null }, system: {} } },
    [
      {
        type: "xray.app.policy.Config",
        fields: {
          level: {
            "7": { timeout: { handshake: {} }, stats: {}, buffer: { connection: -1 } },
          },
          system: { stats: {} },
        },
      },
    ],
  ],
  [
    rule({ domain: "full:a,regexp:^b,domain:c,keyword:d,dotless:e,f", domains: ["dotless:"] }),
    rules({
      domain: [
        { type: "Full", value: "a" },
        { type: "Regex", value: "^b" },
        { type: "Domain", value: "c" },
        { value: "d" },
        { type: "Regex", value: "^[^.]*e[^.]*$" },
        { value: "f" },
        { type: "Regex", value: "^[^.]*$" },
      ],
    }),
  ],
  [
    rule({ ip: ["1.2.3.4", "::1/64"], source: "9.9.9.0/24", localIP: ["::ffff:1.2.3.4/20"] }),
    rules({
      geoip: [
        {
          cidr: [
            { ip: ip(1, 2, 3, 4), prefix: 32 },
            { ip: ip(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), prefix: 64 },
          ],
        },
      ],
      sourceGeoip: [{ cidr: [{ ip: ip(9, 9, 9, 0), prefix: 24 }] }],
      localGeoip: [{ cidr: [{ ip: ip(1, 2, 3, 4), prefix: 20 }] }],
    }),
  ],
  [
    rule({
      sourceIP: "1.1.1.1",
      source: "2.2.2.2",
      port: "53,9-7",
      localPort: 70000,
      sourcePort: 0,
    }),
    rules({
      sourceGeoip: [{ cidr: [{ ip: ip(1, 1, 1, 1), prefix: 32 }] }],
      portList: {
        range: [
          { From: 53, To: 53 },
          { From: 9, To: 7 },
        ],
      },
      sourcePortList: {},
      localPortList: { range: [{ From: 70000, To: 70000 }] },
    }),
  ],
  [
    rule({ network: "TCP,udp,zzz", user: ["u", null], attrs: { a: "b" }, webhook: { url: "" } }),
    rules({
      networks: ["TCP", "UDP", "Unknown"],
      userEmail: ["u", ""],
      attributes: { a: "b" },
    }),
  ],
  [balancer({ fallbackTag: "f" }), balancers({ strategy: "random", fallbackTag: "f" })],
  [
    balancer({
      strategy: {
        type: "leastLoad",
        settings: { baselines: ["1s", "-1s"], expected: -3, maxRTT: "1ms", tolerance: 1.5 },
      },
    }),
    balancers({
      strategy: "leastload",
      strategySettings: {
        type: "xray.app.router.StrategyLeastLoadConfig",
        fields: { baselines: ["1000000000"], maxRTT: "1000000", tolerance: 1 },
      },
    }),
  ],
  [
    servers("1.1.1.1", { address: "x", port: 53, expectIPs: "*,1.1.1.1" }, { address: "8.8.8.8" }),
    [
      {
        type: "xray.app.dns.Config",
        fields: {
          nameServer: [
            { ...udp({ ip: ip(1, 1, 1, 1) }), policyID: 1 },
            {
              ...udp({ domain: "x" }, 53),
              expectedGeoip: [{ cidr: [{ ip: ip(1, 1, 1, 1), prefix: 32 }] }],
              actPrior: true,
              policyID: 2,
            },
            { ...udp({ ip: ip(8, 8, 8, 8) }), policyID: 1 },
          ],
        },
      },
    ],
  ],
  [
    {
      dns: { hosts: { "full:b": ["1.1.1.1", "c"], "domain:a": "::1" }, queryStrategy: "use-ip-v4" },
    },
    [
      {
        type: "xray.app.dns.Config",
        fields: {
          staticHosts: [
            {
              type: "Subdomain",
              domain: "a",
              ip: [ip(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)],
            },
            { domain: "b", proxiedDomain: "c" },
          ],
          queryStrategy: "USE_IP4",
        },
      },
    ],
  ],
  [{ fakeDns: [] }, [fakeDns()].map(({ type }) => ({ type, fields: {} }))],
  [{ fakeDns: { ipPool: "a", poolSize: 9 } }, [fakeDns({ ipPool: "a", lruSize: "9" })]],
  [
    { reverse: { bridges: [{ tag: "b", domain: "d" }], portals: [null] } },
    [
      {
        type: "xray.app.reverse.Config",
        fields: { bridgeConfig: [{ tag: "b", domain: "d" }], portalConfig: [{}] },
      },
    ],
  ],
  [
    { observatory: { subjectSelector: ["a"], probeInterval: "1m0.5s" } },
    [
      {
        type: "xray.core.app.observatory.Config",
        fields: { subjectSelector: ["a"], probeInterval: "60500000000" },
      },
    ],
  ],
  [
    { burstObservatory: { pingConfig: { sampling: 3, httpMethod: " GET " } } },
    [
      {
        type: "xray.core.app.observatory.burst.Config",
        fields: { pingConfig: { samplingCount: 3, httpMethod: "GET" } },
      },
    ],
  ],
  [
    { metrics: { listen: "127.0.0.1:1" } },
    [{ type: "xray.app.metrics.Config", fields: { tag: "Metrics", listen: "127.0.0.1:1" } }],
  ],
  [
    { version: { min: "1.8" } },
    [{ type: "xray.app.version.Config", fields: { coreVersion: "26.3.27", minVersion: "1.8" } }],
  ],
])("%j becomes the original's messages", (config, expected) => {
  expect(apps(config)).toEqual(expected);
});

test.each<[object | undefined, object]>([
  [undefined, { errorLogType: "Console", errorLogLevel: "Warning" }],
  [{}, { errorLogType: "Console", errorLogLevel: "Warning", accessLogType: "Console" }],
  [{ loglevel: "none" }, {}],
  [
    { access: "none", error: "/x", loglevel: "INFO", dnsLog: true, maskAddress: "half" },
    {
      errorLogType: "File",
      errorLogPath: "/x",
      errorLogLevel: "Info",
      enableDnsLog: true,
      maskAddress: "half",
    },
  ],
])("log %j", (log, fields) => {
  const { boot } = readXrayConfig(JSON.stringify({ log }), "core.json");
  expect(boot.apps[0]).toEqual({ type: "xray.app.log.Config", fields });
});

test("the apps are in the original's order, whatever the order of the sections", () => {
  const config = {
    version: {},
    burstObservatory: { pingConfig: {} },
    observatory: {},
    reverse: {},
    policy: {},
    dns: { servers: ["FakeDNS"], queryStrategy: "UseIPv6" },
    routing: {},
    stats: {},
    metrics: { tag: "m" },
    api: { tag: "api", services: ["HandlerService"] },
    log: {},
  };
  const { boot } = readXrayConfig(JSON.stringify(config), "core.json");
  expect(boot.apps.map(({ type }) => type.replace(/^xray\.(core\.)?app\./, ""))).toEqual([
    "dns.fakedns.FakeDnsPoolMulti",
    "log.Config",
    "dispatcher.Config",
    "proxyman.InboundConfig",
    "proxyman.OutboundConfig",
    "commander.Config",
    "metrics.Config",
    "stats.Config",
    "router.Config",
    "dns.Config",
    "policy.Config",
    "reverse.Config",
    "observatory.Config",
    "observatory.burst.Config",
    "version.Config",
  ]);
  expect(boot.apps[0]).toEqual(fakeDns({ ipPool: "fc00::/18", lruSize: "65535" }));
  expect(boot.api).toEqual({ tag: "api", listen: undefined, services: ["HandlerService"] });
});

test("the whole is an xray.core.Config with its handlers", () => {
  const text = JSON.stringify({ outbounds: [{ tag: "o", protocol: "blackhole" }] });
  const whole = coreConfig(readXrayConfig(text, "core.json").boot);
  expect(whole.type).toBe("xray.core.Config");
  const fields = "fields" in whole ? whole.fields : {};
  expect(fields["inbound"]).toBeUndefined();
  const [outbound] = fields["outbound"] as readonly Record<string, never>[];
  expect(messageOf(outbound ?? {}, "proxySettings")?.type).toBe("xray.proxy.blackhole.Config");
});
