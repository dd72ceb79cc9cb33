import type {
  InboundHandler,
  Message,
  OutboundHandler,
  User,
} from "../../contract/xray/message.js";
import type { ServiceName } from "../../contract/xray/command.js";
import type { SysStats } from "../../contract/xray/reply.js";
import type { XraySetup } from "../../contract/xray/setup.js";
import type { Baseline } from "./baseline.js";
import { kindOfProxy, portsOf, usersIn, type InboundKind } from "./oracle-reading.js";

/** Whether something is there; `maybe` after an answer that leaves it open. */
export type Presence = "here" | "gone" | "maybe";

/**
 * The last write that no look has confirmed yet: the requirement to name when a look shows it as
 * expected, or not. `refused` where the write must have had no effect.
 */
export interface Pending {
  readonly requirement: string;
  readonly refused: boolean;
  readonly via: ServiceName;
  /** True where being right is nothing remarkable: no witness then. Default false. */
  readonly quiet?: boolean;
}

/** A user of an inbound, as it must be shown. */
export interface UserEntry {
  readonly email: string;
  presence: Presence;
  level: number;
  account: Message | null;
  /** The vless id was sent as a text that stands for a UUID. */
  idIsText: boolean;
  pending: Pending | undefined;
}

/** What is known of a tag among the inbounds. */
export interface InboundEntry {
  readonly tag: string;
  presence: Presence;
  pending: Pending | undefined;
  /** The name under which the last write on it went. */
  via: ServiceName;
  /** The requirement of the failed listen that left the tag taken. */
  failed: string | undefined;
  /** As it must be shown; undefined where that isn't known. */
  settings: { readonly receiver: Message | null; readonly proxy: Message | null } | undefined;
  kind: InboundKind;
  ports: readonly number[];
  /** By email in lower case; undefined where they aren't known. */
  users: Map<string, UserEntry> | undefined;
  /** The last refused write on its users, or one without an entry of its own. */
  usersPending: Pending | undefined;
  /** Users without email that were added. */
  unnamed: number;
  /** Users were added or removed since it was loaded. */
  altered: boolean;
}

/** What is known of a tag among the outbounds. */
export interface OutboundEntry {
  readonly tag: string;
  presence: Presence;
  pending: Pending | undefined;
  via: ServiceName;
  settings: { readonly sender: Message | null; readonly proxy: Message | null } | undefined;
}

/** What is known of a counter. `least` where traffic may have raised it since. */
export interface CounterEntry {
  presence: Presence;
  value: bigint;
  least: boolean;
  pending: Pending | undefined;
}

/** Handlers without a tag: how many, where that is known. */
export interface Untagged {
  count: number | undefined;
  pending: Pending | undefined;
}

/** What last happened to a port, for the next Connect. */
export interface PortEntry {
  /** Undefined where it isn't known. */
  held: boolean | undefined;
  requirement: string | undefined;
  /** One of several inbounds on it was removed. */
  released: boolean;
}

/** All that the suite knows of a target: what it told it, and what it saw. */
export interface Ledger {
  readonly setup: XraySetup | undefined;
  /** Tags of handlers that others made, on an address. */
  readonly foreign: ReadonlySet<string>;
  readonly inbounds: Map<string, InboundEntry>;
  readonly outbounds: Map<string, OutboundEntry>;
  readonly untaggedInbounds: Untagged;
  readonly untaggedOutbounds: Untagged;
  /** A refused outbound write that names no outbound. */
  outboundsPending: Pending | undefined;
  /** False where the target keeps no counters. */
  readonly counted: boolean;
  readonly counters: Map<string, CounterEntry>;
  readonly ports: Map<number, PortEntry>;
  system: SysStats | undefined;
  /** The last list of services, by version of reflection. */
  readonly listed: Map<string, readonly string[]>;
  /** Full names of services of which a call was answered, and RPCs refused as unimplemented. */
  readonly answered: Set<string>;
  readonly unimplemented: Set<string>;
}

/** The ledger of a walk that begins now. */
export function createLedger(baseline: Baseline): Ledger {
  const { setup } = baseline;
  const exact = setup !== undefined;
  const ledger: Ledger = {
    setup,
    foreign: new Set(exact ? [] : [...baseline.inbounds, ...baseline.outbounds].map((h) => h.tag)),
    inbounds: new Map(),
    outbounds: new Map(),
    untaggedInbounds: untagged(baseline.inbounds, setup?.inbounds),
    untaggedOutbounds: untagged(baseline.outbounds, setup?.outbounds),
    outboundsPending: undefined,
    counted: baseline.counters !== undefined,
    counters: new Map(),
    ports: new Map(),
    system: undefined,
    listed: new Map(),
    answered: new Set(),
    unimplemented: new Set(),
  };
  for (const { name, value } of baseline.counters ?? []) {
    ledger.counters.set(name, { presence: "here", value, least: false, pending: undefined });
  }
  if (!exact) return ledger;
  // What was configured must be there, whatever the first look showed; how it is shown, and what
  // else there is, the look tells. The outbound of the API must never show.
  for (const inbound of [...setup.inbounds, ...baseline.inbounds]) {
    if (inbound.tag === "") continue;
    const entry = createInbound(inbound);
    entry.users = readUsers(baseline.users[inbound.tag]);
    ledger.inbounds.set(inbound.tag, entry);
  }
  for (const outbound of [...setup.outbounds, ...baseline.outbounds]) {
    if (outbound.tag === "" || outbound.tag === setup.apiTag) continue;
    ledger.outbounds.set(outbound.tag, createOutbound(outbound));
  }
  for (const [name, value] of Object.entries(setup.counters)) {
    if (ledger.counters.has(name)) continue;
    ledger.counters.set(name, { presence: "here", value, least: true, pending: undefined });
  }
  return ledger;
}

