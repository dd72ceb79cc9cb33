import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { goList, goPointer } from "../decoding/composites.js";
import { goAddress, goNetwork, networkOf } from "../decoding/conf-types.js";
import { decodeGo, type Failure } from "../decoding/go-type.js";
import { goInt32, goString, goUint16, goUint32 } from "../decoding/scalars.js";
import { at, goStruct } from "../decoding/struct.js";

const goSettings = goStruct("conf.DNSOutboundConfig", {
  network: goNetwork,
  address: goPointer(goAddress),
  port: goUint16,
  userLevel: goUint32,
  nonIPQuery: goString,
  blockTypes: goList(goInt32),
});

/** Reads the settings of a dns outbound as `xray.proxy.dns.Config`. */
export function readDns(settings: ConfigValue, failure: Failure, load: Failure): Message {
  const dns = decodeGo(goSettings, settings, load);
  const { address, port, userLevel, nonIPQuery, blockTypes } = dns;
  if (!["", "reject", "drop", "skip"].includes(nonIPQuery)) {
    throw at(dns, "nonIPQuery").refused(
      `is "${nonIPQuery}"`,
      'write "reject", "drop" or "skip"',
      failure(`infra/conf: unknown "nonIPQuery": ${nonIPQuery}`),
    );
  }
  const network = networkOf(dns.network);
  const server = { network, ...(address === undefined ? {} : { address }), port };
  return {
    type: "xray.proxy.dns.Config",
    fields: { server, userLevel, non_IP_query: nonIPQuery, blockTypes },
  };
}
