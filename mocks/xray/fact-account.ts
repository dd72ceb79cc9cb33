import type { Message } from "../../contract/xray/message.js";
import { accountTypes } from "./account.js";
import type { XrayFacts } from "./boot.js";
import type { InboundProtocol } from "./state.js";

type UserFact = XrayFacts["users"][number];

/** Methods of shadowsocks by the name that configurations use. */
const cipherTypes = {
  "aes-128-gcm": "AES_128_GCM",
  "aes-256-gcm": "AES_256_GCM",
  "chacha20-poly1305": "CHACHA20_POLY1305",
  "xchacha20-poly1305": "XCHACHA20_POLY1305",
  none: "NONE",
} as const satisfies Record<NonNullable<UserFact["method"]>, string>;

/** The account of a user of a scenario on an inbound of that protocol; a sentence where it has none. */
export function accountOfFact(fact: UserFact, protocol: InboundProtocol): Message | string {
  const { id, flow, password, method } = fact;
  const needs = (what: string): string => `a ${protocol} user needs ${what}`;
  switch (protocol) {
    case "vmess":
      return id === undefined ? needs("`id`") : { type: accountTypes.vmess, fields: { id } };
    case "vless":
      if (id === undefined) return needs("`id`");
      return { type: accountTypes.vless, fields: { id, ...(flow ? { flow } : {}) } };
    case "trojan":
      if (password === undefined) return needs("`password`");
      return { type: accountTypes.trojan, fields: { password } };
    case "shadowsocks":
      if (password === undefined || method === undefined) return needs("`password` and `method`");
      return {
        type: accountTypes.shadowsocks,
        fields: { password, cipherType: cipherTypes[method] },
      };
    case "shadowsocks-2022":
      // What the messages call key is the password in configurations.
      if (password === undefined) return needs("`password`, its key");
      return { type: accountTypes["shadowsocks-2022"], fields: { key: password } };
    case "hysteria":
      if (password === undefined) return needs("`password`");
      return { type: accountTypes.hysteria, fields: { auth: password } };
    case "socks":
    case "http":
    case "dokodemo-door":
    case "wireguard":
    case "tun":
      return `a ${protocol} inbound has no users that can be managed`;
    default:
      return protocol satisfies never;
  }
}
