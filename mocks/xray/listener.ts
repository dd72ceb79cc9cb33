import type { JsonObject } from "../../contract/json.js";
import { inside } from "./account.js";
import { goQuote } from "./go/text.js";
import { bytesOf, listOf, messageOf, numberOf, textOf, textsOf } from "./json-fields.js";
import { goType, hasConstructor } from "./known-types.js";
import { maskTrouble } from "./masks.js";
import { crash, refused, type Trouble } from "./refusal.js";
import type { InboundProtocol } from "./state.js";
import { fieldsOf, transports, type Stream } from "./stream.js";
import { openTyped } from "./typed.js";

/** Where an inbound listens. `text` is as Go prints it. */
export type Address =
  | { readonly kind: "ip"; readonly ip: string; readonly text: string }
  | { readonly kind: "domain"; readonly domain: string };

/** One listener with the chain of texts for a refusal by the system, up to the reason. */
export interface Listener {
  readonly network: "tcp" | "udp" | "unix";
  /** An IP address, or the path of a unix socket; one that begins with @ has no file. */
  readonly host: string;
  readonly port: number;
  readonly refusal: string;
  /** The same for the lock that a unix socket with a file needs first. */
  readonly lockRefusal?: string;
  /** Permissions that the file of a unix socket gets. */
  readonly mode?: number;
  readonly quiet: boolean;
}

/** A listener, what fails without one, or both: what fails once it listens. */
export interface Attempt {
  readonly listener?: Listener;
  readonly then?: Trouble;
}

const tlsType = "xray.transport.internet.tls.Config";
const realityType = "xray.transport.internet.reality.Config";

type Chain = (text: string) => Attempt;
const after =
  (chain: string): Chain =>
  (text) => ({ then: refused(chain + text) });

/** One port of an inbound of a stream protocol, with whatever its transport listens. */
export function listenTcp(
  port: number,
  written: Address,
  stream: Stream,
  protocol: InboundProtocol,
): Attempt {
  const address = resolved(written);
  const head = `app/proxyman/inbound: failed to listen TCP on ${String(port)} > transport/internet: `;
  if (address.kind === "domain")
    return after(head)(`domain address is not allowed for listening: ${address.domain}`);
  const { transport } = stream;
  const place = `${address.text}:${String(port)}`;
  const chain = `${head}failed to listen on address: ${place} > `;
  if (!isListener(transport)) return after(head)(`${transport} listener not registered.`);
  if (transport === "hysteria") return listenHysteria(port, address, stream, chain, protocol);
  const settings = fieldsOf(stream.settings, transports[transport]);
  if (settings === undefined) return { then: crash(`${stream.settings.type} for ${transport}`) };
  if (transport === "mkcp") return listenPackets(port, address, stream, chain);
  if (port === 0)
    return transport === "tcp"
      ? after(chain)(`transport/internet/tcp: invalid unix listen: ${address.text}`)
      : { then: crash(`a ${transport} inbound on port 0`) };
  const isH3 =
    transport === "splithttp" &&
    JSON.stringify(textsOf(fieldsOf(stream.security, tlsType) ?? {}, "nextProtocol")) === '["h3"]';
  if (isH3) {
    const h3 = `${chain}transport/internet/splithttp: failed to listen UDP for XHTTP/3 on ${place} > `;
    return listenPackets(port, address, stream, h3, `${chain}transport/internet/splithttp: `);
  }
  const words = `${chain}${listenWords[transport]} ${place} > `;
  const quiet = transport === "grpc";
  const keepAlive = keepAliveTrouble(stream.socket);
  if (keepAlive !== undefined) return quiet ? {} : after(words)(keepAlive);
  const refusal = `${words}listen tcp ${place}: bind: `;
  const listener: Listener = { network: "tcp", host: address.ip, port, refusal, quiet };
  return withRest(listener, transport, stream, settings, chain);
}

