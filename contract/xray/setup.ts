import type { InboundHandler, OutboundHandler } from "./message.js";

/** What a recipe configured in an Xray target that we started. Ports are real here. */
export interface XraySetup {
  readonly inbounds: readonly InboundHandler[];
  readonly outbounds: readonly OutboundHandler[];
  /** Tag of the API. */
  readonly apiTag: string;
  /** Counters that exist at the beginning, with their values. */
  readonly counters: Readonly<Record<string, bigint>>;
  /** Policy: which counters handlers get. */
  readonly policy: {
    readonly inboundUplink: boolean;
    readonly inboundDownlink: boolean;
    readonly outboundUplink: boolean;
    readonly outboundDownlink: boolean;
  };
}
