import fc from "fast-check";

type Json = fc.JsonValue;

/** Values of other types than most keys want. */
const odd = fc.constantFrom<Json>(
  null,
  5,
  -1,
  1.5,
  70000,
  4294967296,
  "",
  "x",
  "5",
  true,
  [],
  {},
  [5],
  [null],
  ["x"],
  { a: 1 },
);

/** Mostly `usual`, now and then something odd. */
function mostly(usual: fc.Arbitrary<Json>, weight = 40): fc.Arbitrary<Json> {
  return fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });
}

/** An object with some of the keys. */
function some(keys: Readonly<Record<string, fc.Arbitrary<Json>>>): fc.Arbitrary<Json> {
  const values = Object.fromEntries(
    Object.entries(keys).map(([key, usual]) => [key, mostly(usual)]),
  );
  return fc.record(values, { requiredKeys: [] });
}

const text = fc.constantFrom("", "a", "b-1", "Ä", "api", 'q"q', "x y");
const flag = fc.boolean();
const small = fc.nat(70);
const listOf = (item: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc.array(mostly(item), { maxLength: 3 });
/** One string with commas, or a list. */
const stringList = (item: fc.Arbitrary<string>): fc.Arbitrary<Json> =>
  fc.oneof(
    fc.array(item, { maxLength: 3 }),
    fc.array(item, { maxLength: 3 }).map((items) => items.join(",")),
  );
const duration = fc.constantFrom("1s", "1m30s", "0", "-5ms", "1.5h", "2h45m", "10", "1x", ".5s");
const address = fc.constantFrom(
  "1.1.1.1",
  "::1",
  "[::1]",
  "::ffff:1.2.3.4",
  "localhost",
  "https://dns.example/dns-query",
  "fakedns",
  "FakeDNS",
  "",
  " 8.8.8.8 ",
  "tcp://1.1.1.1:53",
  "tcp+local://a:70000",
  "quic+local://[::1]:x",
  "h2c://a b/",
  "#3",
  "#x",
);
const ports = fc.oneof(
  fc.constantFrom<Json>(
    "80",
    "80,90-100",
    " 1 - 2",
    "1-0",
    "0",
    "070",
    "x",
    "65536",
    "-",
    "1-70000",
    "null",
    "1.5",
    "true",
  ),
  fc.nat(70000),
);
const domain = fc.constantFrom(
  "full:a.example",
  "domain:example.com",
  "keyword:x",
  "regexp:^a$",
  "dotless:",
  "dotless:ab",
  "dotless:a.b",
  "plain.example",
  "geosite:cn",
  "ext:a.dat:b",
  "ext:broken",
  "domain:",
  "",
);
const goodDomain = fc.constantFrom(
  "full:a.example",
  "domain:x.y",
  "keyword:x",
  "plain",
  "dotless:",
);
const network = fc.constantFrom(
  "1.2.3.4",
  "10.0.0.0/8",
  "::1",
  "fe80::/10",
  "0.0.0.0/0",
  "::ffff:10.0.0.1/24",
);
const oddNetwork = fc.constantFrom(
  "geoip:private",
  "geoip:!cn",
  "geoip:",
  "ext:geo.dat:x",
  "ext:x",
  "ext-ip:a:!b",
  "1.2.3.4/33",
  "::1/129",
  "1.2.3.4/x",
  "1.2.3.4/",
  "example.com",
  "",
);
const networks = fc.oneof(
  { weight: 12, arbitrary: stringList(network) },
  { weight: 1, arbitrary: stringList(oddNetwork) },
);
const domains = fc.oneof(
  { weight: 12, arbitrary: stringList(goodDomain) },
  { weight: 1, arbitrary: stringList(domain) },
);

/** `log`. */
export const log = some({
  access: fc.constantFrom("", "none"),
  error: fc.constantFrom("", "none"),
  loglevel: fc.constantFrom("debug", "Info", "warning", "ERROR", "none", "bogus"),
  dnsLog: flag,
  maskAddress: fc.constantFrom("", "half", "full", "quarter"),
});

/** `api`, in either form. */
export const api = some({
  tag: fc.constantFrom("api", "api", "api", ""),
  listen: fc.constantFrom("", "127.0.0.1:0"),
  services: fc.subarray([
    "HandlerService",
    "statsservice",
    "RoutingService",
    "LOGGERSERVICE",
    "ReflectionService",
    "NopeService",
  ]),
});

/** `policy`. */
export const policy = some({
  levels: fc.dictionary(
    fc.constantFrom("0", "1", "7", "007", "4294967295", "x", "-1"),
    mostly(
      some({
        handshake: small,
        connIdle: small,
        uplinkOnly: small,
        downlinkOnly: small,
        statsUserUplink: flag,
        statsUserDownlink: flag,
        statsUserOnline: flag,
        bufferSize: fc.constantFrom(-7, 0, 4, 512, 2147483647),
      }),
    ),
    { maxKeys: 3 },
  ),
  system: some({
    statsInboundUplink: flag,
    statsInboundDownlink: flag,
    statsOutboundUplink: flag,
    statsOutboundDownlink: flag,
  }),
});

const rule = fc
  .record({
    target: fc.constantFrom<Readonly<Record<string, string>>>(
      { outboundTag: "o" },
      { outboundTag: "o" },
      { balancerTag: "b" },
      { outboundTag: "o", balancerTag: "b" },
      {},
    ),
    conditions: some({
      type: fc.constant("field"),
      ruleTag: text,
      domain: domains,
      domains,
      ip: networks,
      source: networks,
      sourceIP: networks,
      localIP: networks,
      port: ports,
      sourcePort: ports,
      localPort: ports,
      vlessRoute: ports,
      network: stringList(fc.constantFrom("tcp", "UDP", "unix", "icmp")),
      user: stringList(text),
      inboundTag: stringList(text),
      protocol: stringList(fc.constantFrom("http", "tls", "bittorrent")),
      attrs: fc.dictionary(text, fc.constantFrom("x", "GET"), { maxKeys: 2 }),
      process: stringList(text),
      webhook: some({
        url: fc.constantFrom("", "http://127.0.0.1:1/"),
        deduplication: small,
        headers: fc.dictionary(text, text, { maxKeys: 2 }),
      }),
    }),
  })
  .map(({ target, conditions }) =>
    typeof conditions === "object" && conditions !== null && !Array.isArray(conditions)
      ? { ...conditions, ...target }
      : conditions,
  );

const balancer = some({
  tag: fc.constantFrom("b", "b", "c", ""),
  selector: stringList(text),
  fallbackTag: text,
  strategy: some({
    type: fc.constantFrom("", "random", "roundRobin", "leastPing", "leastLoad", "leastLoad", "zzz"),
    settings: some({
      costs: listOf(some({ regexp: flag, match: text, value: fc.constantFrom(0.5, 2, -1, 1e40) })),
      baselines: listOf(duration),
      expected: fc.integer({ min: -3, max: 9 }),
      maxRTT: duration,
      tolerance: fc.constantFrom(0, 0.25, 1.5, -1),
    }),
  }),
});

/** `routing`. */
export const routing = some({
  domainStrategy: fc.constantFrom("AsIs", "IPIfNonMatch", "ipondemand", "zzz"),
  rules: listOf(rule),
  balancers: listOf(balancer),
});

const nameServer = fc.oneof(
  address,
  some({
    address,
    clientIp: fc.constantFrom("3.3.3.3", "::1", "example.com"),
    port: small,
    skipFallback: flag,
    domains: listOf(goodDomain),
    expectedIPs: networks,
    expectIPs: fc.oneof(networks, fc.constant("*,1.1.1.1")),
    unexpectedIPs: fc.oneof(networks, fc.constant<Json>(["*"])),
    queryStrategy: fc.constantFrom("UseIP", "use-ip4", "UseIPv6", "UseSystem", "zzz"),
    tag: text,
    timeoutMs: small,
    disableCache: flag,
    serveStale: flag,
    serveExpiredTTL: small,
    finalQuery: flag,
  }),
);

/** `dns`. */
export const dns = some({
  servers: listOf(nameServer),
  hosts: fc.dictionary(
    fc.oneof(domain, text),
    mostly(fc.oneof(address, fc.array(address, { maxLength: 2 }))),
    { maxKeys: 3 },
  ),
  clientIp: fc.constantFrom("1.2.3.4", "::1", "x"),
  tag: text,
  queryStrategy: fc.constantFrom("UseIP", "useipv4", "use_ip_v6", "use_sys"),
  disableCache: flag,
  serveStale: flag,
  serveExpiredTTL: small,
  disableFallback: flag,
  disableFallbackIfMatch: flag,
  enableParallelQuery: flag,
});

const pool = some({
  ipPool: fc.constantFrom("198.18.0.0/15", "fc00::/18", "10.0.0.0/24", "x/8"),
  poolSize: fc.constantFrom(65535, 256, 200, 0, -1),
});

const subjectSelector = listOf(text);

/** Sections by key; any choice of them is a configuration, though often not one that is accepted. */
export const sections: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  log,
  api,
  stats: fc.constant({}),
  policy,
  routing,
  dns,
  fakeDns: fc.oneof(pool, listOf(pool)),
  reverse: some({
    bridges: listOf(some({ tag: text, domain: text })),
    portals: listOf(some({ tag: text, domain: text })),
  }),
  observatory: some({
    subjectSelector,
    probeURL: text,
    probeInterval: duration,
    enableConcurrency: flag,
  }),
  burstObservatory: some({
    subjectSelector,
    pingConfig: some({
      destination: text,
      connectivity: text,
      interval: duration,
      sampling: small,
      timeout: duration,
      httpMethod: fc.constantFrom("", "GET", " HEAD "),
    }),
  }),
  metrics: some({ tag: text, listen: fc.constantFrom("", "127.0.0.1:0") }),
  version: some({
    min: fc.constantFrom("", "1.8", "26.3.27", "99", "x.y"),
    max: fc.constantFrom("", "99.0.0.0", "26.3.27", "1"),
  }),
};

/** A configuration of one to three sections. */
export const sectionsConfig: fc.Arbitrary<Readonly<Record<string, Json>>> = fc
  .subarray(Object.keys(sections), { minLength: 1, maxLength: 3 })
  .chain((keys) =>
    fc.record(
      Object.fromEntries(keys.map((key) => [key, mostly(sections[key] ?? fc.constant(null), 80)])),
    ),
  );
