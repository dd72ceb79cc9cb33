import type { WalkCommand } from "../../../contract/xray/command.js";
import type { InboundHandler } from "../../../contract/xray/message.js";
import type { Property } from "../../core/suite.js";
import {
  addInbound,
  listInbounds,
  listTags,
  oneOf,
  removeInbound,
  tags,
  vlessUsers,
  weighted,
} from "../arbitraries.js";
import type { Ledger } from "../ledger.js";
import {
  badMessage,
  inbound,
  message,
  plainSender,
  receiver,
  trojanAccount,
  trojanProxy,
  typeNames,
  unknownMessage,
  vlessAccount,
  vlessInbound,
  vlessProxy,
} from "../messages.js";

/** A tag that nothing right ever takes. */
const free = "in-free";

const handler = (proxy: InboundHandler["proxy"], from = receiver([4])): WalkCommand =>
  addInbound({ tag: free, receiver: from, proxy });

/** Inbounds that are refused, and leave no trace. */
export const inboundRefusals: Property<WalkCommand, Ledger> = {
  name: "inbound-refusals",
  covers: [
    "xray/inbound/unknown-settings",
    "xray/inbound/bad-settings",
    "xray/inbound/receiver-type",
    "xray/inbound/proxy-not-registered",
    "xray/inbound/proxy-is-outbound",
    "xray/inbound/vless-decryption",
    "xray/inbound/vless-same-email",
    "xray/inbound/vless-no-account",
  ],
  opening: [addInbound(vlessInbound(tags.a, 1, vlessUsers.alice))],
  commands: [
    oneOf(handler(unknownMessage()), handler(unknownMessage(""))),
    oneOf(handler(vlessProxy([]), unknownMessage()), handler(vlessProxy([]), unknownMessage(""))),
    oneOf(handler(badMessage(typeNames.vless)), handler(badMessage(typeNames.trojan))),
    oneOf(handler(vlessProxy([]), badMessage(typeNames.receiver))),
    oneOf(
      handler(vlessProxy([]), plainSender()),
      handler(trojanProxy([]), message(typeNames.freedom)),
    ),
    oneOf(handler(vlessAccount("x")), handler(trojanAccount("x"))),
    oneOf(handler(message(typeNames.freedom)), handler(message(typeNames.blackhole))),
    oneOf(handler(vlessProxy([], { decryption: "bad" }))),
    oneOf(
      handler(vlessProxy([vlessUsers.alice, { ...vlessUsers.bob, email: "alice" }])),
      handler(
        vlessProxy([vlessUsers.bob, vlessUsers.alice, { ...vlessUsers.Alice, email: "bob" }]),
      ),
    ),
    oneOf(
      handler(vlessProxy([{ ...vlessUsers.bob, account: null }])),
      handler(vlessProxy([vlessUsers.alice, { ...vlessUsers.bob, account: null }])),
    ),
    oneOf(listInbounds, listTags),
  ],
};

/** A tag that failed listens take. */
const lost = "in-lost";

/** Receivers that cannot listen: the tag is taken all the same. */
export const unlistenable: Property<WalkCommand, Ledger> = {
  name: "unlistenable",
  covers: ["xray/inbound/port-zero", "xray/inbound/no-port"],
  opening: [addInbound(vlessInbound(tags.a, 1, vlessUsers.alice))],
  commands: [
    ...weighted(
      2,
      oneOf(
        addInbound(inbound(lost, [0], vlessProxy([vlessUsers.alice]))),
        addInbound(inbound(lost, [0], trojanProxy([]))),
      ),
    ),
    ...weighted(
      2,
      oneOf(
        addInbound(inbound(lost, [], vlessProxy([]))),
        addInbound(inbound(lost, [], trojanProxy([]))),
      ),
    ),
    ...weighted(4, oneOf(removeInbound(lost))),
    oneOf(addInbound(vlessInbound(lost, 2))),
    oneOf(listInbounds),
    oneOf(listTags),
  ],
};
