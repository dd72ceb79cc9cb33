import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import {
  AddUserOperationSchema,
  AlterInboundRequestSchema,
  GetInboundUserResponseSchema,
} from "../../proto/gen/xray/app/proxyman/command/command_pb.js";
import { SysStatsResponseSchema } from "../../proto/gen/xray/app/stats/command/command_pb.js";
import { decode, encode, goProtoTexts } from "../../wire/protobuf.js";
import { encodeReply } from "./codec-reply.js";
import { decodeRequest, isUnaryRpc } from "./codec.js";

const hex = (text: string) => Buffer.from(text, "hex");

test("requests become commands", () => {
  expect(decodeRequest("RemoveInbound", hex("0a0161"))).toEqual({
    ok: true,
    message: { kind: "RemoveInbound", tag: "a" },
  });
  expect(decodeRequest("AddInbound", hex(""))).toEqual({
    ok: true,
    message: { kind: "AddInbound", inbound: null },
  });
  expect(decodeRequest("AddOutbound", hex("0a030a0161"))).toEqual({
    ok: true,
    message: {
      kind: "AddOutbound",
      outbound: { tag: "a", sender: null, proxy: null, expire: "0", comment: "" },
    },
  });
});

test("a readable operation on users becomes its own command, any other stays one", () => {
  const alter = (type: string, value: Buffer | Uint8Array) =>
    decodeRequest(
      "AlterInbound",
      Buffer.from(
        encode(
          AlterInboundRequestSchema,
          create(AlterInboundRequestSchema, {
            tag: "t",
            operation: { type, value: new Uint8Array(value) },
          }),
        ),
      ),
    );
  const add = "xray.app.proxyman.command.AddUserOperation";
  const user = encode(
    AddUserOperationSchema,
    create(AddUserOperationSchema, { user: { email: "e", level: 2 } }),
  );
  expect(alter(add, user)).toMatchObject({
    message: { kind: "AddUser", tag: "t", user: { email: "e", level: 2, account: null } },
  });
  expect(alter(add, hex(""))).toMatchObject({ message: { kind: "AddUser", user: null } });
  expect(alter(add, hex("0aff"))).toMatchObject({
    message: { kind: "AlterInbound", operation: { type: add, base64: "Cv8=" } },
  });
  expect(alter("xray.app.proxyman.command.RemoveUserOperation", hex("0a0165"))).toMatchObject({
    message: { kind: "RemoveUser", email: "e" },
  });
});

test("bytes that cannot be read are told in Go's words", () => {
  expect(decodeRequest("GetStats", hex("0aff"))).toEqual({
    ok: false,
    text: goProtoTexts.malformed,
  });
  expect(decodeRequest("GetStats", hex("0a01ff"))).toEqual({ ok: false, text: goProtoTexts.utf8 });
});

test("only RPCs with one request and one answer are unary", () => {
  expect(isUnaryRpc("GetStats")).toBe(true);
  for (const rpc of ["AddUser", "ServerReflectionInfo", "toString", "Nope"])
    expect(isUnaryRpc(rpc)).toBe(false);
});

test("an empty user is two bytes", () => {
  const bytes = encodeReply({ kind: "users", users: [{ email: "", level: 0, account: null }] });
  expect(Buffer.from(bytes).toString("hex")).toBe("0a00");
  expect(decode(GetInboundUserResponseSchema, bytes)).toMatchObject({
    message: { users: [{ email: "" }] },
  });
});

test("every figure of the process arrives in its field", () => {
  const system = {
    numGoroutine: 1,
    numGC: 2,
    alloc: 3n,
    totalAlloc: 4n,
    sys: 5n,
    mallocs: 6n,
    frees: 7n,
    liveObjects: 8n,
    pauseTotalNs: 9n,
    uptime: 10,
  };
  expect(decode(SysStatsResponseSchema, encodeReply({ kind: "system", system }))).toMatchObject({
    message: {
      NumGoroutine: 1,
      NumGC: 2,
      Alloc: 3n,
      TotalAlloc: 4n,
      Sys: 5n,
      Mallocs: 6n,
      Frees: 7n,
      LiveObjects: 8n,
      PauseTotalNs: 9n,
      Uptime: 10,
    },
  });
});

test("a counter wider than 53 bits survives", () => {
  const value = 9007199254740993n;
  const bytes = encodeReply({ kind: "counters", counters: [{ name: "n", value }] });
  expect(Buffer.from(bytes).toString("hex")).toBe("0a0c0a016e10818080808080801" + "0");
});
