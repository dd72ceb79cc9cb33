import type { JsonObject } from "../../contract/json.js";
import { formatIp } from "./go/text.js";
import { bytesOf, numberOf, objectOf, objectsOf, textOf } from "./json-fields.js";
import {
  listenTcp,
  listenUdp,
  listenUnix,
  type Address,
  type Attempt,
  type Listener,
} from "./listener.js";
import type { Networks } from "./networks.js";
import { crash, notModelled, type Trouble } from "./refusal.js";
import type { InboundProtocol } from "./state.js";
import { readStreamFor, type Stream } from "./stream.js";

/** What a receiver listens on, in the original's order, up to the first thing that must fail. */
export interface Receiving {
  readonly kind: "receiving";
  readonly listeners: readonly Listener[];
  /** What the original refuses after the listeners before it are up; the tag stays taken. */
  readonly then: Trouble | undefined;
  readonly stream: Stream;
  /** True where a stream transport was asked to listen, whether or not it could. */
  readonly reached: boolean;
}

// More would exhaust the file descriptors of a process before they serve anybody.
const mostPorts = 4096;

/** Reads the fields of a ReceiverConfig for a proxy of those networks. */
export function readReceiver(
  fields: JsonObject,
  protocol: InboundProtocol,
  networks: Networks,
): Receiving | Trouble {
  const address = readAddress(objectOf(fields, "listen"));
  if (address.kind !== "ip" && address.kind !== "domain") return address;
  const prefix = "app/proxyman/inbound: failed to parse stream config > ";
  const stream = readStreamFor(objectOf(fields, "streamSettings"), prefix);
  if (stream.kind !== "stream") return stream;
  const portList = objectOf(fields, "portList");
  if (portList === undefined)
    return receivingOf(
      networks.has("UNIX") ? [listenUnix(address, stream)] : [],
      stream,
      networks.has("UNIX"),
    );
  const attempts: Attempt[] = [];
  if (!networks.has("TCP") && !networks.has("UDP")) return receivingOf(attempts, stream, false);
  for (const range of objectsOf(portList, "range")) {
    const to = numberOf(range, "To");
    for (let number = numberOf(range, "From"); number <= to; number += 1) {
      // Ports are 16 bits wide in the original: 70000 listens on 4464.
      const port = number % 65536;
      if (networks.has("TCP")) attempts.push(listenTcp(port, address, stream, protocol));
      if (networks.has("UDP")) attempts.push(listenUdp(port, address, stream));
      if (attempts.length > mostPorts)
        return notModelled(`an inbound of more than ${String(mostPorts)} ports`);
    }
  }
  const isPlace = address.kind === "ip" || address.domain === "localhost";
  return receivingOf(attempts, stream, isPlace && networks.has("TCP") && attempts.length > 0);
}

function receivingOf(attempts: readonly Attempt[], stream: Stream, reached: boolean): Receiving {
  const listeners: Listener[] = [];
  for (const { listener, then } of attempts) {
    if (listener !== undefined) listeners.push(listener);
    if (then !== undefined) return { kind: "receiving", listeners, then, stream, reached };
  }
  return { kind: "receiving", listeners, then: undefined, stream, reached };
}

function readAddress(listen: JsonObject | undefined): Address | Trouble {
  if (listen === undefined) return ip("0.0.0.0");
  if (listen["domain"] !== undefined) return { kind: "domain", domain: textOf(listen, "domain") };
  if (listen["ip"] === undefined) return crash("a listen address that is neither IP nor domain");
  // Bytes that are no address are as good as none.
  return ip(formatIp(bytesOf(listen, "ip")) ?? "0.0.0.0");
}

function ip(address: string): Address {
  return { kind: "ip", ip: address, text: address.includes(":") ? `[${address}]` : address };
}