/** An inbound without ports, on a unix socket. */
export function listenUnix(address: Address, stream: Stream): Attempt {
  const text = address.kind === "domain" ? address.domain : address.text;
  const head = `app/proxyman/inbound: failed to listen Unix Domain Socket on ${text} > transport/internet: `;
  const chain = `${head}failed to listen on unix address: ${text} > `;
  const { transport } = stream;
  if (!isListener(transport)) return after(head)(`${transport} unix listener not registered.`);
  if (transport === "hysteria")
    return address.kind === "domain"
      ? after(chain)("transport/internet/hysteria: address is domain")
      : listenHysteria(0, address, stream, chain, "vless");
  const settings = fieldsOf(stream.settings, transports[transport]);
  if (settings === undefined) return { then: crash(`${stream.settings.type} for ${transport}`) };
  if (transport === "mkcp") return listenPackets(0, address, stream, chain);
  if (address.kind === "ip")
    return transport === "tcp"
      ? after(chain)(`transport/internet/tcp: invalid unix listen: ${text}`)
      : { then: crash(`a ${transport} inbound without a port`) };
  if (text === "") return { then: crash("an inbound on a unix socket without a name") };
  const words = `${chain}${unixWords[transport]} ${text} > `;
  const quiet = transport === "grpc";
  const [path = "", permission, ...more] = text.startsWith("@") ? [text] : text.split(",");
  const isSplit = permission !== undefined && more.length === 0;
  const wrong = isSplit ? permissionTrouble(permission) : undefined;
  if (wrong !== undefined) return quiet ? {} : after(words)(wrong);
  const listener: Listener = {
    network: "unix",
    host: isSplit ? path : text,
    port: 0,
    refusal: `${words}listen unix ${isSplit ? path : text}: bind: `,
    lockRefusal: `${words}open ${isSplit ? path : text}.lock: `,
    ...(isSplit && { mode: Number.parseInt(permission, 8) }),
    quiet,
  };
  return withRest(listener, transport, stream, settings, chain);
}

function permissionTrouble(permission: string): string | undefined {
  const head = `transport/internet: failed to parse permission: ${permission} > strconv.ParseUint: parsing ${goQuote(permission)}: `;
  if (!/^[0-7]+$/.test(permission)) return `${head}invalid syntax`;
  return Number.parseInt(permission, 8) > 0xffffffff ? `${head}value out of range` : undefined;
}

/** One port of an inbound that takes datagrams by itself. */
export function listenUdp(port: number, written: Address, stream: Stream): Attempt {
  return listenPackets(port, written, stream, "");
}

function listenPackets(
  port: number,
  written: Address,
  stream: Stream,
  chain: string,
  maskChain = `${chain}transport/internet/udp: `,
): Attempt {
  const address = resolved(written);
  if (address.kind === "domain")
    return after(chain)(
      `transport/internet/udp: domain address is not allowed for listening: ${address.domain}`,
    );
  const refusal = `${chain}listen udp ${address.text}:${String(port)}: bind: `;
  const listener: Listener = { network: "udp", host: address.ip, port, refusal, quiet: false };
  const wrong = maskTrouble(stream.udpMasks);
  if (wrong !== undefined) return { then: inside(`${maskChain}mask err > `, wrong) };
  // Port 0 is any free one, which nobody is told.
  return port === 0 ? {} : { listener };
}

function listenHysteria(
  port: number,
  address: Extract<Address, { kind: "ip" }>,
  stream: Stream,
  chain: string,
  protocol: InboundProtocol,
): Attempt {
  const here = `${chain}transport/internet/hysteria: `;
  if (fieldsOf(stream.security, tlsType) === undefined) return after(here)("tls config is nil");
  const settings = fieldsOf(stream.settings, transports.hysteria);
  if (settings === undefined) return { then: crash(`${stream.settings.type} for hysteria`) };
  if (textOf(settings, "auth") === "" && protocol !== "hysteria")
    return after(here)("validator is nil");
  if (!["", "404", "file", "proxy", "string"].includes(textOf(settings, "masqType").toLowerCase()))
    return after(here)("unknown masq type");
  return listenPackets(port, address, stream, chain, here);
}

