import type { JsonObject } from "../../contract/json.js";
import { formatIp } from "./go-text.js";
import { numberOf, objectOf, objectsOf, textOf } from "./json-fields.js";
import { crash, notModelled, refused, type Trouble } from "./refusal.js";
import { readStreamFor, type Stream, type Transport } from "./stream.js";

/** What a receiver listens on, in the original's order, up to the first thing that must fail. */
export interface Receiving {
  readonly kind: "receiving";
  readonly listeners: readonly Listener[];
  /** What the original refuses after the listeners before it are up; the tag stays taken. */
  readonly then: Trouble | undefined;
  readonly transport: Transport;
}

/** One TCP listener with the chain of texts for a refusal by the system, up to the reason. */
export interface Listener {
  readonly host: string;
  readonly port: number;
  readonly refusal: string;
  readonly quiet: boolean;
}

/** Networks that the proxy of an inbound takes. */
export type Networks = ReadonlySet<"TCP" | "UDP" | "UNIX">;

const inbound = "app/proxyman/inbound: ";
// More would exhaust the file descriptors of a process before they serve anybody.
const mostPorts = 4096;

type Address =
  | { readonly kind: "ip"; readonly ip: string; readonly text: string }
  | { readonly kind: "domain"; readonly domain: string };

/** Reads the fields of a ReceiverConfig for a proxy of those networks. */
export function readReceiver(fields: JsonObject, networks: Networks): Receiving | Trouble {
  const address = readAddress(objectOf(fields, "listen"));
  if (address.kind !== "ip" && address.kind !== "domain") return address;
  const prefix = `${inbound}failed to parse stream config > `;
  const stream = readStreamFor(objectOf(fields, "streamSettings"), prefix);
  if (stream.kind !== "stream") return stream;
  const { transport } = stream;
  const portList = objectOf(fields, "portList");
  if (portList === undefined) {
    const then = networks.has("UNIX") ? unixTrouble(address, stream) : undefined;
    return { kind: "receiving", listeners: [], then, transport };
  }
  if (!networks.has("TCP")) return { kind: "receiving", listeners: [], then: undefined, transport };
  return listenersOf(portList, address, stream);
}

function listenersOf(portList: JsonObject, address: Address, stream: Stream): Receiving | Trouble {
  const { transport } = stream;
  const listeners: Listener[] = [];
  let ports = 0;
  for (const range of objectsOf(portList, "range")) {
    const to = numberOf(range, "To");
    for (let number = numberOf(range, "From"); number <= to; number += 1) {
      ports += 1;
      if (ports > mostPorts)
        return notModelled(`an inbound of more than ${String(mostPorts)} ports`);
      // Ports are 16 bits wide in the original: 70000 listens on 4464.
      const listener = listenerOf(number % 65536, address, stream);
      if (listener === "none") continue;
      if (!("host" in listener)) return { kind: "receiving", listeners, then: listener, transport };
      listeners.push(listener);
    }
  }
  return { kind: "receiving", listeners, then: undefined, transport };
}

function listenerOf(
  port: number,
  written: Address,
  { transport, secured }: Stream,
): Listener | Trouble | "none" {
  const head = `${inbound}failed to listen TCP on ${String(port)} > transport/internet: `;
  const address: Address =
    written.kind === "domain" && written.domain === "localhost" ? ip("127.0.0.1") : written;
  if (address.kind === "domain")
    return refused(`${head}domain address is not allowed for listening: ${address.domain}`);
  const place = `${address.text}:${String(port)}`;
  const chain = `${head}failed to listen on address: ${place} > `;
  // Only TCP sockets are real here; what the other transports do with UDP nobody can see.
  if (transport === "mkcp") return "none";
  if (transport === "hysteria") return secured ? "none" : refused(chain + noTls);
  if (port === 0) {
    return transport === "tcp"
      ? refused(`${chain}transport/internet/tcp: invalid unix listen: ${address.text}`)
      : crash(`a ${transport} inbound on port 0`);
  }
  const refusal = `${chain}${listenWords[transport]} ${place} > listen tcp ${place}: bind: `;
  return { host: address.ip, port, refusal, quiet: transport === "grpc" };
}

const listenWords: Readonly<Record<Exclude<Transport, "mkcp" | "hysteria">, string>> = {
  tcp: "transport/internet/tcp: failed to listen TCP on",
  websocket: "transport/internet/websocket: failed to listen TCP(for WS) on",
  httpupgrade: "transport/internet/httpupgrade: failed to listen TCP(for HttpUpgrade) on",
  splithttp: "transport/internet/splithttp: failed to listen TCP for XHTTP on",
  grpc: "transport/internet/grpc: failed to listen on",
};

const noTls = "transport/internet/hysteria: tls config is nil";

function unixTrouble(address: Address, { transport, secured }: Stream): Trouble | undefined {
  const text = address.kind === "domain" ? address.domain : address.text;
  const chain =
    `${inbound}failed to listen Unix Domain Socket on ${text} > ` +
    `transport/internet: failed to listen on unix address: ${text} > `;
  if (transport === "mkcp") return undefined;
  if (transport === "hysteria") {
    if (address.kind === "domain")
      return refused(`${chain}transport/internet/hysteria: address is domain`);
    return secured ? undefined : refused(chain + noTls);
  }
  if (address.kind === "domain") {
    return text === ""
      ? crash("an inbound on a unix socket without a name")
      : notModelled("an inbound on a unix socket");
  }
  if (transport !== "tcp") return crash(`a ${transport} inbound without a port`);
  return refused(`${chain}transport/internet/tcp: invalid unix listen: ${text}`);
}

function readAddress(listen: JsonObject | undefined): Address | Trouble {
  if (listen === undefined) return ip("0.0.0.0");
  if (listen["domain"] !== undefined) return { kind: "domain", domain: textOf(listen, "domain") };
  if (listen["ip"] === undefined) return crash("a listen address that is neither IP nor domain");
  // Bytes that are no address are as good as none.
  return ip(formatIp(Buffer.from(textOf(listen, "ip"), "base64")) ?? "0.0.0.0");
}

function ip(address: string): Address {
  return { kind: "ip", ip: address, text: address.includes(":") ? `[${address}]` : address };
}
