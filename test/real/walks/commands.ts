import fc, { type Arbitrary } from "fast-check";
import type { Json, JsonObject } from "../../../contract/json.js";
import type { ApiCommand } from "../../../contract/xray/command.js";
import type { Message, User } from "../../../contract/xray/message.js";
import {
  message,
  otherInbounds,
  outbounds,
  protocols,
  senders,
  streams,
  type UserProtocol,
} from "./messages.js";

/** Small pools: walks must meet the same names again. */
const inTags = [
  "in-a",
  "in-b",
  "In-A",
  "vless",
  "vmess",
  "trojan",
  "shadowsocks",
  "shadowsocks2022",
  "hysteria",
  "socks",
  "",
];
const outTags = ["out-a", "out-b", "out-c", "dir", "ghost", ""];
const emails = ["ann@n", "Ann@n", "ben@n", ""];
const ruleTags = ["r1", "r2", "r3", ""];
const balancers = ["b1", "b2", ""];

const of = <T>(...items: readonly T[]): Arbitrary<T> => fc.constantFrom(...items);
const usual = <T>(common: Arbitrary<T>, rare: Arbitrary<T>): Arbitrary<T> =>
  fc.oneof({ weight: 9, arbitrary: common }, { weight: 1, arbitrary: rare });
const protocolNames = Object.keys(protocols) as UserProtocol[];

const user = (protocol: UserProtocol): Arbitrary<User> =>
  fc.record({
    email: of(...emails),
    level: of(0, 0, 3),
    account: of<Message | null>(...protocols[protocol].accounts),
  });
const asFields = ({ email, level, account }: User): JsonObject => ({
  ...(email !== "" && { email }),
  ...(level !== 0 && { level }),
  ...(account !== null && { account: account }),
});

// Ports of the run by their number; 0 and none of them have rules of their own.
const place = fc.record({
  port: of(1, 2, 3, 3, 4, 65537, 0),
  listen: of<Json>(
    { ip: "fwAAAQ==" },
    { ip: "fwAAAQ==" },
    { domain: "localhost" },
    { ip: "wAACAQ==" },
  ),
  stream: of(...streams),
});
const receiver: Arbitrary<Message> = usual(
  place.map(({ port, listen, stream }) =>
    message("xray.app.proxyman.ReceiverConfig", {
      // What listens otherwise on port 0 ends the original.
      portList: {
        range: [
          {
            From: stream === undefined ? port : port || 5,
            To: stream === undefined ? port : port || 5,
          },
        ],
      },
      listen,
      ...(stream && { streamSettings: stream }),
    }),
  ),
  of<Message>(message("xray.app.proxyman.SenderConfig"), { type: "x.y", base64: "" }),
);
const inboundProxy: Arbitrary<Message> = fc.oneof(
  of(...protocolNames).chain((protocol) =>
    fc
      .array(user(protocol), { maxLength: 3 })
      .map((users) => protocols[protocol].settings(users.map(asFields))),
  ),
  of(...otherInbounds),
);

const addUser: Arbitrary<ApiCommand> = of(...protocolNames).chain((protocol) =>
  user(protocol).map((u) => ({ kind: "AddUser", tag: protocol, user: u })),
);
const strangeUser: Arbitrary<ApiCommand> = fc.record({
  kind: fc.constant("AddUser" as const),
  tag: of(...inTags),
  user: of<User | null>(
    null,
    { email: "ann@n", level: 0, account: null },
    { email: "ann@n", level: 0, account: message("xray.proxy.freedom.Config") },
    { email: "ann@n", level: 0, account: { type: "", base64: "" } },
    { email: "ann@n", level: 0, account: { type: "xray.proxy.vless.Account", base64: "Cv8=" } },
    { email: "ann@n", level: 0, account: message("xray.proxy.vless.Account") },
  ),
});

