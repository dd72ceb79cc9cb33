import { create } from "@bufbuild/protobuf";
import type { Client } from "@grpc/grpc-js";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  ServerReflectionRequestSchema,
  ServerReflectionResponseSchema,
  type ServerReflectionRequest,
  type ServerReflectionResponse,
} from "../../proto/gen/xray/grpc/reflection/v1/reflection_pb.js";
import { decode, encode } from "../../wire/protobuf.js";
import { startXrayFake, type XrayFake } from "./fake.js";
import { sampleBoot } from "./sample.js";
import { alias, createClient, HS, SS } from "./sample-client.js";

let fake: XrayFake;
let via: Client;
const begin = async (faults: readonly string[] = []) => {
  fake = await startXrayFake({ boot: sampleBoot(), sockets: false, faults });
  via = createClient(fake.address);
};
const end = async () => {
  via.close();
  await fake.close();
};
beforeEach(() => begin());
afterEach(end);

async function reflect(
  version: string,
  requests: readonly ServerReflectionRequest["messageRequest"][],
): Promise<{
  readonly answers: ServerReflectionResponse["messageResponse"][];
  readonly code: number;
}> {
  const answers: ServerReflectionResponse["messageResponse"][] = [];
  const stream = via.makeBidiStreamRequest(
    `/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`,
    (bytes: Uint8Array) => Buffer.from(bytes),
    (bytes: Buffer) => bytes,
  );
  stream.on("data", (bytes: Buffer) => {
    const read = decode(ServerReflectionResponseSchema, bytes);
    if (read.ok) answers.push(read.message.messageResponse);
  });
  const code = new Promise<number>((resolve) => {
    stream.on("error", (error: { code?: number }) => resolve(error.code ?? -1));
    stream.on("end", () => resolve(0));
  });
  for (const messageRequest of requests)
    stream.write(
      encode(
        ServerReflectionRequestSchema,
        create(ServerReflectionRequestSchema, { messageRequest }),
      ),
    );
  stream.end();
  return { code: await code, answers };
}

test.each(["v1", "v1alpha"])(
  "reflection %s lists names, describes services, and knows no alias",
  async (version) => {
    const symbol = (value: string) => ({ case: "fileContainingSymbol" as const, value });
    const { code, answers } = await reflect(version, [
      { case: "listServices", value: "" },
      symbol(HS),
      symbol(HS),
      symbol(alias(HS)),
      { case: "fileByFilename", value: "app/stats/command/command.proto" },
      { case: "fileByFilename", value: "nope.proto" },
      { case: "allExtensionNumbersOfType", value: "xray.core.Config" },
    ]);
    expect(code).toBe(0);
    expect(answers[0]).toMatchObject({
      value: {
        service: [
          "grpc.reflection.v1.ServerReflection",
          "grpc.reflection.v1alpha.ServerReflection",
          alias(HS),
          alias(SS),
          HS,
          SS,
        ].map((name) => ({ name })),
      },
    });
    const files = answers.map((a) =>
      a.case === "fileDescriptorResponse" ? a.value.fileDescriptorProto.length : -1,
    );
    expect(files).toEqual([-1, 4, 1, -1, 1, -1, -1]);
    const notFound = {
      case: "errorResponse",
      value: { errorCode: 5, errorMessage: "proto: not found" },
    };
    expect([answers[3], answers[5]]).toMatchObject([notFound, notFound]);
    expect(answers[6]).toMatchObject({ case: "allExtensionNumbersResponse" });
  },
);

test("a reflection request without content ends the stream with code 3", async () => {
  expect(await reflect("v1", [{ case: undefined }])).toMatchObject({ code: 3, answers: [] });
});

test("faults of the step show in what reflection sends", async () => {
  await end();
  await begin(["reflection-loses-rpc", "reflection-hides-aliases"]);
  const { answers } = await reflect("v1", [
    { case: "listServices", value: "" },
    { case: "fileContainingSymbol", value: SS },
  ]);
  expect(answers[0]).toMatchObject({ value: { service: { length: 4 } } });
  const file =
    answers[1]?.case === "fileDescriptorResponse"
      ? answers[1].value.fileDescriptorProto[0]
      : undefined;
  const text = Buffer.from(file ?? []).toString("latin1");
  expect([
    text.includes("GetStatsOnlineIpList\x12"),
    text.includes("GetAllOnlineUsers\x12"),
  ]).toEqual([true, false]);
});

test("a silent fake answers no reflection request and ends no stream", async () => {
  await end();
  await begin(["silent"]);
  const ended = reflect("v1", [{ case: "listServices", value: "" }]).then(() => "ended");
  const waited = new Promise((resolve) => setTimeout(() => resolve("waiting"), 300));
  expect(await Promise.race([ended, waited])).toBe("waiting");
});
