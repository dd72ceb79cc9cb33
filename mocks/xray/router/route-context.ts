import type { Json, JsonObject } from "../../../contract/json.js";
import { NetworkSchema } from "../../../proto/gen/xray/common/net/network_pb.js";
import { numberOf, objectOf, textOf, textsOf } from "../json-fields.js";
import { resolveLocally } from "./resolve.js";

/** A connection as rules see it. Addresses are bytes as they were given, of any length. */
export interface RouteContext {
  readonly inboundTag: string;
  /** Number of `xray.common.net.Network`. */
  readonly network: number;
  readonly sourceIps: readonly Uint8Array[];
  readonly targetIps: readonly Uint8Array[];
  readonly localIps: readonly Uint8Array[];
  /** Ports have 16 bits; what is above is cut off. */
  readonly sourcePort: number;
  readonly targetPort: number;
  readonly localPort: number;
  readonly vlessRoute: number;
  readonly domain: string;
  readonly protocol: string;
  readonly user: string;
  /** Undefined where there are none. */
  readonly attributes: JsonObject | undefined;
}

/** Reads the fields of a `RoutingContext`. */
export function readRouteContext(fields: JsonObject): RouteContext {
  return {
    inboundTag: textOf(fields, "InboundTag"),
    network: networkNumber(fields["Network"]),
    sourceIps: bytesOf(fields, "SourceIPs"),
    targetIps: bytesOf(fields, "TargetIPs"),
    localIps: bytesOf(fields, "LocalIPs"),
    sourcePort: port(fields, "SourcePort"),
    targetPort: port(fields, "TargetPort"),
    localPort: port(fields, "LocalPort"),
    vlessRoute: port(fields, "VlessRoute"),
    domain: textOf(fields, "TargetDomain"),
    protocol: textOf(fields, "Protocol"),
    user: textOf(fields, "User"),
    attributes: objectOf(fields, "Attributes"),
  };
}

/** The same connection with the addresses of its domain, where those can be had, in place of the given ones. */
export function resolved(context: RouteContext): RouteContext {
  const ip = context.domain === "" ? undefined : resolveLocally(context.domain);
  return ip === undefined ? context : { ...context, targetIps: [ip] };
}

type Shown = (context: RouteContext, outboundTag: string) => JsonObject;

const numbers = (name: string, value: number): JsonObject => (value === 0 ? {} : { [name]: value });
const texts = (name: string, value: string): JsonObject => (value === "" ? {} : { [name]: value });
const ips = (name: string, values: readonly Uint8Array[]): JsonObject =>
  values.length === 0
    ? {}
    : { [name]: values.map((value) => Buffer.from(value).toString("base64")) };

/** What each selector shows. Group tags are always empty, VlessRoute has no selector. */
const shown: Readonly<Record<string, Shown>> = {
  inbound: (c) => texts("InboundTag", c.inboundTag),
  network: (c) => (c.network === 0 ? {} : { Network: networkName(c.network) }),
  ip_source: (c) => ips("SourceIPs", c.sourceIps),
  ip_target: (c) => ips("TargetIPs", c.targetIps),
  ip_local: (c) => ips("LocalIPs", c.localIps),
  port_source: (c) => numbers("SourcePort", c.sourcePort),
  port_target: (c) => numbers("TargetPort", c.targetPort),
  port_local: (c) => numbers("LocalPort", c.localPort),
  domain: (c) => texts("TargetDomain", c.domain),
  protocol: (c) => texts("Protocol", c.protocol),
  user: (c) => texts("User", c.user),
  attributes: (c): JsonObject => (c.attributes === undefined ? {} : { Attributes: c.attributes }),
  outbound_group: () => ({}),
  outbound: (_c, outboundTag) => texts("OutboundTag", outboundTag),
};

/** The `RoutingContext` of a route: the fields whose selectors begin with one of `selectors`; none means all. */
export function showRoute(
  context: RouteContext,
  outboundTag: string,
  selectors: readonly string[],
): JsonObject {
  const wanted = Object.entries(shown).filter(
    ([name]) => selectors.length === 0 || selectors.some((selector) => name.startsWith(selector)),
  );
  return Object.assign({}, ...wanted.map(([, show]) => show(context, outboundTag))) as JsonObject;
}

/** The number of a network given by name or number. */
export function networkNumber(value: Json | undefined): number {
  if (typeof value === "number") return value;
  return NetworkSchema.values.find((known) => known.name === value)?.number ?? 0;
}

function networkName(number: number): Json {
  return NetworkSchema.values.find((known) => known.number === number)?.name ?? number;
}

function bytesOf(fields: JsonObject, name: string): readonly Uint8Array[] {
  return textsOf(fields, name).map((item) => Buffer.from(item, "base64"));
}

function port(fields: JsonObject, name: string): number {
  return numberOf(fields, name) & 0xffff;
}