/** What the transport does once it listens. */
function withRest(
  listener: Listener,
  transport: Exclude<keyof typeof transports, "udp" | "mkcp" | "hysteria">,
  stream: Stream,
  settings: JsonObject,
  chain: string,
): Attempt {
  const reality = fieldsOf(stream.security, realityType);
  const reads = transport === "tcp" || transport === "grpc" || transport === "splithttp";
  if (reality !== undefined && reads && isBadReality(reality))
    return { listener, then: crash("REALITY settings with a short id or seed") };
  if (transport !== "tcp") return { listener };
  const wrong = headerTrouble(settings);
  return wrong === undefined
    ? { listener }
    : { listener, then: inside(`${chain}transport/internet/tcp: `, wrong) };
}

function isBadReality(reality: JsonObject): boolean {
  const seed = bytesOf(reality, "mldsa65Seed");
  const ids = listOf(reality, "shortIds");
  const isShort = (id: unknown): boolean =>
    typeof id === "string" && Buffer.from(id, "base64").length < 8;
  return (seed.length > 0 && seed.length < 32) || ids.some(isShort);
}

/** Only two messages make a header that disguises a stream. */
function headerTrouble(settings: JsonObject): Trouble | undefined {
  const header = messageOf(settings, "headerSettings");
  if (header === null) return undefined;
  const typed = openTyped(header);
  if (typed.kind !== "readable" && typed.kind !== "foreign")
    return inside("invalid header settings > ", typed);
  const { type } = typed;
  const isHeader = /^xray\.transport\.internet\.headers\.(http\.Config|noop\.ConnectionConfig)$/;
  if (isHeader.test(type)) return undefined;
  if (!hasConstructor(type))
    return refused(`invalid header settings. > common: ${goType(type)} is not registered`);
  return type === "xray.transport.internet.headers.noop.Config"
    ? refused("invalid header settings. > transport/internet: not a ConnectionAuthenticator")
    : crash(`${type} as a header`);
}

function keepAliveTrouble(socket: JsonObject): string | undefined {
  const idle = numberOf(socket, "tcpKeepAliveIdle");
  const interval = numberOf(socket, "tcpKeepAliveInterval");
  if (Math.imul(idle, interval) >= 0) return undefined;
  return `transport/internet: invalid TcpKeepAliveIdle or TcpKeepAliveInterval value: ${String(idle)} ${String(interval)}`;
}

const isListener = (name: string): name is Exclude<keyof typeof transports, "udp"> =>
  name in transports && name !== "udp";

const resolved = (address: Address): Address =>
  address.kind === "domain" && address.domain === "localhost"
    ? { kind: "ip", ip: "127.0.0.1", text: "127.0.0.1" }
    : address;

const listenWords = {
  tcp: "transport/internet/tcp: failed to listen TCP on",
  websocket: "transport/internet/websocket: failed to listen TCP(for WS) on",
  httpupgrade: "transport/internet/httpupgrade: failed to listen TCP(for HttpUpgrade) on",
  splithttp: "transport/internet/splithttp: failed to listen TCP for XHTTP on",
  grpc: "transport/internet/grpc: failed to listen on",
} as const;

const unixWords = {
  tcp: "transport/internet/tcp: failed to listen Unix Domain Socket on",
  websocket: "transport/internet/websocket: failed to listen unix domain socket(for WS) on",
  httpupgrade:
    "transport/internet/httpupgrade: failed to listen unix domain socket(for HttpUpgrade) on",
  splithttp: "transport/internet/splithttp: failed to listen UNIX domain socket for XHTTP on",
  grpc: "transport/internet/grpc: failed to listen on",
} as const;
