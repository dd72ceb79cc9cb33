import fc from "fast-check";

/** Any JSON value. */
type Json = unknown;

/** An object with any of these keys. */
function some(shape: Readonly<Record<string, fc.Arbitrary<Json>>>): fc.Arbitrary<Json> {
  return fc.record(shape, { requiredKeys: [] });
}

/** One that is valid, most of the time. */
function mostly(good: fc.Arbitrary<Json>, ...bad: readonly Json[]): fc.Arbitrary<Json> {
  return fc.oneof(
    { arbitrary: good, weight: 200 },
    { arbitrary: fc.constantFrom(...bad), weight: 1 },
  );
}

const flag = fc.boolean();
const word = fc.constantFrom("", "a", "B c", "é", "example.com", "x/y");
const words = fc.oneof(
  fc.array(word, { maxLength: 3 }),
  fc.constantFrom("", "a,b", " a , ", "one"),
);
const small = fc.nat({ max: 100 });
const int32 = fc.oneof(small, fc.constantFrom(-1, -2147483648, 2147483647));
const uint32 = fc.oneof(small, fc.constantFrom(4294967295, 65536));
const bigs = fc.oneof(small, fc.constantFrom(65535, 16384, 4294967296, 9007199254740991));
const headers = fc.dictionary(fc.constantFrom("A", "b", "X-É", "User-Agent"), word, { maxKeys: 3 });
const hostHeaders = mostly(headers, { Host: "h" }, { HOST: "", a: "b" });
const range = fc.oneof(
  small,
  fc.constantFrom("1-2", "5-3", "", "7", "-1", -5, "-3--1", "+4", "100-1000", 0),
);
const positive = mostly(fc.constantFrom(3, "1-2", "100-1000", "9-4"), 0, -1, "0-3", "x");
const paths = fc.constantFrom(
  "",
  "/",
  "/a",
  "/a?ed=2048",
  "a?ed=5&b=c d",
  "/a b?ed=1&x=%20+y&a=1#frag é",
  "/é?ed=x",
  "/%zz?ed=1",
  "/%41%2fb?z=1&ed=7&ed=8",
  "//host/x?ed=3",
  "http://h:80/p?ed=4",
  "a:b?ed=1",
  ":x?ed=1",
  "/x?ed=99999999999999999999",
  "?ed=1",
  "/a?ed=1&b;c=1&d=%zz&e",
  "/[x]'(!)*?ed=1",
  '/a<b>"^`{|}?ed=1',
  "*?ed=1",
  "/?ed=-1",
  "/a%?ed=1",
  "x/y:z?ed=2",
  "x:80/y?ed=2",
  "/a?b=ed",
  "/a??ed=1",
  "/a#?ed=1",
  "/a?ed=1#%41%zz",
  "/a?ed=1#a%41 b",
);
const domainStrategy = mostly(
  fc.constantFrom("", "AsIs", "useip", "UseIPv4", "UseIPv6", "ForceIPv6v4", "FORCEIP", "UseIPv4v6"),
  "bogus",
);

/** `sockopt`. */
export const sockopt = some({
  mark: int32,
  tcpFastOpen: mostly(fc.oneof(flag, fc.constantFrom(0, 5, -3, 1.9, 1e12, -1e12, null)), "x", []),
  tproxy: fc.constantFrom("", "tproxy", "REDIRECT", "off", "zzz"),
  acceptProxyProtocol: flag,
  domainStrategy,
  dialerProxy: mostly(fc.constant(""), "other"),
  tcpKeepAliveInterval: int32,
  tcpKeepAliveIdle: int32,
  tcpCongestion: word,
  tcpWindowClamp: int32,
  tcpMaxSeg: int32,
  penetrate: flag,
  tcpUserTimeout: int32,
  V6Only: flag,
  interface: word,
  tcpMptcp: flag,
  customSockopt: fc.array(
    mostly(
      some({ system: word, network: word, level: word, opt: word, value: word, type: word }),
      null,
    ),
    { maxLength: 2 },
  ),
  addressPortStrategy: mostly(fc.constantFrom("", "none", "SrvPortOnly", "txtPortAndAddress"), "x"),
  happyEyeballs: some({
    prioritizeIPv6: flag,
    tryDelayMs: bigs,
    interleave: fc.oneof(uint32, fc.constant(null)),
    maxConcurrentTry: uint32,
  }),
  trustedXForwardedFor: fc.array(word, { maxLength: 2 }),
});

