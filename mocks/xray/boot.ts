import type { InboundHandler, Message, OutboundHandler } from "../../contract/xray/message.js";
import type { ServiceKey } from "../../contract/xray/services.js";

/** Which counters the handlers of a core get. */
export interface SystemPolicy {
  readonly inboundUplink: boolean;
  readonly inboundDownlink: boolean;
  readonly outboundUplink: boolean;
  readonly outboundDownlink: boolean;
}

/** Which counters and maps the users of one level get. */
export interface LevelPolicy {
  readonly userUplink: boolean;
  readonly userDownlink: boolean;
  readonly userOnline: boolean;
}

/** What an Xray fake starts from: a real configuration, read. */
export interface XrayBoot {
  readonly api: {
    readonly tag: string;
    /** `HOST:PORT`; undefined where the configuration does not say. */
    readonly listen: string | undefined;
    readonly services: readonly ServiceKey[];
    /** True where the configuration asks for no API, and the fake offers one all the same. Default false. */
    readonly implied?: boolean;
  };
  /** True where the configuration has `stats`. */
  readonly stats: boolean;
  readonly policy: {
    readonly system: SystemPolicy;
    readonly levels: Readonly<Record<number, LevelPolicy>>;
  };
  readonly inbounds: readonly InboundHandler[];
  readonly outbounds: readonly OutboundHandler[];
  /**
   * `app` of the `xray.core.Config` that the original loads, in its order: `xray.app.router.Config`,
   * `xray.app.log.Config`, `xray.app.policy.Config`, observatories and so on. The fields above are
   * what the fake reads out of it most.
   */
  readonly apps: readonly Message[];
}

/** Methods that a user of plain shadowsocks can have. */
export type ShadowsocksMethod =
  "aes-128-gcm" | "aes-256-gcm" | "chacha20-poly1305" | "xchacha20-poly1305" | "none";

/** Facts of a scenario that no configuration can state. */
export interface XrayFacts {
  /** Users put on inbounds beside those of the configuration. */
  readonly users: readonly {
    readonly inbound: string;
    readonly email: string;
    readonly level?: number;
    readonly id?: string;
    readonly flow?: string;
    readonly password?: string;
    /** shadowsocks only. */
    readonly method?: ShadowsocksMethod;
  }[];
  /** Values of counters by full name; a counter that is not there yet comes into being. */
  readonly counters: Readonly<Record<string, bigint>>;
  /** Addresses at which a user is online, by email. */
  readonly online: Readonly<Record<string, readonly string[]>>;
  /** What probes through outbounds find, by tag. `delay` in milliseconds. Default made up. */
  readonly outbounds?: Readonly<
    Record<string, { readonly alive?: boolean; readonly delay?: number }>
  >;
}
