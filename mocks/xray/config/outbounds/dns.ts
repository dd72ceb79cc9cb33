import type { Message } from "../../../../contract/xray/message.js";
import type { ConfigValue } from "../config-value.js";
import { at, goList, goStruct } from "../go/composites.js";
import { goAddress, goNetwork, networkOf } from "../go/conf-types.js";
import type { Failure } from "../go/go-type.js";
import { goInt32, goString, goUint16, goUint32 } from "../go/scalars.js";
import { readSettings } from "../settings.js";

const goSettings = goStruct("conf.DNSOutboundConfig", {
  network: goNetwork,
  address: goAddress,
  port: goUint16,
  userLevel: goUint32,
  nonIPQuery: goString(),
  blockTypes: goList(goInt32),
});

/** Reads the settings of a dns outbound as `xray.proxy.dns.Config`. */
export function readDns(settings: ConfigValue, failure: Failure): Message {
  const dns = readSettings(goSettings, settings, failure);
  const { address, port, userLevel, nonIPQuery, blockTypes = [] } = dns;
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
