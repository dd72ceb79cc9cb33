import type { DescEnum, DescFile, DescMessage } from "@bufbuild/protobuf";
import { files } from "./catalogue.js";

/** Files of our protos by the symbols that they declare: services, methods, messages, fields, enums. */
const fileOfSymbol: ReadonlyMap<string, DescFile> = new Map(
  [...files.values()].flatMap((file) => symbolsOf(file).map((name) => [name, file] as const)),
);

/** The file that declares a symbol; undefined for one that we do not know, every alias among them. */
export function findFile(symbol: string): DescFile | undefined {
  return fileOfSymbol.get(symbol);
}

/** True for anything that our protos declare. */
export function isDeclared(symbol: string): boolean {
  return findFile(symbol) !== undefined;
}

/** RPCs of each service that a file declares. */
export function rpcsOf(file: DescFile): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(file.services.map((s) => [s.typeName, s.methods.map((m) => m.name)]));
}

function symbolsOf(file: DescFile): string[] {
  return [
    ...file.services.flatMap((s) => [
      s.typeName,
      ...s.methods.map((m) => `${s.typeName}.${m.name}`),
    ]),
    ...file.messages.flatMap(symbolsOfMessage),
    ...file.enums.flatMap(symbolsOfEnum),
  ];
}

function symbolsOfMessage(message: DescMessage): string[] {
  return [
    message.typeName,
    ...message.fields.map((f) => `${message.typeName}.${f.name}`),
    ...message.oneofs.map((o) => `${message.typeName}.${o.name}`),
    ...message.nestedMessages.flatMap(symbolsOfMessage),
    ...message.nestedEnums.flatMap(symbolsOfEnum),
  ];
}

function symbolsOfEnum(desc: DescEnum): string[] {
  // Values of an enum are siblings of the enum, not its children.
  const scope = desc.typeName.split(".").slice(0, -1).join(".");
  return [desc.typeName, ...desc.values.map((v) => `${scope}.${v.name}`)];
}
