import type { InboundHandler } from "../../contract/xray/message.js";
import { caseVariant, inboundOf, listenersOn, portOf, type Ledger } from "./ledger.js";
import { accepted, open, type Expected, type Refusal } from "./oracle-judgement.js";
import {
  addressOf,
  fieldsOf,
  kindOfProxy,
  portsOf,
  rangesOf,
  readingOf,
  textIn,
  usersIn,
} from "./oracle-reading.js";
import { foreignAddress, loopback, typeNames } from "./messages.js";
import * as texts from "./texts.js";

/** The answers to AddInbound that would be right. */
export function expectAddInbound(ledger: Ledger, inbound: InboundHandler | null): Expected {
  if (inbound === null || inbound.receiver === null || inbound.proxy === null) return open;
  const settings = badSettings(inbound);
  if (settings === undefined) return open;
  const taken: readonly Refusal[] = isTaken(ledger, inbound.tag)
    ? [tagTaken(ledger, inbound.tag)]
    : [];
  // Where the tag is in use and the settings are bad too, nobody fixed which is found first.
  const [first, ...rest] = [...taken, ...settings];
  if (first !== undefined) return { kind: "refused", options: [first, ...rest] };
  if (inbound.tag !== "" && inboundOf(ledger, inbound.tag).presence === "maybe") return open;
  const listening = badListening(ledger, inbound);
  if (listening === "open") return open;
  if (listening !== undefined) {
    return { kind: "refused", options: [{ ...listening, takesTag: true }] };
  }
  return accepted(reasonToAccept(ledger, inbound));
}

function isTaken(ledger: Ledger, tag: string): boolean {
  return tag !== "" && inboundOf(ledger, tag).presence === "here";
}

function tagTaken(ledger: Ledger, tag: string): Refusal {
  // Where a failed listen has left the tag taken, accepting it breaks the rule on that failure.
  const requirement = inboundOf(ledger, tag).failed ?? "xray/inbound/add-same-tag";
  return { requirement, code: 2, text: texts.inboundTagTaken(tag) };
}

/** Every fault of the settings themselves; undefined where we cannot read them. */
function badSettings({ receiver, proxy }: InboundHandler): readonly Refusal[] | undefined {
  const found: Refusal[] = [];
  const add = (name: string, text: string) =>
    found.push({ requirement: `xray/inbound/${name}`, code: 2, text });
  for (const part of [receiver, proxy]) {
    const reading = part === null ? undefined : readingOf(part);
    if (reading === undefined || reading.kind === "beyond us") return undefined;
    if (reading.kind === "unknown type") add("unknown-settings", texts.typeNotFound());
    if (reading.kind === "bad bytes") add("bad-settings", texts.badBytes());
    if (reading.kind !== "fields") continue;
    if (part === receiver) {
      if (reading.type !== typeNames.receiver) add("receiver-type", texts.notReceiver());
      continue;
    }
    switch (reading.type) {
      case typeNames.vlessAccount:
      case typeNames.trojanAccount:
        add("proxy-not-registered", texts.notRegistered(reading.type));
        break;
      case typeNames.freedom:
      case typeNames.blackhole:
        add("proxy-is-outbound", texts.notInboundProxy());
        break;
      default:
        // Messages that are no proxy settings at all were not observed.
        if (kindOfProxy(proxy) === "unknown") return undefined;
    }
  }
  found.push(...badVless(proxy));
  return found;
}

function badVless(proxy: InboundHandler["proxy"]): readonly Refusal[] {
  if (proxy?.type !== typeNames.vless) return [];
  const found: Refusal[] = [];
  const add = (name: string, text: string) =>
    found.push({ requirement: `xray/inbound/${name}`, code: 2, text });
  const decryption = textIn(fieldsOf(proxy), "decryption");
  if (decryption !== "" && decryption !== "none") add("vless-decryption", texts.badDecryption());
  const clients = usersIn(proxy) ?? [];
  if (clients.some((client) => client.account === null)) {
    add("vless-no-account", texts.clientWithoutAccount());
  }
  const emails = clients.map((client) => client.email).filter((email) => email !== "");
  for (const [i, email] of emails.entries()) {
    const before = emails.slice(0, i);
    if (before.some((other) => other.toLowerCase() === email.toLowerCase())) {
      add("vless-same-email", texts.clientExists(email));
    }
  }
  return found;
}

/** Why the inbound cannot listen, "open" where we do not know. */
function badListening(ledger: Ledger, inbound: InboundHandler): Refusal | "open" | undefined {
  const address = addressOf(inbound.receiver);
  const refusal = (name: string, text: string): Refusal => ({
    requirement: `xray/inbound/${name}`,
    code: 2,
    text,
  });
  if (address === undefined) return "open";
  const ranges = rangesOf(inbound.receiver);
  const kind = kindOfProxy(inbound.proxy);
  if (ranges.length === 0) {
    // Other protocols were not seen without a port.
    if (kind !== "vless" && kind !== "trojan") return "open";
    return refusal("no-port", texts.noPort(address));
  }
  if (ranges.some((range) => range.from === 0)) {
    return ranges.length === 1 ? refusal("port-zero", texts.portZero(address)) : "open";
  }
  const [port, ...more] = portsOf(inbound.receiver);
  if (port === undefined) return "open";
  if (address === foreignAddress) {
    if (more.length > 0) return "open";
    const text = texts.cannotListen(address, port, "cannot assign requested address");
    return refusal("foreign-address", text);
  }
  if (address !== loopback) return "open";
  const held = [port, ...more].filter((p) => portOf(ledger, p).held !== false);
  if (held.length === 0) return undefined;
  // How far a range comes before its held port, and how a wrapped one is told, was not observed.
  if (more.length > 0 || portOf(ledger, port).held === undefined) return "open";
  if (ranges.some((range) => range.from > 65535)) return "open";
  // A port that the core itself got before the other program did cannot be held by both.
  if (listenersOn(ledger, port).some((entry) => entry.failed === undefined)) return "open";
  return refusal("port-held", texts.cannotListen(address, port, "address already in use"));
}

/** The requirement that acceptance speaks for: the most particular one. */
function reasonToAccept(ledger: Ledger, inbound: InboundHandler): string {
  if (inbound.tag === "") return "xray/inbound/empty-tag";
  if (caseVariant(ledger.inbounds, inbound.tag) !== undefined) return "xray/inbound/tags-by-case";
  if (rangesOf(inbound.receiver).some((range) => range.from > 65535)) {
    return "xray/inbound/port-wraps";
  }
  const shared = portsOf(inbound.receiver).some((port) =>
    listenersOn(ledger, port).some((entry) => entry.failed === undefined),
  );
  return shared ? "xray/inbound/shared-port" : "xray/inbound/add";
}
