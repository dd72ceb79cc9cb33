import type { JsonObject } from "../../../../contract/json.js";
import type { ConfigValue } from "../config-value.js";
import { domainStrategies } from "../domain-strategy.js";
import { rawText } from "./go-mismatch.js";
import { flag, int32, raw, text, uint32, uint64 } from "./go-scalars.js";
import { anonymous, list, pointer, struct, type Read, type Shape } from "./go-shape.js";
import { panics, refuse, type Words } from "./words.js";

const customShape = struct("CustomSockoptConfig", {
  system: text,
  network: text,
  level: text,
  opt: text,
  value: text,
  type: text,
});

/** A number that is not 0 where it is left out. */
function preset(shape: Shape<number>, value: number): Shape<number> {
  return { ...shape, read: (v, at) => (v.isNull ? value : shape.read(v, at)), absent: () => value };
}

// The original reads these into a struct without a name, whose Go type its messages spell out.
const happyFields = {
  prioritizeIPv6: flag,
  tryDelayMs: uint64,
  interleave: preset(uint32, 1),
  maxConcurrentTry: preset(uint32, 4),
};
const happyInner = anonymous(
  `struct { ${Object.entries(happyFields)
    .map(
      ([name, { type }]) =>
        `${name.charAt(0).toUpperCase()}${name.slice(1)} ${type} "json:\\"${name}\\""`,
    )
    .join("; ")} }`,
  happyFields,
);
const happyShape: typeof happyInner = {
  ...happyInner,
  type: "conf.HappyEyeballsConfig",
  read: (value, at) => happyInner.read(value, { ...at, from: value.node.offset }),
};

/** `sockopt`, and `echSockopt` of tlsSettings. */
export const sockoptShape = struct("SocketConfig", {
  mark: int32,
  tcpFastOpen: raw,
  tproxy: text,
  acceptProxyProtocol: flag,
  domainStrategy: text,
  dialerProxy: text,
  tcpKeepAliveInterval: int32,
  tcpKeepAliveIdle: int32,
  tcpCongestion: text,
  tcpWindowClamp: int32,
  tcpMaxSeg: int32,
  penetrate: flag,
  tcpUserTimeout: int32,
  v6only: flag,
  interface: text,
  tcpMptcp: flag,
  customSockopt: list(pointer(customShape)),
  addressPortStrategy: text,
  happyEyeballs: pointer(happyShape),
  trustedXForwardedFor: list(text),
});

const addressPortStrategies: ReadonlyMap<string, string> = new Map(
  [
    "None",
    "SrvPortOnly",
    "SrvAddressOnly",
    "SrvPortAndAddress",
    "TxtPortOnly",
    "TxtAddressOnly",
    "TxtPortAndAddress",
  ].map((name) => [name.toLowerCase(), name]),
);

/** The fields of `xray.transport.internet.SocketConfig`. */
export function buildSockopt(sockopt: Read<typeof sockoptShape>, words: Words): JsonObject {
  const tfo = readFastOpen(sockopt.tcpFastOpen, words);
  const domainStrategy = domainStrategies.get(sockopt.domainStrategy.toLowerCase());
  if (domainStrategy === undefined) {
    throw refuse(
      sockopt.where("domainStrategy"),
      words,
      `unsupported domain strategy: ${sockopt.domainStrategy}`,
      "write AsIs, UseIP, ForceIP or one of their kin, as UseIPv4v6",
    );
  }
  const customSockopt = sockopt.customSockopt.map((option, index) => {
    if (option === undefined) {
      const nothing = sockopt.where("customSockopt").asList()[index] ?? sockopt.where();
      throw panics(nothing, "remove it");
    }
    const { system, network, level, opt, value, type } = option;
    return { system, network, level, opt, value, type };
  });
  const strategy = sockopt.addressPortStrategy.toLowerCase();
  const addressPortStrategy = strategy === "" ? "None" : addressPortStrategies.get(strategy);
  if (addressPortStrategy === undefined) {
    throw refuse(
      sockopt.where("addressPortStrategy"),
      words,
      `unsupported address and port strategy: ${sockopt.addressPortStrategy}`,
      `write one of ${[...addressPortStrategies.values()].join(", ")}`,
    );
  }
  const { happyEyeballs } = sockopt;
  return {
    mark: sockopt.mark,
    tfo,
    // Any other word is as good as none.
    tproxy: { tproxy: "TProxy", redirect: "Redirect" }[sockopt.tproxy.toLowerCase()] ?? "Off",
    domainStrategy,
    acceptProxyProtocol: sockopt.acceptProxyProtocol,
    dialerProxy: sockopt.dialerProxy,
    tcpKeepAliveInterval: sockopt.tcpKeepAliveInterval,
    tcpKeepAliveIdle: sockopt.tcpKeepAliveIdle,
    tcpCongestion: sockopt.tcpCongestion,
    tcpWindowClamp: sockopt.tcpWindowClamp,
    tcpMaxSeg: sockopt.tcpMaxSeg,
    penetrate: sockopt.penetrate,
    tcpUserTimeout: sockopt.tcpUserTimeout,
    v6only: sockopt.v6only,
    interface: sockopt.interface,
    tcpMptcp: sockopt.tcpMptcp,
    customSockopt,
    addressPortStrategy,
    happyEyeballs: {
      prioritizeIpv6: happyEyeballs?.prioritizeIPv6 ?? false,
      interleave: happyEyeballs?.interleave ?? 1,
      tryDelayMs: happyEyeballs?.tryDelayMs ?? "0",
      maxConcurrentTry: happyEyeballs?.maxConcurrentTry ?? 4,
    },
    trustedXForwardedFor: sockopt.trustedXForwardedFor,
  };
}

/** `tcpFastOpen`: true is 256, false is -1, a number is itself, cut to 32 bits. */
function readFastOpen(value: ConfigValue | undefined, words: Words): number {
  if (value === undefined || value.isNull) return 0;
  if (value.node.type === "boolean") return value.asBoolean() ? 256 : -1;
  if (value.node.type !== "number") {
    throw refuse(
      value,
      words,
      "tcpFastOpen: only boolean and integer value is acceptable",
      "write true, false or a number",
    );
  }
  const number = Math.trunc(Math.min(Number(rawText(value)), 0x7fffffff));
  // Below 32 bits the conversion of the original's machine gives the least number.
  return Math.max(number, -0x80000000) + 0;
}