const ip = (...bytes: readonly number[]): string => Buffer.from(bytes).toString("base64");
const cidr = of<Json>(
  { ip: ip(10, 0, 0, 0), prefix: 8 },
  { ip: ip(192, 0, 2, 1), prefix: 32 },
  { ip: ip(0x20, 1, ...Array<number>(14).fill(0)), prefix: 16 },
);
const geoip = fc.record({
  cidr: fc.array(cidr, { minLength: 1, maxLength: 2 }),
  reverseMatch: of(false, false, true),
});
const ports = of<Json>(
  { range: [{ From: 80, To: 80 }] },
  {
    range: [
      { From: 1000, To: 2000 },
      { From: 53, To: 53 },
    ],
  },
);
const domain = of<Json>(
  { type: "Full", value: "a.example" },
  { type: "Domain", value: "example" },
  { value: "amp" },
  { type: "Regex", value: "^b\\." },
  { type: "Regex", value: "(" },
  { type: "Full", value: "B.Example" },
);
const condition: Arbitrary<JsonObject> = fc.oneof(
  fc.array(domain, { minLength: 1, maxLength: 2 }).map((d) => ({ domain: d })),
  fc.array(geoip, { minLength: 1, maxLength: 2 }).map((g) => ({ geoip: g })),
  geoip.map((g) => ({ sourceGeoip: [g] })),
  geoip.map((g) => ({ localGeoip: [g] })),
  ports.map((portList) => ({ portList })),
  ports.map((sourcePortList) => ({ sourcePortList })),
  ports.map((localPortList) => ({ localPortList })),
  ports.map((vlessRouteList) => ({ vlessRouteList })),
  of({ networks: ["TCP"] }, { networks: ["UDP", "TCP"] }),
  of({ userEmail: ["ann@n"] }, { userEmail: ["regexp:^a", "ben@n"] }),
  of({ inboundTag: ["in-a"] }, { inboundTag: ["in-b", "socks"] }),
  of({ protocol: ["http"] }, { protocol: ["tls", "bittorrent"] }),
  of({ attributes: { ":method": "GET" } }, { attributes: { ":path": "^/a" } }),
);
const rule: Arbitrary<JsonObject> = fc
  .tuple(
    fc.array(condition, { minLength: 0, maxLength: 3 }),
    of(...ruleTags),
    fc.oneof(
      of<JsonObject>({ tag: "dir" }, { tag: "ghost" }, { tag: "out-a" }, {}),
      of<JsonObject>({ balancingTag: "b1" }, { balancingTag: "b2" }),
    ),
  )
  .map(([conditions, ruleTag, target]) => ({
    ...conditions.reduce((all, one) => ({ ...all, ...one }), {}),
    ...(ruleTag && { ruleTag }),
    ...target,
  }));
const balancer: Arbitrary<JsonObject> = fc.record({
  tag: of("b1", "b2", "b3"),
  outboundSelector: of(["out-"], ["out-a", "dir"], ["none"], ["out-b"]),
  strategy: of("roundrobin", "roundRobin", "leastping", "bogus"),
  fallbackTag: of("", "", "", "dir"),
});
// What a random balancer draws cannot be compared: it has candidates of its own.
const randomBalancer: Arbitrary<JsonObject> = fc.record({
  tag: of("b1", "b2"),
  outboundSelector: of(["rnd-"], ["rnd-1"]),
  strategy: of("", "random"),
});
const rules: Arbitrary<Message> = fc
  .record({
    rule: fc.array(rule, { maxLength: 3 }),
    balancingRule: fc.array(fc.oneof(balancer, balancer, randomBalancer), { maxLength: 2 }),
  })
  .map((fields) => message("xray.app.router.Config", fields));
const context: Arbitrary<JsonObject | null> = usual<JsonObject | null>(
  fc.record(
    {
      InboundTag: of("in-a", "socks"),
      Network: of("TCP", "UDP", "UNIX"),
      SourceIPs: of([ip(10, 1, 2, 3)], [ip(192, 0, 2, 9)]),
      TargetIPs: of(
        [ip(10, 9, 9, 9)],
        [ip(192, 0, 2, 1), ip(8, 8, 8, 8)],
        [ip(0x20, 1, ...Array<number>(14).fill(1))],
      ),
      LocalIPs: of([ip(10, 0, 0, 1)]),
      SourcePort: of(53, 1500),
      TargetPort: of(80, 1000, 443),
      LocalPort: of(80),
      TargetDomain: of("a.example", "A.Example", "b.example", "other.test"),
      Protocol: of("http", "http1", "tls"),
      User: of("ann@n", "ben@n"),
      Attributes: of({ ":method": "GET" }, { ":path": "/abc", x: "y" }),
      OutboundGroupTags: of(["g"]),
      OutboundTag: of("sent"),
      VlessRoute: of(80, 1500),
    },
    { requiredKeys: [] },
  ),
  of(null),
);

const counterNames = inTags
  .map((t) => `inbound>>>${t}>>>traffic>>>uplink`)
  .concat(
    outTags.map((t) => `outbound>>>${t}>>>traffic>>>downlink`),
    "none",
    "",
  );