const pem = fc.constantFrom(["-----BEGIN CERTIFICATE-----", "AA=="], ["x"], ["é", null]);
const certificate = mostly(
  fc.oneof(
    some({
      key: pem,
      usage: fc.constantFrom("", "verify", "ISSUE", "x"),
      ocspStapling: bigs,
      oneTimeLoading: flag,
      buildChain: flag,
    }).map((o) => ({ certificate: ["a", "b"], ...(o as object) })),
    fc.constant({ certificateFile: "/etc/hostname", keyFile: "/etc/hostname" }),
  ),
  null,
  {},
  { certificateFile: "/nonexistent/x" },
  { certificateFile: "/tmp" },
  { certificate: ["a"], keyFile: "/etc/hostname/x" },
);

/** `tlsSettings`. */
export const tls = some({
  allowInsecure: mostly(fc.constant(false), true),
  certificates: fc.array(certificate, { maxLength: 2 }),
  serverName: word,
  alpn: mostly(words, ["h2", "FromMitm"], "fromMitm"),
  enableSessionResumption: flag,
  disableSystemRoot: flag,
  minVersion: fc.constantFrom("", "1.2", "9"),
  maxVersion: fc.constantFrom("", "1.3", "x"),
  cipherSuites: fc.constantFrom("", "TLS_AES_128_GCM_SHA256", "x:y"),
  fingerprint: mostly(
    fc.constantFrom("", "Chrome", "randomized", "unsafe", "hellochrome_115_pq", "random"),
    "x",
  ),
  rejectUnknownSni: flag,
  curvePreferences: words,
  masterKeyLog: fc.constantFrom("", "none"),
  pinnedPeerCertSha256: mostly(
    fc.constantFrom("", ",", "ab".repeat(32), `${"AB:".repeat(31)}AB , ${"0f".repeat(32)}`),
    "x",
    "abc",
    "ab",
    "ßé",
  ),
  verifyPeerCertByName: fc.constantFrom("", "a", " a , b,"),
  verifyPeerCertInNames: mostly(fc.constant(null), [], ["a"]),
  echServerKeys: mostly(fc.constantFrom("", "AAAA", "AA\n=="), "x", "AAA"),
  echConfigList: word,
  echForceQuery: mostly(fc.constantFrom("", "none", "half", "full"), "x"),
  echSockopt: sockopt,
});

const key32 = Buffer.alloc(32, 7).toString("base64url");
const seed32 = Buffer.alloc(32, 9).toString("base64url");
const limit = some({ AfterBytes: bigs, BytesPerSec: bigs, burstbytespersec: bigs });

const realityServer = fc
  .record({
    dest: mostly(
      fc.constantFrom(443, "443", "example.com:443", "/run/x", "@x", "@@haproxy", null, "[::1]:1"),
      "",
      "x",
      [],
      70000,
      1.5,
    ),
    serverNames: mostly(fc.constant(["a", "b.apple.com"]), []),
    privateKey: mostly(fc.constant(key32), "", "x", "AA"),
    shortIds: mostly(
      fc.constantFrom([""], ["ab", "0123456789abcdef"]),
      [],
      ["abc"],
      ["x".repeat(17)],
      ["zz"],
    ),
  })
  .chain((base) =>
    some({
      show: flag,
      masterKeyLog: word,
      type: fc.constantFrom("", "tcp"),
      xver: mostly(fc.nat({ max: 2 }), 3),
      minClientVer: mostly(
        fc.constantFrom("", "1", "25.9.11", "0.0"),
        "x",
        "1.2.3.4",
        "256",
        "1..2",
      ),
      maxClientVer: mostly(fc.constantFrom("", "1.255"), "-1", "1.2.3.4"),
      maxTimeDiff: bigs,
      mldsa65Seed: mostly(fc.constantFrom("", seed32), key32, "x"),
      limitFallbackUpload: limit,
      limitFallbackDownload: limit,
      target: fc.constantFrom("example.org:8443", 8443),
    }).map((more) => ({ ...base, ...(more as object) })),
  );

