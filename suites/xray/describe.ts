import type { WalkCommand } from "../../contract/xray/command.js";
import type { Message, User } from "../../contract/xray/message.js";
import type { WalkOutcome, WalkReply } from "../../contract/xray/reply.js";
import { formatStatus } from "../../wire/grpc-status.js";
import type { Describe } from "../core/suite.js";
import { typeNames } from "./messages.js";
import { addressOf, fieldsOf, kindOfProxy, rangesOf, usersIn } from "./oracle-reading.js";

/** Commands and outcomes of the Xray API as one line each. */
export const xrayDescribe: Describe<WalkCommand, WalkReply> = {
  command: describeCommand,
  outcome: describeOutcome,
};

function describeCommand(command: WalkCommand): string {
  const name = "service" in command && command.service === "v2ray" ? " (v2ray.core)" : "";
  const words = wordsOf(command).filter((word) => word !== "");
  return [`${kindOf(command)}${name}`, ...words].join(" ");
}

/** Users are altered by AlterInbound: reports speak in the protocol's words. */
function kindOf(command: WalkCommand): string {
  return command.kind === "AddUser" || command.kind === "RemoveUser"
    ? "AlterInbound"
    : command.kind;
}

function wordsOf(command: WalkCommand): readonly string[] {
  switch (command.kind) {
    case "AddInbound": {
      if (command.inbound === null) return ["without inbound"];
      const { tag, receiver, proxy } = command.inbound;
      return [text(tag), proxyText(proxy), receiverText(receiver), usersText(proxy)];
    }
    case "AddOutbound": {
      if (command.outbound === null) return ["without outbound"];
      const { tag, sender, proxy } = command.outbound;
      return [text(tag), proxyText(proxy), sender === null ? "without sender" : senderText(sender)];
    }
    case "RemoveInbound":
    case "RemoveOutbound":
      return [text(command.tag)];
    case "AddUser":
      return [text(command.tag), "add", command.user === null ? "nobody" : userText(command.user)];
    case "RemoveUser":
      return [text(command.tag), "remove user", text(command.email)];
    case "AlterInbound":
    case "AlterOutbound":
      return [text(command.tag), "with", messageText(command.operation)];
    case "ListInbounds":
      return [command.isOnlyTags ? "tags only" : ""];
    case "GetInboundUsers":
    case "GetInboundUsersCount":
      return [text(command.tag), command.email === "" ? "" : `email ${text(command.email)}`];
    case "GetStats":
    case "GetStatsOnline":
    case "GetStatsOnlineIpList":
      return [text(command.name), command.reset ? "with reset" : ""];
    case "QueryStats":
      return [`pattern ${JSON.stringify(command.pattern)}`, command.reset ? "with reset" : ""];
    case "ListOutbounds":
    case "GetSysStats":
    case "GetAllOnlineUsers":
      return [];
    case "ListServices":
      return [command.version];
    case "DescribeSymbol":
      return [command.version, command.symbol];
    case "RawCall":
      return [
        command.path,
        `bytes ${shorten(Buffer.from(command.body, "base64").toString("hex")) || "none"}`,
        command.padding === undefined ? "" : `and ${String(command.padding)} zero bytes`,
        command.metadata === undefined ? "" : `metadata ${JSON.stringify(command.metadata)}`,
      ];
    case "Connect":
    case "HoldPort":
    case "FreePort":
      return [String(command.port)];
    case "Send":
      return [String(command.port), `${String(command.bytes)} bytes`];
    default:
      return command satisfies never;
  }
}

function describeOutcome(outcome: WalkOutcome): string {
  switch (outcome.status) {
    case "ok":
      return ["ok", describeReply(outcome.reply)].filter((part) => part !== "").join(" ");
    case "refused":
      return `refused ${formatStatus(outcome.code)} ${JSON.stringify(outcome.text)}`;
    case "silent":
      return `no answer in ${String(outcome.ms)} ms`;
    case "lost":
      return `connection lost: ${outcome.text}`;
    case "unreadable":
      return `unreadable answer: ${outcome.text}`;
    default:
      return outcome satisfies never;
  }
}