const operations = of<Message>(
  message("xray.proxy.freedom.Config"),
  { type: "", base64: "" },
  { type: "xray.app.proxyman.command.AddUserOperation", base64: "Cv8=" },
  { type: "xray.app.proxyman.command.Config", base64: "" },
);

/** One command of any kind; each of the RPCs, under either name. None of those that end the original. */
export const command: Arbitrary<ApiCommand> = fc
  .tuple(
    fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({
          kind: fc.constant("AddInbound" as const),
          inbound: fc.record({ tag: of(...inTags), receiver, proxy: inboundProxy }),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constant("RemoveInbound" as const), tag: of(...inTags) }),
      },
      { weight: 6, arbitrary: addUser },
      { weight: 1, arbitrary: strangeUser },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant("RemoveUser" as const),
          tag: of(...inTags),
          email: of(...emails, "nobody"),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant("AlterInbound" as const),
          tag: of(...inTags),
          operation: operations,
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant("ListInbounds" as const),
          isOnlyTags: fc.boolean(),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant("GetInboundUsers" as const),
          tag: of(...inTags),
          email: of(...emails, "", ""),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant("GetInboundUsersCount" as const),
          tag: of(...inTags),
          email: of("", "ann@n"),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant("AddOutbound" as const),
          outbound: fc.record({
            tag: of(...outTags),
            sender: of(...senders),
            proxy: of(...outbounds),
            expire: of("0", "0", "7"),
            comment: of("", "c"),
          }),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constant("RemoveOutbound" as const), tag: of(...outTags) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant("AlterOutbound" as const),
          tag: of(...outTags),
          operation: operations,
        }),
      },
      { weight: 2, arbitrary: of<ApiCommand>({ kind: "ListOutbounds" }) },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: of("GetStats" as const, "GetStatsOnline" as const, "GetStatsOnlineIpList" as const),
          name: of(...counterNames, "user>>>ann@n>>>online"),
          reset: fc.boolean(),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant("QueryStats" as const),
          pattern: of("", "in-", "out", "Out", "a>>>"),
          reset: fc.boolean(),
        }),
      },
      {
        weight: 1,
        arbitrary: of<ApiCommand>(
          { kind: "GetSysStats" },
          { kind: "GetAllOnlineUsers" },
          { kind: "RestartLogger" },
          { kind: "GetOutboundStatus" },
        ),
      },
      {
        weight: 5,
        arbitrary: fc.record({
          kind: fc.constant("AddRule" as const),
          config: usual<Message>(
            rules,
            of<Message>(
              message("xray.app.log.Config"),
              { type: "", base64: "" },
              { type: "xray.app.router.Config", base64: "Cv8=" },
            ),
          ),
          shouldAppend: of(true, true, true, false),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant("RemoveRule" as const),
          ruleTag: of(...ruleTags),
        }),
      },
      { weight: 2, arbitrary: of<ApiCommand>({ kind: "ListRule" }) },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant("GetBalancerInfo" as const),
          tag: of(...balancers),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant("OverrideBalancerTarget" as const),
          balancerTag: of(...balancers),
          target: of("dir", "ghost", ""),
        }),
      },
      {
        weight: 8,
        arbitrary: fc.record({
          kind: fc.constant("TestRoute" as const),
          context,
          fieldSelectors: of<readonly string[]>(
            [],
            [],
            [],
            ["in", "out"],
            ["ip_"],
            ["nothing"],
            [""],
            ["domain", "user"],
          ),
          publishResult: fc.boolean(),
        }),
      },
      {
        weight: 1,
        arbitrary: of<ApiCommand>(
          { kind: "SubscribeRoutingStats", fieldSelectors: [] },
          { kind: "ListServices", version: "v1" },
          { kind: "ListServices", version: "v1alpha" },
          {
            kind: "DescribeSymbol",
            version: "v1",
            symbol: "xray.app.router.command.RoutingService",
          },
          {
            kind: "DescribeSymbol",
            version: "v1alpha",
            symbol: "v2ray.core.app.stats.command.StatsService",
          },
          { kind: "DescribeSymbol", version: "v1", symbol: "xray.proxy.vmess.Account" },
        ),
      },
    ) as Arbitrary<ApiCommand>,
    of(undefined, undefined, undefined, "v2ray" as const),
  )
  .map(([c, service]) => (service === undefined ? c : { ...c, service }));
