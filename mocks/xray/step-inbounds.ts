import type { InboundHandler, Message } from "../../contract/xray/message.js";
import type { Reading } from "../core/sockets.js";
import type { Effect } from "./effect.js";
import { objectOf, textOf } from "./json-fields.js";
import { createProxy } from "./proxy-object.js";
import { readReceiver, type Listener } from "./receiver.js";
import {
  answer,
  crash,
  done,
  noClue,
  refuse,
  refused,
  refuseFor,
  type Trouble,
  type XrayResult,
} from "./refusal.js";
import { listHandlers, registerCounters, type Inbound, type XrayState } from "./state.js";
import { openTyped, type Typed } from "./typed.js";

const here = "app/proxyman/inbound: ";

/**
 * Adds an inbound: its settings are read, its proxy made, its counters registered, and only then is
 * the tag looked at; a tag once taken stays taken when a listener fails.
 */
export function addInbound(state: XrayState, config: InboundHandler | null): XrayResult {
  const wanted = createInbound(state, config);
  if (wanted.kind !== "created") return refuseFor(wanted);
  const { inbound, listeners, then, notes } = wanted;
  if (state.inbounds.tagged.has(inbound.tag))
    return refuse(`${here}existing tag found: ${inbound.tag}`);
  // Where the original ends, or does what this version cannot, nothing moves here.
  if (then !== undefined && then.kind !== "refused") return refuseFor(then);
  registerCounters(state, "inbound", inbound.tag);
  if (inbound.tag === "") state.inbounds.untagged.push(inbound);
  else state.inbounds.tagged.set(inbound.tag, inbound);
  state.nextId += 1;
  const reading = readings[inbound.protocol];
  const effects = listeners.map((listener): Effect => ({
    kind: "listen",
    owner: inbound.id,
    reading,
    ...listener,
  }));
  const { outcome, notes: more = [] } = then === undefined ? done() : refuseFor(then);
  return { outcome, effects, notes: [...notes, ...more] };
}

// What each protocol reads of bytes that are not its own: measured on Xray 26.3.27 with 1 to 200000
// zero bytes. dokodemo-door counts nothing where its target does not answer.
const readings: Readonly<Record<Inbound["protocol"], Reading>> = {
  vless: "first",
  trojan: "first",
  socks: "all",
  "dokodemo-door": "none",
};

interface Created {
  readonly kind: "created";
  readonly inbound: Inbound;
  readonly listeners: readonly Listener[];
  readonly then: Trouble | undefined;
  readonly notes: readonly string[];
}

function createInbound(state: XrayState, config: InboundHandler | null): Created | Trouble {
  if (config === null) return crash("AddInbound without an inbound");
  if (config.receiver === null) return crash("an inbound without receiver settings");
  const receiver = openTyped(config.receiver);
  if (receiver.kind !== "readable" && receiver.kind !== "foreign") return receiver;
  if (config.proxy === null) return crash("an inbound without proxy settings");
  const settings = openTyped(config.proxy);
  if (settings.kind !== "readable" && settings.kind !== "foreign") return settings;
  if (receiver.type !== "xray.app.proxyman.ReceiverConfig" || receiver.kind === "foreign")
    return refused(`${here}not a ReceiverConfig`);
  const proxy = createProxy(settings);
  if (proxy.kind === "outbound" || proxy.kind === "other")
    return refused(`${here}not an inbound proxy.`);
  if (proxy.kind !== "inbound") return proxy;
  const receiving = readReceiver(receiver.fields, proxy.networks);
  if (receiving.kind === "refused") registerCounters(state, "inbound", config.tag);
  if (receiving.kind !== "receiving") return receiving;
  const { listeners, then, transport } = receiving;
  const note = `${transport} is not modelled: ${config.tag} has plain listeners`;
  return {
    kind: "created",
    inbound: {
      id: state.nextId,
      tag: config.tag,
      protocol: proxy.protocol,
      receiver: shownReceiver(receiver),
      proxy: config.proxy,
      users: proxy.users,
    },
    listeners,
    then,
    notes: transport === "tcp" ? [] : [note],
  };
}

/** A receiver that wants original destinations turns its own socket settings to that, and shows it. */
function shownReceiver(receiver: Extract<Typed, { kind: "readable" }>): Message {
  const { type, fields } = receiver;
  const stream = objectOf(fields, "streamSettings");
  const socket = stream && objectOf(stream, "socketSettings");
  if (fields["receiveOriginalDestination"] !== true || stream === undefined || socket === undefined)
    return { type, fields };
  const tproxy = textOf(socket, "tproxy") || "Redirect";
  const socketSettings = { ...socket, tproxy, receiveOriginalDestAddress: true };
  return { type, fields: { ...fields, streamSettings: { ...stream, socketSettings } } };
}

/** Removes an inbound; its ports are closed before the answer. */
export function removeInbound(state: XrayState, tag: string): XrayResult {
  const inbound = state.inbounds.tagged.get(tag);
  if (inbound === undefined) return refuse(noClue);
  state.inbounds.tagged.delete(tag);
  // Closing a vless inbound also takes away the outbounds that its users' reverse settings name.
  for (const user of inbound.users?.listed.values() ?? []) removeReverse(state, user.account);
  return done([{ kind: "unlisten", owner: inbound.id }]);
}

/** Takes away the outbound that an account's reverse settings name. */
export function removeReverse(state: XrayState, account: Message | null): void {
  if (account === null || !("fields" in account)) return;
  const reverse = objectOf(account.fields, "reverse");
  const tag = reverse === undefined ? "" : textOf(reverse, "tag");
  if (tag !== "") state.outbounds.tagged.delete(tag);
}

/** Lists inbounds with their settings as loaded, or only their tags. */
export function listInbounds(state: XrayState, isOnlyTags: boolean): XrayResult {
  const inbounds = listHandlers(state, state.inbounds).map(({ tag, receiver, proxy }) =>
    isOnlyTags ? { tag, receiver: null, proxy: null } : { tag, receiver, proxy },
  );
  return answer({ kind: "inbounds", inbounds });
}
