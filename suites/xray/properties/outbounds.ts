import type { WalkCommand } from "../../../contract/xray/command.js";
import type { Message } from "../../../contract/xray/message.js";
import type { Property } from "../../core/suite.js";
import {
  addOutbound,
  alterOutbound,
  listOutbounds,
  oneOf,
  outTags,
  removeOutbound,
  strangeText,
  weighted,
} from "../arbitraries.js";
import type { Ledger } from "../ledger.js";
import {
  blackholeOutbound,
  freedomOutbound,
  message,
  plainSender,
  receiver,
  trojanProxy,
  typeNames,
  unknownMessage,
  vlessProxy,
} from "../messages.js";

const { a, b, ghost } = outTags;

/** Adding, removing and listing outbounds. */
export const outbounds: Property<WalkCommand, Ledger> = {
  name: "outbounds",
  covers: [
    "xray/outbound/add",
    "xray/outbound/add-same-tag",
    "xray/outbound/no-sender",
    "xray/outbound/remove",
    "xray/outbound/remove-unknown",
    "xray/outbound/remove-empty",
    "xray/outbound/list",
    "xray/outbound/list-settings",
  ],
  commands: [
    ...weighted(
      2,
      oneOf(
        addOutbound(freedomOutbound(a)),
        addOutbound(freedomOutbound(a, { userLevel: 2 })),
        addOutbound(blackholeOutbound(a)),
      ),
    ),
    oneOf(
      addOutbound(freedomOutbound(b, { domainStrategy: "USE_IP" })),
      addOutbound({
        ...blackholeOutbound(b),
        sender: message(typeNames.sender, { targetStrategy: "USE_IP" }),
      }),
    ),
    ...weighted(
      2,
      oneOf(
        addOutbound({ ...freedomOutbound("out-c"), sender: null }),
        addOutbound({ ...blackholeOutbound("out-c"), sender: null }),
        removeOutbound("out-c"),
      ),
    ),
    ...weighted(3, oneOf(removeOutbound(a), removeOutbound(b))),
    oneOf(removeOutbound(ghost), removeOutbound(a)),
    oneOf(removeOutbound("")),
    strangeText.map(removeOutbound),
    ...weighted(3, oneOf(listOutbounds)),
  ],
};

const free = "out-free";

const handler = (proxy: Message, sender: Message = plainSender()): WalkCommand =>
  addOutbound({ tag: free, sender, proxy });

/** Outbounds that are refused, and operations, of which outbounds have none. */
export const outboundRefusals: Property<WalkCommand, Ledger> = {
  name: "outbound-refusals",
  covers: [
    "xray/outbound/sender-type",
    "xray/outbound/proxy-is-inbound",
    "xray/outbound/unknown-settings",
    "xray/outbound/alter-none",
    "xray/outbound/alter-unknown",
  ],
  opening: [addOutbound(freedomOutbound(a))],
  commands: [
    oneOf(
      handler(message(typeNames.freedom), receiver([1])),
      handler(message(typeNames.blackhole), message(typeNames.freedom)),
    ),
    oneOf(handler(vlessProxy([])), handler(trojanProxy([])), handler(message(typeNames.socks))),
    oneOf(handler(unknownMessage()), handler(unknownMessage(""))),
    oneOf(
      handler(message(typeNames.freedom), unknownMessage()),
      handler(message(typeNames.freedom), unknownMessage("")),
    ),
    oneOf(
      alterOutbound(a, message(typeNames.freedom)),
      alterOutbound(a, message(typeNames.removeUser, { email: "alice" })),
      alterOutbound(ghost, message(typeNames.blackhole)),
    ),
    oneOf(
      alterOutbound(a, unknownMessage()),
      alterOutbound(a, unknownMessage("")),
      alterOutbound(ghost, unknownMessage()),
    ),
    oneOf(listOutbounds),
  ],
};
