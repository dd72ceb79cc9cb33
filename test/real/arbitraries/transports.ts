import fc from "fast-check";
import {
  bandwidth,
  flag,
  headers,
  hostHeaders,
  int32,
  mostly,
  range,
  small,
  some,
  uint32,
  word,
  words,
  bigs,
  type Json,
} from "./parts.js";

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
