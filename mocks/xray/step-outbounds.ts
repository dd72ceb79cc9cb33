import type { Message, OutboundHandler } from "../../contract/xray/message.js";
import { numberOf, objectOf } from "./json-fields.js";
import { createProxy } from "./proxy-object.js";
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
import { listHandlers, registerCounters, type Outbound, type XrayState } from "./state.js";
import { readStreamFor } from "./stream.js";
import { openTyped } from "./typed.js";

const here = "app/proxyman/outbound: ";
const senderType = "xray.app.proxyman.SenderConfig";

/**
 * Adds an outbound. Its counters are registered before anything else is looked at, so that a refused
 * one leaves them behind.
 */
export function addOutbound(state: XrayState, config: OutboundHandler | null): XrayResult {
  const created = createOutbound(state, config);
  // Where the original ends, or does what this version cannot, nothing moves here.
  if (created.kind === "crash" || created.kind === "not modelled") return refuseFor(created);
  registerCounters(state, "outbound", config?.tag ?? "");
  if (created.kind === "refused") return refuseFor(created);
  const { outbound } = created;
  if (state.outbounds.tagged.has(outbound.tag))
    return refuse(`${here}existing tag found: ${outbound.tag}`);
  if (outbound.tag === "") state.outbounds.untagged.push(outbound);
  else state.outbounds.tagged.set(outbound.tag, outbound);
  return done();
}

type Created = { readonly kind: "created"; readonly outbound: Outbound };

function createOutbound(state: XrayState, config: OutboundHandler | null): Created | Trouble {
  if (config === null) return crash("AddOutbound without an outbound");
  const sender = readSender(config.sender);
  if ("kind" in sender) return sender;
  if (config.proxy === null) return crash("an outbound without proxy settings");
  const settings = openTyped(config.proxy);
  if (settings.kind !== "readable" && settings.kind !== "foreign") return settings;
  const proxy = createProxy(settings, state);
  if (proxy.kind === "inbound" || proxy.kind === "other")
    return refused(`${here}not an outbound handler`);
  if (proxy.kind !== "outbound") return proxy;
  return { kind: "created", outbound: { tag: config.tag, sender, proxy: config.proxy } };
}

function readSender(sender: Message | null): Message | Trouble {
  // The original shows empty sender settings where there were none.
  if (sender === null) return { type: senderType, fields: {} };
  const typed = openTyped(sender);
  if (typed.kind !== "readable" && typed.kind !== "foreign") return typed;
  if (typed.kind === "foreign" || typed.type !== senderType)
    return refused(`${here}settings is not SenderConfig`);
  const { type, fields } = typed;
  const prefix = `${here}failed to parse stream settings > `;
  const stream = readStreamFor(objectOf(fields, "streamSettings"), prefix);
  if (stream.kind !== "stream") return stream;
  const mux = objectOf(fields, "multiplexSettings");
  // Multiplexing without a number of connections is set to 8, and shown so.
  if (mux?.["enabled"] !== true || numberOf(mux, "concurrency") !== 0) return { type, fields };
  return { type, fields: { ...fields, multiplexSettings: { ...mux, concurrency: 8 } } };
}

/** Removes an outbound; one that does not exist is removed as well. */
export function removeOutbound(state: XrayState, tag: string): XrayResult {
  if (tag === "") return refuse(noClue);
  state.outbounds.tagged.delete(tag);
  return done();
}

/** AlterOutbound: no operation on outbounds exists. */
export function alterOutbound(operation: Message | null): XrayResult {
  if (operation === null) return refuseFor(crash("AlterOutbound without an operation"));
  const typed = openTyped(operation);
  if (typed.kind === "readable" || typed.kind === "foreign")
    return refuse("app/proxyman/command: not an outbound operation");
  return refuseFor(typed, "app/proxyman/command: unknown operation > ");
}

/** Lists outbounds without `expire` and `comment`, which the original forgets. */
export function listOutbounds(state: XrayState): XrayResult {
  const outbounds = listHandlers(state, state.outbounds)
    .filter((outbound) => outbound.hidden !== true)
    .map(({ tag, sender, proxy }) => ({ tag, sender, proxy }));
  return answer({ kind: "outbounds", outbounds });
}
