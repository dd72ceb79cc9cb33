import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goList, goPointer } from "../decoding/composites.js";
import { goAddress } from "../decoding/conf-types.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goBool, goByte, goInt, goString, goUint16 } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { isFlat, onlyMember } from "../only-member.js";
import { cipherOf, is2022, shadowsocksAccountType, someMethods } from "../shadowsocks.js";
import { userFields } from "../user.js";

const server = {
  address: goPointer(goAddress),
  port: goUint16,
  level: goByte,
  email: goString,
  method: goString,
  password: goString,
  uot: goBool,
  uotVersion: goInt,
};

const goSettings = goStruct("conf.ShadowsocksClientConfig", {
  ...server,
  servers: goList(goPointer(goStruct("conf.ShadowsocksServerTarget", server))),
});

/**
 * Reads the settings of a shadowsocks outbound, flat or with `servers`, as
 * `xray.proxy.shadowsocks.ClientConfig`, or that of 2022.
 */
export function readShadowsocksOutbound(
  settings: ConfigValue,
  failure: Failure,
  load: Failure,
): Message {
  const shadowsocks = decodeGo(goSettings, settings, load);
  const one = isFlat(shadowsocks, "servers")
    ? shadowsocks
    : onlyMember(shadowsocks, "servers", "Shadowsocks", failure);
  const { address, port, method, password } = one;
  const refuse = (key: keyof typeof one, found: string, text: string, instead = "write one") =>
    at(one, key).refused(found, instead, failure(`infra/conf: ${text}`));
  if (address === undefined)
    throw refuse("address", "has no address", "Shadowsocks server address is not set.");
  if (port === 0) throw refuse("port", "has no port", "Invalid Shadowsocks port.");
  if (password === "")
    throw refuse("password", "has no password", "Shadowsocks password is not specified.");
  if (is2022(method)) {
    return {
      type: "xray.proxy.shadowsocks_2022.ClientConfig",
      fields: {
        address,
        port,
        method,
        key: password,
        udpOverTcp: one.uot,
        // What is beyond 32 bits is cut off.
        udpOverTcpVersion: Number(BigInt.asUintN(32, BigInt(one.uotVersion))),
      },
    };
  }
  const cipherType = cipherOf(method);
  if (cipherType === undefined)
    throw refuse("method", `is "${method}"`, `unknown cipher method: ${method}`, someMethods);
  const user = userFields(one, shadowsocksAccountType, { password, cipherType });
  return {
    type: "xray.proxy.shadowsocks.ClientConfig",
    fields: { server: { address, port, user } },
  };
}
