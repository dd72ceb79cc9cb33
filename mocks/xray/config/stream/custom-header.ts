import type { JsonObject } from "../../../../contract/json.js";
import { int32, raw, text } from "./go-scalars.js";
import { list, pointer, struct, type Read } from "./go-shape.js";
import { range } from "./go-special.js";
import { readPacketItem, type PacketItem } from "./packet.js";
import { refuse, type Words } from "./words.js";

const tcpItemShape = struct("TCPItem", {
  delay: range,
  rand: int32,
  randRange: pointer(range),
  type: text,
  packet: raw,
});

const udpItemShape = struct("UDPItem", {
  rand: int32,
  randRange: pointer(range),
  type: text,
  packet: raw,
});

/** Settings of header-custom for TCP. */
export const customTcpShape = struct("HeaderCustomTCP", {
  clients: list(list(tcpItemShape)),
  servers: list(list(tcpItemShape)),
  errors: list(list(tcpItemShape)),
});

/** Settings of header-custom for UDP. */
export const customUdpShape = struct("HeaderCustomUDP", {
  client: list(udpItemShape),
  server: list(udpItemShape),
});

/** The fields of `xray.transport.internet.finalmask.header.custom.TCPConfig`. */
export function customTcp(read: Read<typeof customTcpShape>, words: Words): JsonObject {
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
export function customUdp(read: Read<typeof customUdpShape>, words: Words): JsonObject {
  const { client, server } = read;
  [...client, ...server].forEach((item) => checkItem(item, words));
  return {
    client: client.map((item) => readItem(item, words)),
    server: server.map((item) => readItem(item, words)),
  };
}

type Item = PacketItem & { readonly rand: number };

function checkItem({ packet, rand, where }: Item, words: Words): void {
  if (packet === undefined || rand <= 0) return;
  const problem = "len(item.Packet) > 0 && item.Rand > 0";
  throw refuse(where(), words, problem, "write packet or rand, not both", "has both");
}

function readItem(item: Item, words: Words): JsonObject {
  const { min, max, packet } = readPacketItem(item, words);
  return { rand: item.rand, randMin: min, randMax: max, packet };
}