const realityClient = fc
  .record({ password: mostly(fc.constant(key32), "", "x", "AA") })
  .chain((base) =>
    some({
      fingerprint: mostly(
        fc.constantFrom("", "Chrome", "hellofirefox_auto"),
        "unsafe",
        "HelloGolang",
        "x",
      ),
      serverName: word,
      serverNames: mostly(fc.constant([]), ["a"]),
      publicKey: fc.constantFrom("", key32, "x"),
      shortId: mostly(fc.constantFrom("", "ab", "0123456789abcdef"), "abc", "x".repeat(17), "é"),
      shortIds: mostly(fc.constant([]), [""]),
      mldsa65Verify: mostly(
        fc.constantFrom("", Buffer.alloc(1952, 1).toString("base64url")),
        "x",
        "AA",
      ),
      spiderX: mostly(
        fc.constantFrom(
          "",
          "/",
          "/a?p=1&c=2-3&t=x&i=-5&r=1-2-3&z=é",
          "/é b?p=99999999999999999999",
          "/x#y",
        ),
        "x",
        "/%zz",
      ),
    }).map((more) => ({ ...base, ...(more as object) })),
  );

const uplink = some({
  host: word,
  path: word,
  mode: mostly(fc.constantFrom("", "auto", "packet-up", "stream-up", "stream-one"), "x"),
  headers: mostly(headers, { hosT: "h" }),
  xPaddingBytes: mostly(fc.constantFrom("100-1000", 0, "", 5), "0-5", -1, "x"),
  xPaddingObfsMode: flag,
  xPaddingKey: word,
  xPaddingHeader: word,
  xPaddingPlacement: mostly(fc.constantFrom("", "cookie", "header", "query", "queryInHeader"), "x"),
  xPaddingMethod: mostly(fc.constantFrom("", "repeat-x", "tokenish"), "x"),
  uplinkHTTPMethod: fc.constantFrom("", "put", "POST", "get"),
  sessionPlacement: mostly(fc.constantFrom("", "path", "cookie", "header", "query"), "x"),
  sessionKey: word,
  seqPlacement: mostly(fc.constantFrom("", "path", "cookie", "header", "query"), "x"),
  seqKey: word,
  uplinkDataPlacement: mostly(fc.constantFrom("", "body", "auto", "header", "cookie"), "x"),
  uplinkDataKey: word,
  uplinkChunkSize: range,
  noGRPCHeader: flag,
  noSSEHeader: flag,
  scMaxEachPostBytes: range,
  scMinPostsIntervalMs: range,
  scMaxBufferedPosts: bigs,
  scStreamUpServerSecs: range,
  serverMaxHeaderBytes: mostly(small, -1),
});
const xmux = some({
  maxConcurrency: fc.constantFrom(0, "16-32", 1),
  maxConnections: fc.constantFrom(0, 0, "", 5),
  cMaxReuseTimes: range,
  hMaxRequestTimes: range,
  hMaxReusableSecs: range,
  hKeepAlivePeriod: fc.oneof(small, fc.constant(-1)),
});
const xhttpPlain = fc
  .tuple(uplink, some({ xmux }))
  .map(([a, b]) => ({ ...(a as object), ...(b as object) }));
const xhttpDeep = fc
  .tuple(
    xhttpPlain,
    some({
      extra: mostly(xhttpPlain, null, 3, []),
      downloadSettings: some({
        address: word,
        port: small,
        network: fc.constantFrom("xhttp", "raw"),
        xhttpSettings: xhttpPlain,
      }),
    }),
  )
  .map(([a, b]) => ({ ...a, ...(b as object) }));

const packet = fc.constantFrom([1, 2, 255], "AAEC", null, []);
const typed = fc.oneof(
  fc.record({ packet }),
  fc.record({ type: fc.constantFrom("", "Array"), packet }),
  fc.record({ type: fc.constant("str"), packet: fc.constantFrom("é", "") }),
  fc.record({ type: fc.constant("HEX"), packet: mostly(fc.constantFrom("", "00fF"), "x", "abc") }),
  fc.record({
    type: fc.constant("base64"),
    packet: mostly(fc.constantFrom("", "AA=="), "A", "AA=", "AA==x"),
  }),
  fc.constant({}),
  mostly(
    fc.constant({ type: "array" }),
    { type: "x" },
    { type: "hex" },
    { packet: [256] },
    { packet: "A" },
  ),
);
const randRange = mostly(fc.constantFrom("0-255", 7, null), "0-256", -1);
const item = (rand: fc.Arbitrary<Json>) =>
  fc.oneof(
    fc
      .tuple(typed, some({ delay: range, randRange }))
      .map(([a, b]) => ({ ...(a as object), ...(b as object) })),
    some({ rand, randRange, delay: range }),
    mostly(fc.constant({ rand: 0, packet: [1] }), { rand: 1, packet: [1] }),
  );
