import type { InboundHandler, OutboundHandler, User } from "../../contract/xray/message.js";
import type { XrayState } from "./state.js";
import { listUsers } from "./users.js";

/** A snapshot of a fake's state as plain data. */
export interface XrayStateView {
  readonly inbounds: readonly InboundHandler[];
  readonly outbounds: readonly OutboundHandler[];
  /** Users that can be listed, by the tag of their inbound. */
  readonly users: Readonly<Record<string, readonly User[]>>;
  readonly counters: Readonly<Record<string, bigint>>;
  /** Addresses with unix seconds, by the full name of the online map. */
  readonly online: Readonly<Record<string, Readonly<Record<string, bigint>>>>;
}

/** Copies the state; handlers without a tag come first, the outbound of the API is left out. */
export function viewState(state: XrayState): XrayStateView {
  const { inbounds, outbounds } = state;
  return structuredClone({
    inbounds: [...inbounds.untagged, ...inbounds.tagged.values()].map(
      ({ tag, receiver, proxy }) => ({ tag, receiver, proxy }),
    ),
    outbounds: [...outbounds.untagged, ...outbounds.tagged.values()]
      .filter((o) => o.hidden !== true)
      .map(({ tag, sender, proxy }) => ({ tag, sender, proxy })),
    users: Object.fromEntries(
      [...inbounds.tagged.values()].flatMap((i) =>
        i.users === null ? [] : [[i.tag, listUsers(i.users)] as const],
      ),
    ),
    counters: Object.fromEntries(state.counters),
    online: Object.fromEntries(
      [...state.online].map(([name, ips]) => [name, Object.fromEntries(ips)]),
    ),
  });
}
