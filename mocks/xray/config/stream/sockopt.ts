import type { JsonObject } from "../../../../contract/json.js";
import type { ConfigValue } from "../config-value.js";
import { goList, goPointer, goRaw } from "../decoding/composites.js";
import type { Failure, GoType, Read } from "../decoding/go-type.js";
import { goBool, goInt32, goString, goUint32, goUint64 } from "../decoding/scalars.js";
import { at, goAnonymous, goStruct } from "../decoding/struct.js";
import { domainStrategies } from "../domain-strategy.js";
import { panics } from "../settings.js";
import { refuse } from "./words.js";

const customType = goStruct("conf.CustomSockoptConfig", {
  system: goString,
  network: goString,
  level: goString,
  opt: goString,
  value: goString,
  type: goString,
});

/** A number that is not 0 where it is left out. */
function preset(type: GoType<number>, value: number): GoType<number> {
  return { ...type, zero: () => value };
}

// The original reads these into a struct without a name, whose Go type its messages spell out.
const happyFields = {
  prioritizeIPv6: goBool,
  tryDelayMs: goUint64,
  interleave: preset(goUint32, 1),
  maxConcurrentTry: preset(goUint32, 4),
};
const happyInner = goAnonymous(
  `struct { ${Object.entries(happyFields)
    .map(
      ([name, { name: type }]) =>
        `${name.charAt(0).toUpperCase()}${name.slice(1)} ${type} "json:\\"${name}\\""`,
    )
    .join("; ")} }`,
  happyFields,
);
const happyType: typeof happyInner = {
  ...happyInner,
  name: "conf.HappyEyeballsConfig",
  decode: (value, _before, run) => run.apartInPlace(happyInner, value),
};

/** `sockopt`, and `echSockopt` of tlsSettings. */
export const sockoptType = goStruct("conf.SocketConfig", {
  mark: goInt32,
  tcpFastOpen: goRaw,
  tproxy: goString,
  acceptProxyProtocol: goBool,
  domainStrategy: goString,
  dialerProxy: goString,
  tcpKeepAliveInterval: goInt32,
  tcpKeepAliveIdle: goInt32,
  tcpCongestion: goString,
  tcpWindowClamp: goInt32,
  tcpMaxSeg: goInt32,
  penetrate: goBool,
  tcpUserTimeout: goInt32,
  v6only: goBool,
  interface: goString,
  tcpMptcp: goBool,
  customSockopt: goList(goPointer(customType)),
  addressPortStrategy: goString,
  happyEyeballs: goPointer(happyType),
  trustedXForwardedFor: goList(goString),
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
export function buildSockopt(sockopt: Read<typeof sockoptType>, words: Failure): JsonObject {
  const tfo = readFastOpen(sockopt.tcpFastOpen, words);
  const domainStrategy = domainStrategies.get(sockopt.domainStrategy.toLowerCase());
  if (domainStrategy === undefined) {
    throw refuse(
      at(sockopt, "domainStrategy"),
      words,
      `unsupported domain strategy: ${sockopt.domainStrategy}`,
      "write AsIs, UseIP, ForceIP or one of their kin, as UseIPv4v6",
    );
  }
  const customSockopt = sockopt.customSockopt.map((option, index) => {
    if (option === undefined) {
      const nothing = at(sockopt, "customSockopt").item(index);
      throw panics(nothing, "is null");
    }
    const { system, network, level, opt, value, type } = option;
    return { system, network, level, opt, value, type };
  });
  const strategy = sockopt.addressPortStrategy.toLowerCase();
  const addressPortStrategy = strategy === "" ? "None" : addressPortStrategies.get(strategy);
  if (addressPortStrategy === undefined) {
    throw refuse(
      at(sockopt, "addressPortStrategy"),
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
function readFastOpen(value: ConfigValue | undefined, words: Failure): number {
  if (value === undefined || value.isNull) return 0;
  if (value.node.type === "boolean") return value.node.value === true ? 256 : -1;
  if (value.node.type !== "number") {
    throw refuse(
      value,
      words,
      "tcpFastOpen: only boolean and integer value is acceptable",
      "write true, false or a number",
    );
  }
  const number = Math.trunc(Math.min(Number(value.text), 0x7fffffff));
  // Below 32 bits the conversion of the original's machine gives the least number.
  return Math.max(number, -0x80000000) + 0;
}