const items = fc.array(item(small), { maxLength: 2 });

function masks(readers: Readonly<Record<string, fc.Arbitrary<Json>>>): fc.Arbitrary<Json> {
  const one = Object.entries(readers).map(([type, settings]) =>
    fc.oneof(
      fc.record({ type: fc.constant(type), settings }),
      fc.constant({ type, settings: null }),
    ),
  );
  return fc.array(mostly(fc.oneof(...one), { type: "x" }, {}, { type: "sudoku", settings: 3 }), {
    maxLength: 3,
  });
}

const password = some({ password: word });
const sudoku = some({
  password: word,
  ascii: word,
  customTable: word,
  custom_table: word,
  customTables: fc.array(word, { maxLength: 2 }),
  custom_tables: fc.array(word, { maxLength: 2 }),
  paddingMin: small,
  padding_min: small,
  paddingMax: small,
  padding_max: small,
});
const bandwidth = mostly(
  fc.constantFrom(
    "",
    "100 mbps",
    "10MB",
    "1.5g",
    "2t",
    "800000",
    "900kbps",
    ".9 m",
    "99999999 b",
    "1 tb",
  ),
  "x",
  "5",
  "1 x",
  "1.2.3 m",
  "1 bb",
  "1 kk",
  ".",
  "1e5",
);

/** `finalmask`. */
export const finalmask = some({
  tcp: masks({
    "header-custom": some({
      clients: fc.array(items, { maxLength: 2 }),
      servers: fc.array(items, { maxLength: 2 }),
      errors: fc.array(items, { maxLength: 1 }),
    }),
    Fragment: fc
      .tuple(
        some({
          packets: mostly(fc.constantFrom("", "tlshello", "1-3", "2"), "x", "0-1"),
          delay: range,
          maxSplit: range,
        }),
        positive,
      )
      .map(([a, length]) => ({ ...(a as object), length })),
    sudoku,
  }),
  udp: masks({
    "header-custom": some({ client: items, server: items }),
    "header-dns": some({ domain: word }),
    "header-dtls": fc.constant({}),
    "header-srtp": fc.constant({}),
    "header-utp": fc.constant({ x: 1 }),
    "header-wechat": fc.constant({}),
    "header-wireguard": fc.constant({}),
    "mkcp-original": fc.constant({}),
    "mkcp-aes128gcm": password,
    noise: some({ reset: range, noise: fc.array(item(range), { maxLength: 2 }) }),
    salamander: password,
    Sudoku: sudoku,
    xdns: some({ domain: word }),
    xicmp: some({ listenIp: word, id: fc.nat({ max: 65535 }) }),
  }),
  quicParams: some({
    congestion: mostly(fc.constantFrom("", "BBR", "reno", "brutal", "force-brutal"), "x"),
    debug: flag,
    brutalUp: bandwidth,
    brutalDown: bandwidth,
    udpHop: some({
      ports: mostly(fc.constantFrom("1000-1003,2000", 7, "x", 0, "5-3", "1,0,x"), null),
      interval: mostly(fc.constantFrom(0, 5, "10-20", null), 4, "0-3"),
    }),
    initStreamReceiveWindow: mostly(fc.constantFrom(0, 16384, 20000), 5),
    maxStreamReceiveWindow: mostly(fc.constantFrom(0, 16384), 16383),
    initConnectionReceiveWindow: mostly(fc.constantFrom(0, 16384), 1),
    maxConnectionReceiveWindow: mostly(fc.constantFrom(0, 16384), 1),
    maxIdleTimeout: mostly(fc.constantFrom(0, 4, 120), 3, 121, -1),
    keepAlivePeriod: mostly(fc.constantFrom(0, 2, 60), 1, 61),
    disablePathMTUDiscovery: flag,
    maxIncomingStreams: mostly(fc.constantFrom(0, 8), 7, -8),
  }),
});

