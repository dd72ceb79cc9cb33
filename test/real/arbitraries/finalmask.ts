import fc from "fast-check";
import { type Json, some, mostly, flag, word, small, range, positive, bandwidth } from "./parts.js";

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
