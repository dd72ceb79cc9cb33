import fc from "fast-check";
import { streamSettings } from "./stream.js";
import { type Json, some, mostly, flag, word, words, domainStrategy } from "./parts.js";

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