const stringOrList = mostly(words, null);
const headerMap = mostly(fc.dictionary(fc.constantFrom("A", "b", "É"), words, { maxKeys: 3 }), {
  x: null,
});
const httpHeader = some({
  request: some({ version: word, method: word, path: stringOrList, headers: headerMap }),
  response: some({ version: word, status: word, reason: word, headers: headerMap }),
}).map((o) => ({ type: "HTTP", ...(o as object) }));

/** Settings of each transport, by key. */
export const transports: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  rawSettings: some({
    header: mostly(
      fc.oneof(fc.constant({ type: "none" }), httpHeader),
      null,
      {},
      { Type: "none" },
      { type: "x" },
      3,
      { type: 3 },
    ),
    acceptProxyProtocol: flag,
  }),
  tcpSettings: some({ acceptProxyProtocol: flag }),
  wsSettings: some({
    host: word,
    path: paths,
    headers: hostHeaders,
    acceptProxyProtocol: flag,
    heartbeatPeriod: uint32,
  }),
  httpupgradeSettings: some({
    host: word,
    path: paths,
    headers: hostHeaders,
    acceptProxyProtocol: flag,
  }),
  grpcSettings: some({
    authority: word,
    serviceName: word,
    multiMode: flag,
    idle_timeout: int32,
    health_check_timeout: int32,
    permit_without_stream: flag,
    initial_windows_size: int32,
    user_agent: word,
  }),
  kcpSettings: some({
    mtu: uint32,
    tti: mostly(fc.constantFrom(10, 5000), 9, 5001),
    uplinkCapacity: uint32,
    downlinkCapacity: uint32,
    congestion: flag,
    readBufferSize: fc.constantFrom(0, 1, 4096, 4294967295),
    writeBufferSize: fc.constantFrom(0, 2, 5000),
    header: mostly(fc.constant(undefined), null, {}),
    seed: mostly(fc.constant(null), ""),
  }),
  xhttpSettings: xhttpDeep,
  splithttpSettings: xhttpPlain,
  hysteriaSettings: some({
    auth: word,
    congestion: word,
    up: bandwidth,
    udphop: some({ ports: range, interval: range }),
    udpIdleTimeout: mostly(fc.constantFrom(0, 2, 600), 1, 601, -5),
    masquerade: some({
      type: fc.constantFrom("", "404", "string", "x"),
      dir: word,
      url: word,
      rewriteHost: flag,
      insecure: flag,
      content: word,
      headers,
      statusCode: int32,
    }),
  }).map((o) => ({ version: 2, ...(o as object) })),
};

const addresses = fc.constantFrom(
  "",
  "1.2.3.4",
  "::1",
  "example.com",
  " x ",
  "[::1]",
  "env:NO_SUCH",
  "::ffff:1.2.3.4",
);

/** `streamSettings`. */
export const streamSettings = fc
  .tuple(
    some({
      address: addresses,
      port: fc.nat({ max: 65535 }),
      network: mostly(
        fc.constantFrom(
          "raw",
          "TCP",
          "ws",
          "websocket",
          "grpc",
          "httpupgrade",
          "kcp",
          "mkcp",
          "xhttp",
          "splithttp",
          "hysteria",
        ),
        "h2",
        "quic",
        "",
        "x",
      ),
      sockopt,
      finalmask,
    }),
    fc.oneof(
      fc.constant({}),
      some({ tlsSettings: tls }).map((o) => ({ security: "TLS", ...(o as object) })),
      fc.record({
        security: fc.constant("reality"),
        network: fc.constantFrom("raw", "xhttp", "grpc"),
        realitySettings: fc.oneof(realityServer, realityClient),
      }),
      mostly(
        fc.constant({ security: "none" }),
        { security: "xtls" },
        { security: "x" },
        { security: "reality" },
        { security: "reality", network: "ws" },
      ),
    ),
    fc
      .array(fc.constantFrom(...Object.keys(transports)), { maxLength: 2 })
      .chain((names) =>
        fc.record(
          Object.fromEntries(names.map((name) => [name, transports[name] as fc.Arbitrary<Json>])),
        ),
      ),
  )
  .map(([a, b, c]) => ({ ...(a as object), ...c, ...(b as object) }));

