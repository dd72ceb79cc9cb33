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
const timing = { inert: "the fake does not imitate time-outs and buffers of connections" } as const;
/** Keys of the whole. */
export const rootKeys: KeyTable = {
  api: "read",
  stats: "read",
  policy: "read",
  inbounds: "read",
  outbounds: "read",
  log: "read",
  // Removed from the original, which refuses it; read for the refusal.
  transport: "read",
  routing: { instead: "remove it: connections are not routed by the fake" },
  dns: remove,
  metrics: remove,
  reverse: remove,
  fakedns: remove,
  observatory: remove,
  burstobservatory: remove,
  version: remove,
};

/** Keys of `api`. */
export const apiKeys: KeyTable = { tag: "read", listen: "read", services: "read" };

/** `stats` has no keys. */
export const statsKeys: KeyTable = {};

/** Keys of `log`. They change only what is printed. */
export const logKeys: KeyTable = {
  access: "read",
  error: "read",
  loglevel: "read",
  dnslog: "read",
  maskaddress: "read",
};

/** Keys of `policy`. */
export const policyKeys: KeyTable = { levels: "read", system: "read" };

/** Keys of one level of `policy.levels`. */
export const levelKeys: KeyTable = {
  statsuseruplink: "read",
  statsuserdownlink: "read",
  statsuseronline: "read",
  handshake: timing,
  connidle: timing,
  uplinkonly: timing,
  downlinkonly: timing,
  buffersize: timing,
};

/** Keys of `policy.system`. */
export const systemKeys: KeyTable = {
  statsinbounduplink: "read",
  statsinbounddownlink: "read",
  statsoutbounduplink: "read",
  statsoutbounddownlink: "read",
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
