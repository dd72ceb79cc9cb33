import type { JsonObject } from "../../../../contract/json.js";
import { goList, goPointer, goRaw } from "../decoding/composites.js";
import { goRange } from "../decoding/conf-types.js";
import type { Failure, Read } from "../decoding/go-type.js";
import { goInt32, goString } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { type PacketItem, readPacketItem } from "./packet.js";
import { refuse } from "./words.js";

const tcpItemType = goStruct("conf.TCPItem", {
  delay: goRange,
  rand: goInt32,
  randRange: goPointer(goRange),
  type: goString,
  packet: goRaw,
});

const udpItemType = goStruct("conf.UDPItem", {
  rand: goInt32,
  randRange: goPointer(goRange),
  type: goString,
  packet: goRaw,
});

/** Settings of header-custom for TCP. */
export const customTcpType = goStruct("conf.HeaderCustomTCP", {
  clients: goList(goList(tcpItemType)),
  servers: goList(goList(tcpItemType)),
  errors: goList(goList(tcpItemType)),
});

/** Settings of header-custom for UDP. */
export const customUdpType = goStruct("conf.HeaderCustomUDP", {
  client: goList(udpItemType),
  server: goList(udpItemType),
});

/** The fields of `xray.transport.internet.finalmask.header.custom.TCPConfig`. */
export function customTcp(read: Read<typeof customTcpType>, words: Failure): JsonObject {
  const { clients, servers, errors } = read;
  [clients, servers, errors].flat(2).forEach((item) => checkItem(item, words));
  const sequences = (side: typeof clients) =>
    side.map((items) => ({
      sequence: items.map((item) => ({
        delayMin: String(item.delay.from),
        delayMax: String(item.delay.to),
        ...readItem(item, words),
      })),
    }));
  return {
    clients: sequences(clients),
    servers: sequences(servers),
    errors: sequences(errors),
  };
}

/** The fields of `xray.transport.internet.finalmask.header.custom.UDPConfig`. */
export function customUdp(read: Read<typeof customUdpType>, words: Failure): JsonObject {
  const { client, server } = read;
  [...client, ...server].forEach((item) => checkItem(item, words));
  return {
    client: client.map((item) => readItem(item, words)),
    server: server.map((item) => readItem(item, words)),
  };
}

type Item = PacketItem & { readonly rand: number };

function checkItem(item: Item, words: Failure): void {
  const { packet, rand } = item;
  if (packet === undefined || rand <= 0) return;
  const problem = "len(item.Packet) > 0 && item.Rand > 0";
  throw refuse(at(item), words, problem, "write packet or rand, not both", "has both");
}

function readItem(item: Item, words: Failure): JsonObject {
  const { min, max, packet } = readPacketItem(item, words);
  return { rand: item.rand, randMin: min, randMax: max, packet };
}
