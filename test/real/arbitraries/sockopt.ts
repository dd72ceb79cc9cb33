import fc from "fast-check";
import { some, mostly, flag, word, int32, uint32, bigs, domainStrategy } from "./parts.js";

/** `sockopt`. */
export const sockopt = some({
  mark: int32,
  tcpFastOpen: mostly(fc.oneof(flag, fc.constantFrom(0, 5, -3, 1.9, 1e12, -1e12, null)), "x", []),
  tproxy: fc.constantFrom("", "tproxy", "REDIRECT", "off", "zzz"),
  acceptProxyProtocol: flag,
  domainStrategy,
  dialerProxy: mostly(fc.constant(""), "other"),
  tcpKeepAliveInterval: int32,
  tcpKeepAliveIdle: int32,
  tcpCongestion: word,
  tcpWindowClamp: int32,
  tcpMaxSeg: int32,
  penetrate: flag,
  tcpUserTimeout: int32,
  V6Only: flag,
  interface: word,
  tcpMptcp: flag,
  customSockopt: fc.array(
    mostly(
      some({ system: word, network: word, level: word, opt: word, value: word, type: word }),
      null,
    ),
    { maxLength: 2 },
  ),
  addressPortStrategy: mostly(fc.constantFrom("", "none", "SrvPortOnly", "txtPortAndAddress"), "x"),
  happyEyeballs: some({
    prioritizeIPv6: flag,
    tryDelayMs: bigs,
    interleave: fc.oneof(uint32, fc.constant(null)),
    maxConcurrentTry: uint32,
  }),
  trustedXForwardedFor: fc.array(word, { maxLength: 2 }),
});
