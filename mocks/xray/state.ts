import type { Message, OutboundHandler, User } from "../../contract/xray/message.js";
import type { ServiceKey } from "../../contract/xray/services.js";
import type { Random } from "../core/random.js";
import type { SystemPolicy } from "./boot.js";
import type { Observatory } from "./observatory/observatory.js";
import type { OutboundFact } from "./observatory/outlook.js";
import type { Router } from "./router/router.js";

/** Protocols of inbounds. */
export type InboundProtocol =
  | "vmess"
  | "vless"
  | "trojan"
  | "shadowsocks"
  | "shadowsocks-2022"
  | "hysteria"
  | "socks"
  | "http"
  | "dokodemo-door"
  | "wireguard"
  | "tun";

/** Users of one inbound, in the form in which the original keeps those of its protocol. */
export type UserTable = UsersByEmail | UserList | UsersByAuth;

/** vless and trojan. Those without email can connect but are never shown, counted or removed. */
export interface UsersByEmail {
  readonly kind: "by email";
  /** By lower-cased email. */
  readonly listed: Map<string, User>;
  hidden: number;
}

/** vmess, shadowsocks and shadowsocks 2022: in the order in which they came; the last one fills the hole that a removed one leaves. */
export interface UserList {
  readonly kind: "list";
  readonly users: User[];
  /** By lower-cased email: which emails are in use, and whom each finds. vmess only. */
  readonly emails: Map<string, User>;
}

/** hysteria: a user with the secret of another takes its place, but the other's email stays in use. */
export interface UsersByAuth {
  readonly kind: "by auth";
  readonly users: Map<string, User>;
  /** Emails in use, as they were sent. */
  readonly emails: Set<string>;
}

/** An inbound that is registered, whether or not its ports could be had. */
export interface Inbound {
  /** Its number, which owns its sockets. */
  readonly id: number;
  readonly tag: string;
  readonly protocol: InboundProtocol;
  /** Settings as loaded. */
  readonly receiver: Message;
  readonly proxy: Message;
  /** Null for protocols whose users cannot be managed. */
  readonly users: UserTable | null;
}

/** An outbound as it is shown; `hidden` for the one that a classic configuration gives to the API. */
export interface Outbound extends OutboundHandler {
  readonly hidden?: boolean;
}

/** Handlers of one kind. Those without a tag can be added and listed, and nothing else. */
export interface Handlers<H> {
  readonly tagged: Map<string, H>;
  readonly untagged: H[];
}

/** Everything that the fake knows. Changed in place, by `step` only. */
export interface XrayState {
  readonly services: readonly ServiceKey[];
  /** RPCs of each service that the imitated release has. */
  readonly rpcs: Readonly<Record<string, readonly string[]>>;
  /** False where the configuration has no `stats`: there are no counters and no online maps then. */
  readonly stats: boolean;
  readonly policy: SystemPolicy;
  readonly order: "random" | "stable";
  readonly seed: number;
  readonly random: Random;
  readonly startedAt: number;
  readonly inbounds: Handlers<Inbound>;
  readonly outbounds: Handlers<Outbound>;
  readonly counters: Map<string, bigint>;
  /** Online maps by full name: address → unix seconds when it was last seen. */
  readonly online: Map<string, Map<string, bigint>>;
  /** Null where the configuration has no `routing`. */
  router: Router | null;
  /** Null where the configuration has neither `observatory` nor `burstObservatory`. */
  observatory: Observatory | null;
  /** What a scenario says of outbounds, by tag. */
  readonly outlooks: Map<string, OutboundFact>;
  /** Network devices of tun inbounds; the original keeps them when the inbound is removed. */
  readonly devices: Set<string>;
  /** Calls of GetSysStats so far; the figures of the process grow with them. */
  sysCalls: number;
  nextId: number;
}

/** What a beginning state needs. */
export type StateParts = Pick<
  XrayState,
  "services" | "rpcs" | "stats" | "policy" | "order" | "seed" | "random" | "startedAt"
>;

/** A state without handlers. */
export function createState(parts: StateParts): XrayState {
  return {
    ...parts,
    inbounds: { tagged: new Map(), untagged: [] },
    outbounds: { tagged: new Map(), untagged: [] },
    counters: new Map(),
    online: new Map(),
    router: null,
    observatory: null,
    outlooks: new Map(),
    devices: new Set(),
    sysCalls: 0,
    nextId: 1,
  };
}

/** Items in the order of a Go map, another one each time; as they are where the order is stable. */
export function mapOrder<T>(state: XrayState, items: Iterable<T>): T[] {
  return state.order === "stable" ? [...items] : state.random.shuffle([...items]);
}

/** Those without a tag first, as the original lists them; the rest in the order of a map. */
export function listHandlers<H>(state: XrayState, handlers: Handlers<H>): H[] {
  return [...handlers.untagged, ...mapOrder(state, handlers.tagged.values())];
}

/** Makes the two counters of a handler, in the directions that the policy names. Existing ones stay. */
export function registerCounters(
  state: XrayState,
  kind: "inbound" | "outbound",
  tag: string,
): void {
  if (!state.stats || tag === "") return;
  const { policy } = state;
  const up = kind === "inbound" ? policy.inboundUplink : policy.outboundUplink;
  const down = kind === "inbound" ? policy.inboundDownlink : policy.outboundDownlink;
  for (const [wanted, direction] of [[up, "uplink"] as const, [down, "downlink"] as const]) {
    const name = `${kind}>>>${tag}>>>traffic>>>${direction}`;
    if (wanted && !state.counters.has(name)) state.counters.set(name, 0n);
  }
}
