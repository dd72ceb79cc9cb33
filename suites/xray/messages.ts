import type { Json, JsonObject } from "../../contract/json.js";
import type {
  InboundHandler,
  Message,
  OutboundHandler,
  User,
} from "../../contract/xray/message.js";

/** Full names of the messages that walks carry. */
export const typeNames = {
  receiver: "xray.app.proxyman.ReceiverConfig",
  sender: "xray.app.proxyman.SenderConfig",
  vless: "xray.proxy.vless.inbound.Config",
  vlessAccount: "xray.proxy.vless.Account",
  trojan: "xray.proxy.trojan.ServerConfig",
  trojanAccount: "xray.proxy.trojan.Account",
  socks: "xray.proxy.socks.ServerConfig",
  tunnel: "xray.proxy.dokodemo.Config",
  freedom: "xray.proxy.freedom.Config",
  blackhole: "xray.proxy.blackhole.Config",
  addUser: "xray.app.proxyman.command.AddUserOperation",
  removeUser: "xray.app.proxyman.command.RemoveUserOperation",
} as const;

/** The address that receivers listen on. */
export const loopback = "127.0.0.1";

/** An address of the documentation range: no machine has it. */
export const foreignAddress = "192.0.2.1";

/** Bytes that no protobuf reader can read: a field of five bytes of which none follows. */
export const unreadableBytes = Buffer.from([0x0a, 0x05]).toString("base64");

/** A readable message. */
export const message = (type: string, fields: JsonObject = {}): Message => ({ type, fields });

/** A message of that type whose bytes are not such a message. */
export const badMessage = (type: string): Message => ({ type, base64: unreadableBytes });

/** A message of a type that nobody knows; "" is one too. */
export const unknownMessage = (type = "nodeproof.Nothing"): Message => ({ type, base64: "" });

/** Receiver settings: an address and single ports; port 0 is left out as any default. */
export function receiver(ports: readonly number[], address: string = loopback): Message {
  const ip = Buffer.from(address.split(".").map(Number)).toString("base64");
  const range = ports.map((port) => (port === 0 ? {} : { From: port, To: port }));
  return message(typeNames.receiver, {
    ...(range.length > 0 && { portList: { range } }),
    listen: { ip },
  });
}

/** Receiver settings: loopback and one range of ports, both ends included. */
export const rangeReceiver = (from: number, to: number): Message =>
  message(typeNames.receiver, {
    portList: { range: [{ From: from, To: to }] },
    listen: { ip: Buffer.from(loopback.split(".").map(Number)).toString("base64") },
  });

/** A vless account. */
export const vlessAccount = (id: string, rest: JsonObject = {}): Message =>
  message(typeNames.vlessAccount, { id, ...rest });

/** A trojan account. */
export const trojanAccount = (password: string): Message =>
  message(typeNames.trojanAccount, { password });

/** A user with a vless account. */
export const vlessUser = (email: string, id: string, level = 0, rest: JsonObject = {}): User => ({
  email,
  level,
  account: vlessAccount(id, rest),
});

/** A user with a trojan account. */
export const trojanUser = (email: string, password: string, level = 0): User => ({
  email,
  level,
  account: trojanAccount(password),
});

/** A user as it stands inside proxy settings, defaults left out. */
export function userFields(user: User): JsonObject {
  return {
    ...(user.level !== 0 && { level: user.level }),
    ...(user.email !== "" && { email: user.email }),
    ...(user.account !== null && { account: user.account satisfies Json }),
  };
}

/** An inbound of any settings on loopback. */
export const inbound = (tag: string, ports: readonly number[], proxy: Message): InboundHandler => ({
  tag,
  receiver: receiver(ports),
  proxy,
});

/** Vless proxy settings. */
export const vlessProxy = (clients: readonly User[], rest: JsonObject = {}): Message =>
  message(typeNames.vless, {
    ...(clients.length > 0 && { clients: clients.map(userFields) }),
    ...rest,
  });

/** A vless inbound on a loopback port. */
export const vlessInbound = (tag: string, port: number, ...clients: User[]): InboundHandler =>
  inbound(tag, [port], vlessProxy(clients));

/** Trojan proxy settings. */
export const trojanProxy = (users: readonly User[]): Message =>
  message(typeNames.trojan, { ...(users.length > 0 && { users: users.map(userFields) }) });

/** A trojan inbound on a loopback port. */
export const trojanInbound = (tag: string, port: number, ...users: User[]): InboundHandler =>
  inbound(tag, [port], trojanProxy(users));

/** A socks inbound on a loopback port. */
export const socksInbound = (tag: string, port: number): InboundHandler =>
  inbound(tag, [port], message(typeNames.socks));

/** A dokodemo-door inbound on a loopback port, for TCP, that leads to a port of this machine. */
export const tunnelInbound = (tag: string, port: number, to = 9): InboundHandler =>
  inbound(
    tag,
    [port],
    message(typeNames.tunnel, {
      address: { ip: Buffer.from(loopback.split(".").map(Number)).toString("base64") },
      port: to,
      networks: ["TCP"],
    }),
  );

/** Sender settings without any setting. */
export const plainSender = (): Message => message(typeNames.sender);

/** A freedom outbound. */
export const freedomOutbound = (tag: string, settings: JsonObject = {}): OutboundHandler => ({
  tag,
  sender: plainSender(),
  proxy: message(typeNames.freedom, settings),
});

/** A blackhole outbound. */
export const blackholeOutbound = (tag: string): OutboundHandler => ({
  tag,
  sender: plainSender(),
  proxy: message(typeNames.blackhole),
});
