import type { Message } from "../../../../contract/xray/message.js";
import { textOf } from "../../json-fields.js";
import type { ConfigValue } from "../config-value.js";
import { goList, goPointer } from "../decoding/composites.js";
import { type GoType, type Read, tryGo } from "../decoding/go-type.js";
import { goInt64, goString } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";
import { panics } from "../settings.js";
import type { Dns } from "./dns.js";
import { addressOf, queryStrategyOf } from "./name-server.js";

const poolType = goStruct("conf.FakeDNSPoolElementConfig", {
  ipPool: goString,
  poolSize: goInt64,
});

type Pool = Read<typeof poolType>;

const type = "xray.app.dns.fakedns.FakeDnsPoolMulti";

/** `fakeDns`, read. Of a pool and a list, written one after the other, the pool counts. */
export interface FakeDns {
  readonly pool: Pool | undefined;
  /** Undefined stands for null, with which the original panics. */
  readonly pools: readonly (Pool | undefined)[];
}

/** `fakeDns`: a pool, or a list of pools. */
export const fakeDnsType: GoType<FakeDns> = {
  name: "conf.FakeDNSConfig",
  zero: () => ({ pool: undefined, pools: [] }),
  decode(value, before, run) {
    const pool = tryGo(poolType, value);
    if (pool !== undefined) return { ...before, pool: pool.read };
    const pools = tryGo(goList(goPointer(poolType)), value);
    if (pools !== undefined) return { ...before, pools: pools.read };
    const wanted = "an object with ipPool and poolSize, or a list of such";
    throw run.error(value, wanted, "infra/conf: invalid fakedns config");
  },
};

/** Makes `xray.app.dns.fakedns.FakeDnsPoolMulti` of `fakeDns`, which is written at `value`. */
export function buildFakeDns({ pool, pools }: FakeDns, value: ConfigValue): Message {
  const list = pool === undefined ? pools : [pool];
  return {
    type,
    fields: {
      pools: list.map((one, index) => {
        if (one === undefined) throw panics(value.item(index), "is null");
        return { ipPool: one.ipPool, lruSize: one.poolSize };
      }),
    },
  };
}

/** The pools that the original adds where a name server is "fakedns" and there is no `fakeDns`. */
export function impliedFakeDns(dns: Dns): Message | undefined {
  const addresses = dns.servers.map((server, index) =>
    addressOf(server, at(dns, "servers").item(index)),
  );
  if (!addresses.some((address) => textOf(address, "domain").toLowerCase() === "fakedns"))
    return undefined;
  const strategy = queryStrategyOf(dns.queryStrategy);
  const ipv4 = "198.18.0.0/15";
  const ipv6 = "fc00::/18";
  const pool = (ipPool: string, lruSize: string) => ({ ipPool, lruSize });
  if (strategy === "USE_IP4") return { type, fields: { pools: [pool(ipv4, "65535")] } };
  if (strategy === "USE_IP6") return { type, fields: { pools: [pool(ipv6, "65535")] } };
  return { type, fields: { pools: [pool(ipv4, "32768"), pool(ipv6, "32768")] } };
}
