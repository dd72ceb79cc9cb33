/**
 * What becomes of a key that Xray 26.3.27 knows.
 *
 * - `read`: read here, or without any effect but on what is printed.
 * - `inert`: accepted; a warning says why it changes nothing.
 * - `instead`: an error that says what to do. Null is as good as absent.
 */
export type KeyRule = "read" | { readonly inert: string } | { readonly instead: string };

/** The keys of one object, in lower case. All others are unknown to the original, which ignores them. */
export type KeyTable = Readonly<Record<string, KeyRule>>;

const remove = { instead: "remove it" } as const;
const noTls = { inert: "security is none, so Xray does not look at it either" } as const;
const plainTcp = {
  instead: 'remove it: only {"network": "raw", "security": "none"} is imitated',
} as const;

/** Keys of the whole. */
export const rootKeys: KeyTable = {
  api: "read",
  stats: "read",
  policy: "read",
  inbounds: "read",
  outbounds: "read",
  log: "read",
  routing: "read",
  observatory: "read",
  burstobservatory: "read",
  version: "read",
  // Removed from the original, which refuses it; read for the refusal.
  transport: "read",
  dns: { inert: "the fake resolves no names" },
  fakedns: { inert: "the fake resolves no names" },
  metrics: { inert: "the fake serves no metrics" },
  reverse: { inert: "the fake carries no connections" },
};

/** Keys of an inbound. */
export const inboundKeys: KeyTable = {
  protocol: "read",
  port: "read",
  listen: "read",
  settings: "read",
  tag: "read",
  streamsettings: "read",
  sniffing: { instead: "remove it: the fake does not look into connections" },
};

/** Keys of an outbound. */
export const outboundKeys: KeyTable = {
  protocol: "read",
  sendthrough: "read",
  tag: "read",
  settings: "read",
  streamsettings: "read",
  targetstrategy: "read",
  proxysettings: remove,
  mux: remove,
};

/** Keys of `streamSettings`. */
export const streamKeys: KeyTable = {
  network: "read",
  security: "read",
  tlssettings: noTls,
  realitysettings: noTls,
  address: plainTcp,
  port: plainTcp,
  finalmask: plainTcp,
  rawsettings: plainTcp,
  tcpsettings: plainTcp,
  xhttpsettings: plainTcp,
  splithttpsettings: plainTcp,
  kcpsettings: plainTcp,
  grpcsettings: plainTcp,
  wssettings: plainTcp,
  httpupgradesettings: plainTcp,
  hysteriasettings: plainTcp,
  sockopt: plainTcp,
};
