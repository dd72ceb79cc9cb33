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
