import { describe, expect, test } from "vitest";
import type { RawCall, WalkCommand } from "../../contract/xray/command.js";
import type { WalkOutcome } from "../../contract/xray/reply.js";
import { surfaceRequirements } from "../../contract/xray/requirements/surface.js";
import { judgedServices, serviceOf } from "../../contract/xray/services.js";
import { addInbound, listInbounds, queryStats } from "./arbitraries.js";
import { vlessInbound } from "./messages.js";
import { testCases, type Case } from "./oracle-cases.js";
import {
  addressBaseline,
  countersAre,
  done,
  inboundsAre,
  no,
  play,
  type Script,
} from "./oracle-script.js";
import { badRequest, tooLarge } from "./texts.js";

const get = "/xray.app.stats.command.StatsService/GetStats";
const query = "/xray.app.stats.command.StatsService/QueryStats";
const raw = (path: string, hex: string, more: Partial<RawCall> = {}): WalkCommand => ({
  kind: "RawCall",
  path,
  body: Buffer.from(hex, "hex").toString("base64"),
  ...more,
});
const bytes = (hex: string): WalkOutcome => ({
  status: "ok",
  reply: { kind: "bytes", base64: Buffer.from(hex, "hex").toString("base64") },
});
const missing = (name: string) => no(`${name} not found.`, 5);
const allNames: readonly string[] = judgedServices.flatMap((s) => [...s.names]);
const list = (version: "v1" | "v1alpha", names = allNames): Script[number] => [
  { kind: "ListServices", version },
  { status: "ok", reply: { kind: "services", services: names } },
];
const symbol = (name: string): WalkCommand => ({
  kind: "DescribeSymbol",
  version: "v1",
  symbol: name,
});
const stats = serviceOf("StatsService").names[0] ?? "";
const alias = serviceOf("StatsService").names[1] ?? "";
const reflection = serviceOf("ReflectionService");
const rpcs: readonly string[] = serviceOf("StatsService").rpcs;
const described = (names: readonly string[]): WalkOutcome => ({
  status: "ok",
  reply: { kind: "symbol", rpcs: { [stats]: names } },
});
const malformed = badRequest("proto:\u00a0cannot parse invalid wire-format data");
const utf8 = badRequest("string field contains invalid UTF-8");
// Field 1 is "a", field 15 takes the rest; 4194304 - 3 - 1 - 4 = 4194296 in four bytes.
const large = raw(get, "0a01617af8ffff01", { padding: 4194296 });
const larger = raw(get, "0a01617af9ffff01", { padding: 4194297 });
const old = (command: WalkCommand): WalkCommand =>
  ({ ...command, service: "v2ray" }) as WalkCommand;
const own = vlessInbound("in-a", 1);
const routing = raw("/xray.app.router.command.RoutingService/ListRule", "");
const health = raw("/grpc.health.v1.Health/Check", "");
const nope = raw("/xray.app.stats.command.StatsService/Nope", "");
const withMetadata = raw(get, "0a0161", { metadata: { authorization: "Bearer x" } });

