import { expect, test } from "vitest";
import type { JsonObject } from "../../../contract/json.js";
import { buildConditions } from "./conditions.js";
import type { IpSet } from "./ip-matcher.js";
import { readRouteContext } from "./route-context.js";

const b64 = (...bytes: readonly number[]): string => Buffer.from(bytes).toString("base64");
const ip4 = b64(10, 0, 0, 1);
const mapped = b64(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 10, 0, 0, 1);
const ip6 = b64(0x20, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
const net = (ip: string, prefix: number, more: object = {}): JsonObject => ({
  cidr: [{ ip, prefix }],
  ...more,
});
const domain = (type: string | number, ...values: readonly string[]): JsonObject => ({
  domain: values.map((value) => ({ type, value })),
});

function holds(rule: JsonObject, context: JsonObject): unknown {
  const built = buildConditions(rule, new Map());
  if (built.kind !== "conditions") return built.kind;
  const given = readRouteContext(context);
  for (const condition of built.conditions) {
    const held = condition(given);
    if (held !== true) return held === false ? false : held.kind;
  }
  return true;
}

const port = (From: number, To = From): JsonObject => ({ range: [{ From, To }] });

// Each row was measured on Xray 26.3.27.
test.each<[string, JsonObject, JsonObject, unknown]>([
  ["a network", { networks: ["TCP"] }, { Network: "TCP" }, true],
  ["another network", { networks: ["TCP"] }, { Network: "UDP" }, false],
  ["no network", { networks: ["Unknown"] }, {}, true],
  ["a network without name", { networks: [7] }, { Network: 7 }, true],
  ["a rule with a network beyond 7", { networks: [8] }, {}, "crash"],
  ["a network beyond 7", { networks: ["TCP"] }, { Network: 9 }, "crash"],
  ["a network below 0", { networks: ["TCP"] }, { Network: -1 }, "crash"],
  ["an inbound", { inboundTag: ["a", "in"] }, { InboundTag: "in" }, true],
  ["an inbound in another case", { inboundTag: ["in"] }, { InboundTag: "IN" }, false],
  ["an inbound without tag", { inboundTag: [""] }, {}, false],
  ["the beginning of a protocol", { protocol: ["http"] }, { Protocol: "http/1.1" }, true],
  ["a protocol in part", { protocol: ["http/1.1"] }, { Protocol: "http" }, false],
  ["an empty protocol", { protocol: [""] }, { Protocol: "http" }, false],
  ["a port", { portList: port(80, 90) }, { TargetPort: 90 }, true],
  ["a port out of range", { portList: port(80, 90) }, { TargetPort: 91 }, false],
  ["a port of more than 16 bits", { portList: port(80) }, { TargetPort: 65536 + 80 }, true],
  ["a range of more than 16 bits", { portList: port(65616) }, { TargetPort: 80 }, true],
  ["no port", { portList: {} }, { TargetPort: 80 }, false],
  ["port 0", { portList: port(0) }, {}, true],
  ["a source port", { sourcePortList: port(80) }, { SourcePort: 80 }, true],
  ["a local port", { localPortList: port(80) }, { LocalPort: 80 }, true],
  ["a vless route", { vlessRouteList: port(80) }, { VlessRoute: 80 }, true],
  ["a user", { userEmail: ["a"] }, { User: "a" }, true],
  ["a user in another case", { userEmail: ["a"] }, { User: "A" }, false],
  ["a user by pattern", { userEmail: ["regexp:^a"] }, { User: "ab" }, true],
  ["a user by a bad pattern", { userEmail: ["regexp:("] }, { User: "(" }, false],
  ["a user who is called so", { userEmail: ["regexp:"] }, { User: "regexp:" }, true],
  ["no user", { userEmail: ["regexp:.*"] }, {}, false],
  ["an attribute", { attributes: { K: "^v" } }, { Attributes: { k: "vv" } }, true],
  ["an attribute of another value", { attributes: { k: "V" } }, { Attributes: { k: "v" } }, false],
  ["an attribute missing", { attributes: { k: "" } }, { Attributes: { z: "" } }, false],
  ["a bad attribute", { attributes: { k: "(" } }, {}, "crash"],
  ["an address", { geoip: [net(ip4, 8)] }, { TargetIPs: [ip6, ip4] }, true],
  ["an address as IPv6", { geoip: [net(ip4, 32)] }, { TargetIPs: [mapped] }, true],
  ["a network given as IPv6", { geoip: [net(mapped, 120)] }, { TargetIPs: [ip4] }, false],
  ["bits of a byte", { geoip: [net(b64(10, 0, 0, 3), 30)] }, { TargetIPs: [ip4] }, true],
  ["bits too many", { geoip: [net(b64(10, 0, 0, 3), 31)] }, { TargetIPs: [ip4] }, false],
  ["all of IPv6", { geoip: [net(ip6, 0)] }, { TargetIPs: [ip6] }, true],
  ["all of IPv6 only", { geoip: [net(ip6, 0)] }, { TargetIPs: [ip4] }, false],
  ["a prefix too long", { geoip: [net(ip4, 33)] }, { TargetIPs: [ip4] }, false],
  ["the reverse", { geoip: [net(ip4, 8, { reverseMatch: true })] }, { TargetIPs: [ip6] }, true],
  ["the reverse of none", { geoip: [{ reverseMatch: true }] }, { TargetIPs: [ip4] }, true],
  ["no address", { geoip: [{ reverseMatch: true }] }, {}, false],
  ["3 bytes", { geoip: [{ reverseMatch: true }] }, { TargetIPs: [b64(1, 2, 3)] }, false],
  ["a source", { sourceGeoip: [net(ip4, 8)] }, { SourceIPs: [ip4] }, true],
  ["a local address", { localGeoip: [net(ip4, 8)] }, { LocalIPs: [ip4] }, true],
  ["a full domain", domain("Full", "A.com"), { TargetDomain: "a.COM" }, true],
  ["a full domain with more", domain("Full", "a.com"), { TargetDomain: "x.a.com" }, false],
  ["a full domain with a dot", domain("Full", ".a.com"), { TargetDomain: "x.a.com" }, true],
  ["a domain", domain("Domain", "a.com"), { TargetDomain: "x.a.com" }, true],
  ["a domain with more", domain("Domain", "a.com"), { TargetDomain: "xa.com" }, false],
  ["the empty domain", domain("Domain", ""), { TargetDomain: "a." }, true],
  ["a pattern", domain("Regex", "^a\\."), { TargetDomain: "A.com" }, true],
  ["a pattern in capitals", domain("Regex", "^A"), { TargetDomain: "A.com" }, false],
  ["a bad pattern", domain("Regex", "("), { TargetDomain: "(" }, false],
  ["a word of the original", domain("Regex", "("), { TargetDomain: "empty___" }, true],
  ["a part", domain("Plain", "b.C"), { TargetDomain: "ab.cd" }, true],
  ["a part hidden by another", domain("Plain", "abc", "b"), { TargetDomain: "xbc" }, false],
  ["a part not hidden", domain("Plain", "abc", "b"), { TargetDomain: "xbd" }, true],
  ["a part unlike a letter", domain("Plain", "@"), { TargetDomain: "a" }, true],
  ["a part before a strange letter", domain("Plain", "a"), { TargetDomain: "aé" }, false],
  ["a part after a strange letter", domain("Plain", "a"), { TargetDomain: "éa" }, true],
  ["a part that is strange", domain("Plain", "é"), {}, "crash"],
  ["no type that exists", domain(9, "a"), { TargetDomain: "a" }, false],
  ["a process", { process: ["a"] }, { Network: "TCP", SourceIPs: [ip4] }, false],
  ["a process over unix", { process: ["a"] }, { Network: "UNIX", SourceIPs: [""] }, false],
  ["a process nowhere", { process: ["a"] }, { Network: "TCP", SourceIPs: [""] }, "crash"],
  ["a webhook alone", { webhook: { url: "http://x" } }, {}, "refused"],
  [
    "two that hold",
    { networks: ["TCP"], protocol: ["h"] },
    { Network: "TCP", Protocol: "h" },
    true,
  ],
  ["one of two", { networks: ["TCP"], protocol: ["h"] }, { Network: "TCP" }, false],
])("%s", (_what, rule, context, held) => {
  expect(holds(rule, context)).toBe(held);
});

test("who comes later with a country code gets the networks of the first one", () => {
  const shared = new Map<string, IpSet>();
  const cn = (ip: string): JsonObject => ({ geoip: [net(ip, 32, { countryCode: "CN" })] });
  buildConditions(cn(ip4), shared);
  const built = buildConditions(cn(b64(1, 1, 1, 1)), shared);
  const [condition] = built.kind === "conditions" ? built.conditions : [];
  expect(condition?.(readRouteContext({ TargetIPs: [ip4] }))).toBe(true);
});
