import type { JsonObject } from "../../../../contract/json.js";
import type { Message } from "../../../../contract/xray/message.js";
import { textOf } from "../../json-fields.js";
import type { ConfigValue } from "../config-value.js";
import { findFault } from "../decoding/decode.js";
import { goString, keysOf, pointer, slice, struct, type GoType } from "../decoding/type.js";
import { dnsKeys } from "./dns.js";
import { addressOf, queryStrategyOf } from "./name-server.js";

const poolType = struct("conf.FakeDNSPoolElementConfig", {
  ipPool: goString,
  poolSize: { kind: "int", bits: 64 },
});

const keys = keysOf(poolType);
const type = "xray.app.dns.fakedns.FakeDnsPoolMulti";

/** `fakeDns`: a pool, or a list of pools. */
export const fakeDnsType: GoType = {
  kind: "custom",
  name: "conf.FakeDNSConfig",
  check: (value) =>
    findFault(value, poolType) === undefined ||
    findFault(value, slice(pointer(poolType))) === undefined
      ? undefined
      : {
          texts: ["infra/conf: invalid fakedns config"],
          wanted: "an object with ipPool and poolSize, or a list of such",
        },
};

/** Reads `fakeDns` as `xray.app.dns.fakedns.FakeDnsPoolMulti`. */
export function readFakeDns(value: ConfigValue): Message {
  const pools = value.node.type === "array" ? value.asList() : [value];
  return { type, fields: { pools: pools.map(readPool) } };
}

function readPool(value: ConfigValue): JsonObject {
  if (value.isNull) {
    throw value.refused("is null", "remove it (it makes Xray 26.3 panic)", { exit: 2 });
  }
  const pool = value.asObject(keys);
  return { ipPool: pool.string("ippool"), lruSize: pool.get("poolsize")?.text ?? "0" };
}

/** The pools that the original adds where a name server is "fakedns" and there is no `fakeDns`. */
export function impliedFakeDns(dns: ConfigValue): Message | undefined {
  const config = dns.asObject(dnsKeys);
  const addresses = config.list("servers").map(addressOf);
  if (!addresses.some((address) => textOf(address, "domain").toLowerCase() === "fakedns"))
    return undefined;
  const strategy = queryStrategyOf(config.string("querystrategy"));
  const ipv4 = "198.18.0.0/15";
  const ipv6 = "fc00::/18";
  const pool = (ipPool: string, lruSize: string) => ({ ipPool, lruSize });
  if (strategy === "USE_IP4") return { type, fields: { pools: [pool(ipv4, "65535")] } };
  if (strategy === "USE_IP6") return { type, fields: { pools: [pool(ipv6, "65535")] } };
  return { type, fields: { pools: [pool(ipv4, "32768"), pool(ipv6, "32768")] } };
}
