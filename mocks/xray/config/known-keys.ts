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

/** Keys of a vless inbound's settings. */
export const vlessKeys: KeyTable = {
  clients: "read",
  decryption: "read",
  flow: "read",
  testseed: "read",
  fallbacks: "read",
};

/** Keys of a vless client: those of the user and of the account. */
export const vlessClientKeys: KeyTable = {
  level: "read",
  email: "read",
  account: { inert: "Xray replaces it by the other keys of the client" },
  id: "read",
  flow: "read",
  encryption: "read",
  xormode: "read",
  seconds: "read",
  padding: "read",
  reverse: remove,
  testpre: "read",
  testseed: "read",
};

/** Keys of a trojan inbound's settings. */
export const trojanKeys: KeyTable = { clients: "read", fallbacks: "read" };

/** Keys of a trojan client. */
export const trojanClientKeys: KeyTable = {
  password: "read",
  level: "read",
  email: "read",
  flow: "read",
};

/** Keys of a socks (or mixed) inbound's settings. */
export const socksKeys: KeyTable = {
  auth: "read",
  accounts: "read",
  udp: "read",
  ip: "read",
  userlevel: "read",
};

/** Keys of a socks account. */
export const socksAccountKeys: KeyTable = { user: "read", pass: "read" };

/** Keys of a dokodemo-door (or tunnel) inbound's settings. */
export const dokodemoKeys: KeyTable = {
  address: "read",
  port: "read",
  network: "read",
  followredirect: "read",
  userlevel: "read",
  portmap: remove,
};

/** Keys of a freedom (or direct) outbound's settings. */
export const freedomKeys: KeyTable = {
  targetstrategy: "read",
  domainstrategy: "read",
  redirect: "read",
  userlevel: "read",
  proxyprotocol: "read",
  fragment: remove,
  noise: { instead: "remove it: Xray 26.3 refuses it too" },
  noises: "read",
};

/** Keys of a blackhole (or block) outbound's settings. */
export const blackholeKeys: KeyTable = { response: "read" };
