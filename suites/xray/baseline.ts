import type { XraySetup } from "../../contract/xray/setup.js";
import type { InboundHandler, OutboundHandler, User } from "../../contract/xray/message.js";
import type { Counter } from "../../contract/xray/reply.js";

/** What a walk begins with: looked up on the target, before the first command. */
export interface Baseline {
  /** What we configured; undefined on an address, where others may change things at any time. */
  readonly setup: XraySetup | undefined;
  /** As ListInbounds shows them, in its order. */
  readonly inbounds: readonly InboundHandler[];
  /** As ListOutbounds shows them, in its order. */
  readonly outbounds: readonly OutboundHandler[];
  /** All that QueryStats shows; undefined where it is refused (no statistics configured). */
  readonly counters: readonly Counter[] | undefined;
  /** GetInboundUsers of the inbounds that manage users, by tag. */
  readonly users: Readonly<Record<string, readonly User[]>>;
}