/** An inbound that is there as it was sent. */
export function createInbound(inbound: InboundHandler): InboundEntry {
  const kind = kindOfProxy(inbound.proxy);
  return {
    tag: inbound.tag,
    presence: "here",
    pending: undefined,
    via: "xray",
    failed: undefined,
    settings: { receiver: inbound.receiver, proxy: inbound.proxy },
    kind,
    ports: portsOf(inbound.receiver),
    users: readUsers(usersIn(inbound.proxy)),
    usersPending: undefined,
    unnamed: 0,
    altered: false,
  };
}

/** An outbound that is there as it was sent. */
export function createOutbound(outbound: OutboundHandler): OutboundEntry {
  return {
    tag: outbound.tag,
    presence: "here",
    pending: undefined,
    via: "xray",
    settings: { sender: outbound.sender, proxy: outbound.proxy },
  };
}

/** What is known of an inbound tag. One that was never heard of is gone, on an address if not foreign. */
export function inboundOf(ledger: Ledger, tag: string): InboundEntry {
  const known = ledger.inbounds.get(tag);
  if (known !== undefined) return known;
  const entry = createInbound({ tag, receiver: null, proxy: null });
  entry.presence = ledger.foreign.has(tag) ? "maybe" : "gone";
  entry.settings = undefined;
  return entry;
}

/** What is known of an outbound tag; see {@link inboundOf}. */
export function outboundOf(ledger: Ledger, tag: string): OutboundEntry {
  const known = ledger.outbounds.get(tag);
  if (known !== undefined) return known;
  const entry = createOutbound({ tag, sender: null, proxy: null });
  entry.presence = ledger.foreign.has(tag) ? "maybe" : "gone";
  entry.settings = undefined;
  return entry;
}

/** What is known of a counter. On an address, others may have made any that was never heard of. */
export function counterOf(ledger: Ledger, name: string): CounterEntry {
  const known = ledger.counters.get(name);
  if (known !== undefined) return known;
  const possible = ledger.setup === undefined && /^(inbound|outbound|user)>>>/.test(name);
  return {
    presence: possible ? "maybe" : "gone",
    value: 0n,
    least: false,
    pending: undefined,
  };
}

/** What is known of a port. */
export function portOf(ledger: Ledger, port: number): PortEntry {
  return ledger.ports.get(port) ?? { held: false, requirement: undefined, released: false };
}

/** Inbounds that listen on a port, or may. */
export function listenersOn(ledger: Ledger, port: number): readonly InboundEntry[] {
  return [...ledger.inbounds.values()].filter(
    (entry) => entry.presence !== "gone" && entry.ports.includes(port),
  );
}

/** Another tag that is there and differs in case only. */
export function caseVariant<E extends { readonly tag: string; presence: Presence }>(
  entries: ReadonlyMap<string, E>,
  tag: string,
): E | undefined {
  const lower = tag.toLowerCase();
  return [...entries.values()].find(
    (e) => e.tag !== tag && e.presence === "here" && e.tag.toLowerCase() === lower,
  );
}

/** Users by the key that tells them apart: the email in lower case. Those without email are unseen. */
export function readUsers(users: readonly User[] | undefined): Map<string, UserEntry> | undefined {
  if (users === undefined) return undefined;
  const named = users.filter((user) => user.email !== "");
  return new Map(named.map((user) => [emailKey(user.email), createUser(user)]));
}

/** A user who is there as sent. */
export function createUser(user: User): UserEntry {
  return {
    email: user.email,
    presence: "here",
    level: user.level,
    account: user.account,
    idIsText: false,
    pending: undefined,
  };
}

/** Letter by letter: a whole text in lower case depends on its neighbours in some scripts. */
export function emailKey(email: string): string {
  return [...email].map((letter) => letter.toLowerCase()).join("");
}

function untagged(
  seen: readonly { readonly tag: string }[],
  configured: readonly { readonly tag: string }[] | undefined,
): Untagged {
  const count = (handlers: readonly { readonly tag: string }[]) =>
    handlers.filter((h) => h.tag === "").length;
  return {
    count: configured === undefined ? undefined : Math.max(count(seen), count(configured)),
    pending: undefined,
  };
}
