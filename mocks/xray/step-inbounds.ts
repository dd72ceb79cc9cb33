import type { JsonObject } from "../../contract/json.js";
import type { InboundHandler, Message, User } from "../../contract/xray/message.js";
import type { Effect } from "./effect.js";
import { isTrue, objectOf, textOf } from "./json-fields.js";
import type { Listener } from "./listener.js";
import { readingOf } from "./reading.js";
import { createProxy } from "./proxy-object.js";
import { readReceiver, type Receiving } from "./receiver.js";
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
import { fieldsOf, transports, type Stream } from "./stream.js";
import { openTyped, type Typed } from "./typed.js";
import { listUsers } from "./users.js";

const here = "app/proxyman/inbound: ";

/**
 * Adds an inbound: its settings are read, its proxy made, its counters registered, and only then is
 * the tag looked at; a tag once taken stays taken when a listener fails.
 */
export function addInbound(state: XrayState, config: InboundHandler | null): XrayResult {
  const wanted = createInbound(state, config);
  if (wanted.kind !== "created") return refuseFor(wanted);
  const { inbound, listeners, then, notes, stream } = wanted;
  if (state.inbounds.tagged.has(inbound.tag))
    return refuse(`${here}existing tag found: ${inbound.tag}`);
  // Where the original ends, or does what this version cannot, nothing moves here.
  if (then !== undefined && then.kind !== "refused") return refuseFor(then);
  registerCounters(state, "inbound", inbound.tag);
  if (inbound.tag === "") state.inbounds.untagged.push(inbound);
  else state.inbounds.tagged.set(inbound.tag, inbound);
  state.nextId += 1;
  const effects = listeners.map((listener): Effect => ({
    kind: "listen",
    owner: inbound.id,
    reading: readingOf(inbound, listener, stream),
    ...listener,
  }));
  const { outcome, notes: more = [] } = then === undefined ? done() : refuseFor(then);
  return { outcome, effects, notes: [...notes, ...more] };
}

interface Created {
  readonly kind: "created";
  readonly inbound: Inbound;
  readonly listeners: readonly Listener[];
  readonly then: Trouble | undefined;
  readonly stream: Stream;
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
  const proxy = createProxy(settings, state);
  if (proxy.kind === "outbound" || proxy.kind === "other")
    return refused(`${here}not an inbound proxy.`);
  if (proxy.kind !== "inbound") return proxy;
  const receiving = readReceiver(receiver.fields, proxy.protocol, proxy.networks);
  if (receiving.kind === "refused") registerCounters(state, "inbound", config.tag);
  if (receiving.kind !== "receiving") return receiving;
  const { listeners, then, stream } = receiving;
  const isPlain = stream.transport === "tcp" && stream.security === undefined;
  const note = `${config.tag} has plain listeners in place of its transport`;
  return {
    kind: "created",
    inbound: {
      id: state.nextId,
      tag: config.tag,
      protocol: proxy.protocol,
      receiver: shownReceiver(receiver, receiving),
      proxy: shownProxy(settings, proxy.shown),
      users: proxy.users,
    },
    listeners,
    then,
    stream,
    notes: isPlain || listeners.length === 0 ? [] : [note],
  };
}

function shownProxy(settings: Typed, shown: JsonObject | undefined): Message {
  const { type } = settings;
  if (settings.kind === "foreign")
    return { type, base64: Buffer.from(settings.bytes).toString("base64") };
  return { type, fields: { ...settings.fields, ...shown } };
}

/**
 * A receiver that wants original destinations turns its own socket settings to that, and one whose
 * transport takes the PROXY protocol once it is asked to listen; both are shown.
 */
function shownReceiver(
  { type, fields }: Extract<Typed, { kind: "readable" }>,
  { stream: { transport, settings }, reached }: Receiving,
): Message {
  const stream = objectOf(fields, "streamSettings");
  const socket = stream && objectOf(stream, "socketSettings");
  if (stream === undefined || socket === undefined) return { type, fields };
  const redirects = isTrue(fields, "receiveOriginalDestination");
  const isWith = (name: (typeof withProxyProtocol)[number]): boolean =>
    transport === name && isTrue(fieldsOf(settings, transports[name]) ?? {}, "acceptProxyProtocol");
  const isProxied = reached && withProxyProtocol.some(isWith);
  const socketSettings = {
    ...socket,
    ...(redirects && {
      tproxy: socket["tproxy"] ?? "Redirect",
      receiveOriginalDestAddress: true,
    }),
    ...(isProxied && { acceptProxyProtocol: true }),
  };
  return { type, fields: { ...fields, streamSettings: { ...stream, socketSettings } } };
}

const withProxyProtocol = ["tcp", "websocket", "httpupgrade"] as const;

/** Removes an inbound; its ports are closed before the answer. */
export function removeInbound(state: XrayState, tag: string): XrayResult {
  const inbound = state.inbounds.tagged.get(tag);
  if (inbound === undefined) return refuse(noClue);
  state.inbounds.tagged.delete(tag);
  // Closing a vless inbound also takes away the outbounds that its users' reverse settings name.
  if (inbound.protocol === "vless" && inbound.users !== null)
    for (const user of listUsers(inbound.users)) removeReverse(state, user);
  return done([{ kind: "unlisten", owner: inbound.id }]);
}

/** Takes away the outbound that the reverse settings of a user's account name. */
export function removeReverse(state: XrayState, user: User | null): void {
  if (user === null || user.account === null || !("fields" in user.account)) return;
  const reverse = objectOf(user.account.fields, "reverse");
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