const cases: Readonly<Record<string, Case>> = {
  "xray/grpc/answers": {
    right: [[listInbounds, inboundsAre()]],
    wrong: [[[listInbounds, no("who are you", 16)]]],
  },
  "xray/grpc/malformed": {
    right: [[raw(get, "0a05"), no(malformed, 13)]],
    wrong: [
      [[raw(get, "0a05"), no(malformed, 3)]],
      [[raw(get, "0a05"), missing("")]],
      [[raw(query, "0a05"), bytes("")]],
    ],
  },
  "xray/grpc/utf8": {
    right: [[raw(get, "0a01ff"), no(utf8, 13)]],
    wrong: [[[raw(get, "0a01ff"), missing("\ufffd")]], [[raw(get, "0a01ff"), no(malformed, 13)]]],
  },
  "xray/grpc/unknown-fields": {
    right: [[raw(get, "0a01617a0178"), missing("a")]],
    wrong: [[[raw(get, "0a01617a0178"), no(malformed, 13)]], [[raw(get, "0807"), missing("7")]]],
  },
  "xray/grpc/last-wins": {
    right: [[raw(get, "0a01610a0162"), missing("b")]],
    wrong: [
      [[raw(get, "0a01610a0162"), missing("a")]],
      [[raw(get, "0a01610a0162"), missing("ab")]],
    ],
  },
  "xray/grpc/size": {
    right: [
      [large, missing("a")],
      [larger, no(tooLarge(4194305), 8)],
    ],
    wrong: [
      [[large, no(tooLarge(4194304), 8)]],
      [[larger, missing("a")]],
      [[larger, no(tooLarge(4194304), 8)]],
    ],
  },
  "xray/grpc/unknown-method": {
    right: [[nope, no("unknown method Nope", 12)]],
    wrong: [[[nope, bytes("")]], [[nope, no("unknown", 2)]]],
  },
  "xray/grpc/unknown-service": {
    right: [[health, no("unknown service", 12)]],
    wrong: [[[health, bytes("0801")]], [[health, no("unknown", 5)]]],
  },
  "xray/grpc/metadata": {
    right: [[withMetadata, missing("a")]],
    wrong: [[[withMetadata, no("who are you", 16)]]],
  },
  "xray/config/simplified": {
    right: [[listInbounds, inboundsAre()]],
    wrong: [[[listInbounds, inboundsAre(vlessInbound("api", 7))]]],
  },
  "xray/config/services": {
    right: [list("v1"), [routing, no("unknown service", 12)]],
    wrong: [
      [list("v1"), [routing, bytes("")]],
      [list("v1"), [routing, no("unknown service", 5)]],
    ],
  },
  "xray/names/handler": {
    right: [
      [old(addInbound(own)), done],
      [listInbounds, inboundsAre(own)],
    ],
    wrong: [
      [[old(listInbounds), no("unknown service", 12)]],
      [
        [old(addInbound(own)), done],
        [listInbounds, inboundsAre()],
      ],
      [
        [addInbound(own), done],
        [old(listInbounds), inboundsAre()],
      ],
    ],
  },
  "xray/names/stats": {
    right: [[old(queryStats()), countersAre({})]],
    wrong: [[[old(queryStats()), no("unknown service", 12)]]],
  },
  "xray/reflection/list": {
    right: [list("v1")],
    wrong: [
      [list("v1", allNames.slice(1))],
      [
        list(
          "v1",
          allNames.filter((name) => !name.startsWith("v2ray")),
        ),
      ],
      [list("v1", reflection.names)],
    ],
  },
  "xray/reflection/versions": {
    right: [list("v1"), list("v1alpha", [...allNames].reverse())],
    wrong: [
      [list("v1", allNames.slice(0, -1))],
      [list("v1"), list("v1alpha", [...allNames, "more.Service"])],
      [list("v1"), [{ kind: "ListServices", version: "v1alpha" }, no("unknown service", 12)]],
    ],
  },
  "xray/reflection/describe": {
    right: [[symbol(stats), described(rpcs)]],
    wrong: [
      [[symbol(stats), described(rpcs.slice(1))]],
      [[symbol(stats), { status: "ok", reply: { kind: "symbol", rpcs: {} } }]],
      [[symbol(stats), no("proto: not found", 5)]],
    ],
  },
  "xray/reflection/alias": {
    right: [[symbol(alias), no("proto: not found", 5)]],
    wrong: [[[symbol(alias), described(rpcs)]], [[symbol(alias), no("no", 12)]]],
  },
};

test("every requirement on the surface has a case", () => {
  expect(Object.keys(cases).sort()).toEqual(surfaceRequirements.map((r) => r.id).sort());
});

describe("the surface", () => {
  testCases(cases, { others: true });

  test("a list of one version calls for that of the other, once", () => {
    expect(play([list("v1")]).follow).toEqual([{ kind: "ListServices", version: "v1alpha" }]);
    expect(play([list("v1"), list("v1alpha")]).follow).toEqual([]);
  });

  test("services that did not answer on an address need not be listed", () => {
    expect(play([list("v1", reflection.names)], addressBaseline).broken).toEqual([]);
  });

  test("without the list of services nobody knows which of Xray's are enabled", () => {
    expect(play([[routing, bytes("")]]).broken).toEqual([]);
  });
});