function describeReply(reply: WalkReply): string {
  switch (reply.kind) {
    case "done":
      return "";
    case "inbounds":
      return `inbounds ${list(reply.inbounds.map((i) => text(i.tag)))}`;
    case "outbounds":
      return `outbounds ${list(reply.outbounds.map((o) => text(o.tag)))}`;
    case "users":
      return `users ${list(reply.users.map((user) => (user.account === null ? userText(user) : text(user.email))))}`;
    case "count":
      return `count ${String(reply.count)}`;
    case "counter":
      return reply.counter === null ? "no counter" : counterText(reply.counter);
    case "counters":
      return `counters ${list(reply.counters.map(counterText))}`;
    case "ips":
      return `${reply.name} ${list(Object.keys(reply.ips))}`;
    case "online":
      return `users ${list(reply.users)}`;
    case "system":
      return `uptime ${String(reply.system.uptime)} s, ${String(reply.system.numGoroutine)} goroutines`;
    case "rules":
      return `rules ${list(reply.rules.map((r) => `${text(r.ruleTag)} to ${text(r.tag)}`))}`;
    case "balancer":
      return `balancer ${JSON.stringify(reply.balancer)}`;
    case "route":
      return `route ${JSON.stringify(reply.context)}`;
    case "observation":
      return `observation ${JSON.stringify(reply.status)}`;
    case "services":
      return `services ${list(reply.services)}`;
    case "symbol":
      return list(Object.entries(reply.rpcs).map(([name, rpcs]) => `${name} with ${list(rpcs)}`));
    case "bytes":
      return `bytes ${shorten(Buffer.from(reply.base64, "base64").toString("hex")) || "none"}`;
    case "connected":
      return reply.accepted ? "accepted" : "not accepted";
    case "held":
      return reply.held ? "held" : "not held";
    default:
      return reply satisfies never;
  }
}

const protocols: Readonly<Record<string, string>> = {
  [typeNames.vless]: "vless",
  [typeNames.trojan]: "trojan",
  [typeNames.socks]: "socks",
  [typeNames.tunnel]: "tunnel",
  [typeNames.freedom]: "freedom",
  [typeNames.blackhole]: "blackhole",
};

function proxyText(proxy: Message | null): string {
  const name = proxy === null ? undefined : protocols[proxy.type];
  if (proxy === null || name === undefined || !("fields" in proxy)) {
    return `proxy ${messageText(proxy)}`;
  }
  // Users are told apart from the rest.
  const rest = Object.entries(proxy.fields).filter(([key]) => key !== "clients" && key !== "users");
  const settings = kindOfProxy(proxy) === "without users" ? [] : rest;
  return [name, ...settings.map(([key, value]) => `${key} ${JSON.stringify(value)}`)].join(" ");
}

function receiverText(receiver: Message | null): string {
  if (receiver?.type !== typeNames.receiver || !("fields" in receiver)) {
    return `receiver ${messageText(receiver)}`;
  }
  const ports = rangesOf(receiver).map(({ from, to }) =>
    from === to ? String(from) : `${String(from)}-${String(to)}`,
  );
  return `${addressOf(receiver) ?? "any"}:${ports.join(",") || "none"}`;
}

function senderText(sender: Message): string {
  const plain = sender.type === typeNames.sender && Object.keys(fieldsOf(sender)).length === 0;
  return plain && "fields" in sender ? "" : `sender ${messageText(sender)}`;
}

function usersText(proxy: Message | null): string {
  const users = usersIn(proxy) ?? [];
  if (users.length === 0) return "";
  const word = (user: User) =>
    user.account === null ? `${text(user.email)} without account` : text(user.email);
  return `users ${list(users.map(word))}`;
}

function userText({ email, level, account }: User): string {
  if (email === "" && level === 0 && account === null) return "empty user";
  return `user ${text(email)} level ${String(level)} ${accountText(account)}`;
}

function accountText(account: Message | null): string {
  if (account === null) return "without account";
  if (!("fields" in account)) return `account ${messageText(account)}`;
  const fields = Object.entries(account.fields).map(([key, value]) =>
    typeof value === "string" ? `${key} ${text(value)}` : `${key} ${JSON.stringify(value)}`,
  );
  if (account.type === typeNames.vlessAccount) return ["vless", ...fields].join(" ");
  if (account.type === typeNames.trojanAccount) return ["trojan", ...fields].join(" ");
  return `account ${messageText(account)}`;
}

function messageText(message: Message | null): string {
  if (message === null) return "left out";
  const type = message.type === "" ? '""' : message.type;
  if (!("fields" in message)) {
    return message.base64 === "" ? type : `${type} of bytes ${message.base64}`;
  }
  const fields =
    Object.keys(message.fields).length === 0 ? "" : ` ${JSON.stringify(message.fields)}`;
  return `${type}${fields}`;
}

function counterText({ name, value }: { readonly name: string; readonly value: bigint }): string {
  return `${name} ${String(value)}`;
}

/** Quotes where a word would not show its ends. */
function text(word: string): string {
  return /^[\w.@>#-]+$/.test(word) ? word : JSON.stringify(word);
}

function list(items: readonly string[]): string {
  return items.length === 0 ? "none" : items.join(", ");
}

function shorten(hex: string): string {
  return hex.length <= 64 ? hex : `${hex.slice(0, 64)}…`;
}
