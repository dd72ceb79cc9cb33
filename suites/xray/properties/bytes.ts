import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { RawCall, WalkCommand } from "../../../contract/xray/command.js";
import type { Property } from "../../core/suite.js";
import { oneOf, queryStats, strangeText, weighted } from "../arbitraries.js";
import type { Ledger } from "../ledger.js";
import { largestRequest } from "../texts.js";

const stats = "/xray.app.stats.command.StatsService";

const call = (method: string, body: Uint8Array, more: Partial<RawCall> = {}): WalkCommand => ({
  kind: "RawCall",
  path: `${stats}/${method}`,
  body: Buffer.from(body).toString("base64"),
  ...more,
});

const writer = () => new BinaryWriter();
const text = (value: string, field = 1) =>
  writer().tag(field, WireType.LengthDelimited).string(value);

const bad = (method: string, ...bytes: readonly number[]) => call(method, Uint8Array.from(bytes));

/** A name, then a field that nobody knows, which fills the request up to `size` bytes. */
function filled(size: number): WalkCommand {
  const head = text("nobody").tag(15, WireType.LengthDelimited);
  // The length takes four bytes at this size.
  const rest = size - (head.finish().length + 4);
  const body = text("nobody").tag(15, WireType.LengthDelimited).uint32(rest).finish();
  return call("GetStats", body, { padding: rest });
}

/** Bytes that no client of ours would send. Only for processes of our own. */
export const bytes: Property<WalkCommand, Ledger> = {
  name: "bytes",
  covers: [
    "xray/grpc/malformed",
    "xray/grpc/utf8",
    "xray/grpc/unknown-fields",
    "xray/grpc/last-wins",
    "xray/grpc/size",
    "xray/grpc/unknown-method",
    "xray/grpc/unknown-service",
    "xray/grpc/metadata",
  ],
  commands: [
    // A length beyond the end, a group that never ends, a number without end, field 0.
    oneOf(bad("GetStats", 0x0a, 0x05), bad("QueryStats", 0x0a, 0x05, 0x61)),
    oneOf(bad("GetStats", 0x10), bad("QueryStats", 0x10, 0xff), bad("GetStats", 0x02, 0x00)),
    oneOf(bad("GetStats", 0x0a, 0x01, 0xff), bad("QueryStats", 0x0a, 0x02, 0xc3, 0x28)),
    strangeText.map((value) =>
      call("GetStats", text(value).tag(9, WireType.Varint).uint32(7).finish()),
    ),
    oneOf(
      call("QueryStats", text("nobody").tag(15, WireType.LengthDelimited).string("x").finish()),
      call("QueryStats", text("uplink").tag(3, WireType.Varint).uint32(1).finish()),
    ),
    oneOf(
      call("GetStats", text("nobody").tag(2, WireType.LengthDelimited).string("yes").finish()),
      call("QueryStats", writer().tag(1, WireType.Varint).uint32(7).finish()),
      call("GetStats", writer().tag(1, WireType.Varint).uint32(7).finish()),
    ),
    oneOf(
      call("GetStats", writer().raw(text("first").finish()).raw(text("last").finish()).finish()),
      call("QueryStats", writer().raw(text("").finish()).raw(text("nobody").finish()).finish()),
      call(
        "QueryStats",
        writer().raw(text("nobody").finish()).raw(text("uplink").finish()).finish(),
      ),
    ),
    oneOf(filled(largestRequest), filled(largestRequest + 1)),
    oneOf(call("Nope", new Uint8Array()), call("getStats", text("nobody").finish()), {
      kind: "RawCall",
      path: "/xray.app.proxyman.command.HandlerService/Nope",
      body: "",
    }),
    oneOf(
      { kind: "RawCall", path: "/a.B/C", body: "" },
      { kind: "RawCall", path: "/grpc.health.v1.Health/Check", body: "" },
    ),
    oneOf(
      call("GetStats", text("nobody").finish(), { metadata: { authorization: "Bearer nobody" } }),
      call("QueryStats", text("uplink").finish(), {
        metadata: { authorization: "", "x-any": "1" },
      }),
      call("QueryStats", new Uint8Array(), { metadata: { "x-api-key": "wrong" } }),
    ),
    oneOf(queryStats()),
  ],
};

const foreign = (path: string): WalkCommand => ({ kind: "RawCall", path, body: "" });

/** Services that the configuration does not list. Only for processes of our own. */
export const config: Property<WalkCommand, Ledger> = {
  name: "config",
  covers: ["xray/config/services"],
  // Which services are enabled, only their list can tell.
  opening: [{ kind: "ListServices", version: "v1" }],
  commands: [
    ...weighted(2, oneOf(foreign("/xray.app.router.command.RoutingService/ListRule"))),
    oneOf(
      foreign("/xray.app.log.command.LoggerService/RestartLogger"),
      foreign("/xray.core.app.observatory.command.ObservatoryService/GetOutboundStatus"),
      foreign("/v2ray.core.app.router.command.RoutingService/ListRule"),
    ),
    oneOf(queryStats(), { kind: "ListInbounds", isOnlyTags: false }),
  ],
};
