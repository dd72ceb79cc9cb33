/** Ciphers of the old shadowsocks as `xray.proxy.shadowsocks.CipherType`, by name in lower case. */
const ciphers: Readonly<Record<string, string>> = {
  "aes-128-gcm": "AES_128_GCM",
  aead_aes_128_gcm: "AES_128_GCM",
  "aes-256-gcm": "AES_256_GCM",
  aead_aes_256_gcm: "AES_256_GCM",
  "chacha20-poly1305": "CHACHA20_POLY1305",
  aead_chacha20_poly1305: "CHACHA20_POLY1305",
  "chacha20-ietf-poly1305": "CHACHA20_POLY1305",
  "xchacha20-poly1305": "XCHACHA20_POLY1305",
  aead_xchacha20_poly1305: "XCHACHA20_POLY1305",
  "xchacha20-ietf-poly1305": "XCHACHA20_POLY1305",
  none: "NONE",
  plain: "NONE",
};

/** The cipher of a name in any case; undefined for one that is none. */
export function cipherOf(method: string): string | undefined {
  const name = method.toLowerCase();
  return Object.hasOwn(ciphers, name) ? ciphers[name] : undefined;
}

/** True for a method of shadowsocks 2022; here the case counts. */
export function is2022(method: string): boolean {
  return [
    "2022-blake3-aes-128-gcm",
    "2022-blake3-aes-256-gcm",
    "2022-blake3-chacha20-poly1305",
  ].includes(method);
}

/** What the messages suggest in place of a method that is none. */
export const someMethods = 'write "aes-256-gcm", "2022-blake3-aes-256-gcm" or another method';

/** The type of the account of a user of the old shadowsocks. */
export const shadowsocksAccountType = "xray.proxy.shadowsocks.Account";