/** `sniffing`. */
export const sniffing = some({
  enabled: flag,
  destOverride: mostly(
    fc.constantFrom(["http", "TLS"], "quic,fakedns", ["https", "ssl", "fakedns+others"], [], null),
    "x",
    "",
    ["http", null],
    [3],
  ),
  domainsExcluded: words,
  metadataOnly: flag,
  routeOnly: flag,
});

/** `mux`. */
export const mux = some({
  enabled: flag,
  concurrency: fc.constantFrom(0, -1, 8, 32767, -32768),
  xudpConcurrency: fc.constantFrom(0, -1, 16),
  xudpProxyUDP443: mostly(fc.constantFrom("", "reject", "allow", "skip"), "x"),
});

const place = fc.oneof(
  fc.record({
    port: mostly(
      fc.constantFrom(1080, 70000, "1080", "1000-1002, 1005,", "1002-1000", 0, "null"),
      null,
      "x",
      "1-x",
      "-5",
      "01",
      "70000",
      "1-70000",
      "99999999999",
      "1.5",
      "env:NO_SUCH",
      true,
      -1,
      1.5,
      [],
      "1 2",
      "1e2",
      "5-99999999999",
      "",
      "é",
      "-",
      "1.",
      "nul",
      "true",
      '"5"',
    ),
  }),
  fc.record({
    listen: mostly(fc.constantFrom("127.0.0.1", "::1", "localhost"), "", "x", null, 3, [1]),
    port: mostly(fc.constant(1080), null),
  }),
  fc.record({ listen: fc.constantFrom("/run/x.sock", "@abstract", "/x,0666", "@@a") }),
);

/** An inbound whose protocol has no settings. */
export const inbound = fc
  .tuple(place, some({ tag: word, streamSettings, sniffing }))
  .map(([a, b]) => ({ protocol: "Socks", ...a, ...(b as object) }));

/** An outbound whose protocol has no settings. */
export const outbound = some({
  tag: word,
  sendThrough: mostly(
    fc.constantFrom(
      "0.0.0.0",
      "::1",
      "origin",
      "srcip",
      "10.0.0.0/8",
      "x/y/z",
      null,
      "1.2.3.4/",
      "::/64",
    ),
    "x",
    "",
    3,
  ),
  streamSettings,
  proxySettings: mostly(
    some({ tag: fc.constantFrom("other"), transportLayer: flag }).map((o) => ({
      tag: "p",
      ...(o as object),
    })),
    {},
    { tag: "" },
  ),
  mux,
  targetStrategy: domainStrategy,
}).map((o) => ({ protocol: "freedom", ...(o as object) }));

/** A configuration with one handler, as text; in some a value is replaced by one that may not fit. */
export const handlerConfig: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      inbound.map((one) => ({ inbounds: [one] })),
      outbound.map((one) => ({ outbounds: [one] })),
    ),
    fc.nat(),
    fc.option(
      fc.constantFrom<Json>(
        null,
        3,
        -1,
        1.5,
        70000,
        5e9,
        "x",
        "",
        true,
        [],
        {},
        [null],
        ["a"],
        [{}],
        { a: 1 },
      ),
      { freq: 1 },
    ),
    fc.constantFrom(undefined, 1),
  )
  .map(([config, at, value, indent]) =>
    JSON.stringify(value === null ? config : spoil(config, at, value), null, indent),
  );

/** The value with one place in it, below the handler, replaced. */
function spoil(config: Json, at: number, value: Json): Json {
  const places: (readonly (string | number)[])[] = [];
  const walk = (node: Json, path: readonly (string | number)[]): void => {
    if (path.length > 2) places.push(path);
    if (typeof node !== "object" || node === null) return;
    for (const [key, inner] of Object.entries(node)) walk(inner, [...path, key]);
  };
  walk(config, []);
  const path = places[at % places.length];
  if (path === undefined) return config;
  const copy: Json = structuredClone(config);
  let parent = copy as Record<string | number, Json>;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, Json>;
  parent[path.at(-1) as string] = value;
  return copy;
}
