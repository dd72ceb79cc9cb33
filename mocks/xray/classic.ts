import type { Socket } from "node:net";
import type { JsonObject } from "../../contract/json.js";
import type { HandlerStart } from "./beginning.js";
import { numberOf, objectOf, textOf } from "./json-fields.js";
import type { Inbound, XrayState } from "./state.js";
import { testRoute } from "./step-routing.js";

/**
 * The classic form: the API has no address of its own; an inbound and a rule lead to the outbound
 * that stands for it.
 */

/**
 * What becomes of a connection to a dokodemo-door inbound: it reaches the API, the outbound of its
 * rule is not there, or it leaves by another one. Other inbounds do not lead to the API unasked.
 */
export type Lead = "api" | "nowhere" | "elsewhere";

/** Where the connections of an inbound lead, `from` an address and port. */
export function leadOf(
  state: XrayState,
  inbound: Inbound,
  from: { readonly address: string; readonly port: number },
  now: number,
): Lead {
  if (inbound.protocol !== "dokodemo-door") return "elsewhere";
  const { outcome } = testRoute(state, contextOf(inbound, from), [], now);
  // Without a rule it leaves by the default outbound.
  if (outcome.status !== "ok" || outcome.reply.kind !== "route") return "elsewhere";
  const tag = textOf(outcome.reply.context, "OutboundTag");
  const outbound = state.outbounds.tagged.get(tag);
  if (outbound === undefined) return "nowhere";
  return outbound.hidden === true ? "api" : "elsewhere";
}

function contextOf(
  { tag, proxy }: Inbound,
  from: { readonly address: string; readonly port: number },
): JsonObject {
  const fields = "fields" in proxy ? proxy.fields : {};
  const address = objectOf(fields, "address") ?? {};
  const ip = textOf(address, "ip");
  const domain = textOf(address, "domain");
  return {
    InboundTag: tag,
    Network: "TCP",
    SourceIPs: [ipv4(from.address)],
    SourcePort: from.port,
    ...(ip !== "" && { TargetIPs: [ip] }),
    ...(domain !== "" && { TargetDomain: domain }),
    TargetPort: numberOf(fields, "port"),
  };
}

const ipv4 = (address: string): string =>
  Buffer.from(
    address
      .replace(/^::ffff:/, "")
      .split(".")
      .map(Number),
  ).toString("base64");

/** The first listener that leads to the API; undefined where none does. */
export function findApiListener(
  state: XrayState,
  starts: readonly HandlerStart[],
  now: number,
): { readonly host: string; readonly port: number } | undefined {
  for (const { tag, effects } of starts) {
    const inbound = state.inbounds.tagged.get(tag);
    const [first] = effects.filter((effect) => effect.kind === "listen");
    if (inbound === undefined || first?.network !== "tcp") continue;
    const from = { address: "127.0.0.1", port: 0 };
    if (leadOf(state, inbound, from, now) === "api") return { host: first.host, port: first.port };
  }
  return undefined;
}

/** Counts what goes through inbounds to the API, on their counters. */
export class ApiTraffic {
  readonly #open = new Map<Socket, { readonly tag: string; up: bigint; down: bigint }>();

  constructor(private readonly state: XrayState) {}

  add(socket: Socket, tag: string): void {
    const entry = { tag, up: 0n, down: 0n };
    this.#open.set(socket, entry);
    socket.once("close", () => {
      this.#count(socket, entry);
      this.#open.delete(socket);
    });
  }

  /** Brings the counters up to date. */
  update(): void {
    for (const [socket, entry] of this.#open) this.#count(socket, entry);
  }

  #count(socket: Socket, entry: { readonly tag: string; up: bigint; down: bigint }): void {
    const up = BigInt(socket.bytesRead);
    const down = BigInt(socket.bytesWritten);
    this.#add(`inbound>>>${entry.tag}>>>traffic>>>uplink`, up - entry.up);
    this.#add(`inbound>>>${entry.tag}>>>traffic>>>downlink`, down - entry.down);
    entry.up = up;
    entry.down = down;
  }

  #add(name: string, bytes: bigint): void {
    const value = this.state.counters.get(name);
    if (value !== undefined) this.state.counters.set(name, value + bytes);
  }
}
