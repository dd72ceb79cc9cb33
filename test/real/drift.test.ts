import { create, fromBinary, toBinary, type DescFile, type DescMessage } from "@bufbuild/protobuf";
import {
  FieldDescriptorProto_Label,
  FileDescriptorProtoSchema,
  type DescriptorProto,
  type FileDescriptorProto,
} from "@bufbuild/protobuf/wkt";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  ServerReflectionRequestSchema,
  ServerReflectionResponseSchema,
} from "../../proto/gen/xray/grpc/reflection/v1/reflection_pb.js";
import { RawClient } from "../../suites/xray/client.js";
import { startRealXray } from "./xray.js";

const gen = join(import.meta.dirname, "..", "..", "proto", "gen", "xray");

let xray: Awaited<ReturnType<typeof startRealXray>>;
let client: RawClient;

beforeAll(async () => {
  xray = await startRealXray();
  client = new RawClient(xray.address(), 5_000);
});

afterAll(async () => {
  client.close();
  await xray.stop();
});

/** Every file that we declare, from the generated code. */
async function ourFiles(): Promise<readonly DescFile[]> {
  const names = readdirSync(gen, { recursive: true, encoding: "utf8" }).filter((f) =>
    f.endsWith("_pb.ts"),
  );
  const modules = (await Promise.all(names.map((f) => import(join(gen, f))))) as Record<
    string,
    unknown
  >[];
  return modules.flatMap((m) =>
    Object.entries(m).flatMap(([key, value]) =>
      key.startsWith("file_") ? [value as DescFile] : [],
    ),
  );
}

/** The file of the real program that declares a symbol. */
async function theirFile(symbol: string): Promise<FileDescriptorProto | string> {
  const request = create(ServerReflectionRequestSchema, {
    messageRequest: { case: "fileContainingSymbol", value: symbol },
  });
  const outcome = await client.exchange(
    "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
    toBinary(ServerReflectionRequestSchema, request),
  );
  if (outcome.status !== "ok") return JSON.stringify(outcome);
  const { messageResponse } = fromBinary(ServerReflectionResponseSchema, outcome.reply);
  if (messageResponse.case !== "fileDescriptorResponse") return `no descriptor of ${symbol}`;
  const files = messageResponse.value.fileDescriptorProto.map((b) =>
    fromBinary(FileDescriptorProtoSchema, b),
  );
  const declares = (f: FileDescriptorProto) =>
    [...f.messageType, ...f.service, ...f.enumType].some(
      (t) => `${f.package}.${String(t.name)}` === symbol,
    );
  return files.find(declares) ?? `no file declares ${symbol}`;
}

/** Number, type and cardinality of every field, the nested messages' too. */
function shape(message: DescriptorProto, name: string): readonly string[] {
  return [
    ...message.field.map((f) => {
      const cardinality = f.label === FieldDescriptorProto_Label.REPEATED ? "repeated" : "single";
      const oneof =
        f.oneofIndex === undefined || f.proto3Optional
          ? ""
          : ` oneof ${String(message.oneofDecl[f.oneofIndex]?.name)}`;
      return `${name}.${f.name} = ${String(f.number)} type ${String(f.type)} ${f.typeName} ${cardinality}${oneof}`;
    }),
    ...message.enumType.flatMap((e) =>
      e.value.map((v) => `${name}.${e.name}.${v.name} = ${String(v.number)}`),
    ),
    ...message.nestedType.flatMap((n) => shape(n, `${name}.${n.name}`)),
  ];
}

const topLevel = (file: DescFile): readonly DescMessage[] => file.messages;

test("every message, field, enum value, service and method is the real program's, and none is missing", async () => {
  const missing: string[] = [];
  let compared = 0;
  // Both ways: what we made up, and what we left out.
  const compare = (ours: readonly string[], theirs: readonly string[]) => {
    compared += ours.length;
    missing.push(...ours.filter((line) => !theirs.includes(line)).map((l) => `ours alone: ${l}`));
    missing.push(...theirs.filter((line) => !ours.includes(line)).map((l) => `theirs alone: ${l}`));
  };
  for (const file of await ourFiles()) {
    const [first] = [...file.messages, ...file.enums];
    const whole = first === undefined ? undefined : await theirFile(first.typeName);
    if (whole !== undefined && typeof whole !== "string") {
      const names = (list: readonly { readonly name: string }[]) => list.map((x) => x.name);
      compare(
        names([...file.messages, ...file.enums, ...file.services]).map((n) => `${file.name} ${n}`),
        names([...whole.messageType, ...whole.enumType, ...whole.service]).map(
          (n) => `${file.name} ${n}`,
        ),
      );
    }
    for (const message of topLevel(file)) {
      const theirs = await theirFile(message.typeName);
      const found =
        typeof theirs === "string"
          ? undefined
          : theirs.messageType.find((m) => m.name === message.name);
      compared += 1;
      if (found === undefined)
        missing.push(`message ${message.typeName}: ${typeof theirs === "string" ? theirs : ""}`);
      else compare(shape(message.proto, message.typeName), shape(found, message.typeName));
    }
    for (const e of file.enums) {
      const theirs = await theirFile(e.typeName);
      const found =
        typeof theirs === "string" ? undefined : theirs.enumType.find((x) => x.name === e.name);
      compare(
        e.proto.value.map((v) => `${e.typeName}.${v.name} = ${String(v.number)}`),
        (found?.value ?? []).map((v) => `${e.typeName}.${v.name} = ${String(v.number)}`),
      );
    }
    for (const service of file.services) {
      const theirs = await theirFile(service.typeName);
      const found =
        typeof theirs === "string"
          ? undefined
          : theirs.service.find((s) => s.name === service.name);
      const lines = (s: typeof service.proto | undefined) =>
        (s?.method ?? []).map(
          (m) =>
            `${service.typeName}/${m.name}(${String(m.clientStreaming)} ${m.inputType}) ${String(m.serverStreaming)} ${m.outputType}`,
        );
      compare(lines(service.proto), lines(found));
    }
  }
  expect(missing).toEqual([]);
  expect(compared).toBeGreaterThan(1_000);
  console.log(`drift: ${String(compared)} messages, fields, enum values and methods compared`);
});
