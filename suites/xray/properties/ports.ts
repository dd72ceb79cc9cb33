import type { WalkCommand } from "../../../contract/xray/command.js";
import type { Property } from "../../core/suite.js";
import {
  addInbound,
  connect,
  listInbounds,
  oneOf,
  removeInbound,
  tags,
  weighted,
} from "../arbitraries.js";
import { listenersOn, type Ledger } from "../ledger.js";
import {
  foreignAddress,
  inbound,
  rangeReceiver,
  receiver,
  socksInbound,
  trojanInbound,
  vlessInbound,
  vlessProxy,
} from "../messages.js";

/** A tag whose inbound listens on a wrapped port, and one that failed listens take. */
const wrapped = "in-wrap";
const lost = "in-lost";

/** Ports that inbounds open and close. */
export const ports: Property<WalkCommand, Ledger> = {
  name: "ports",
  covers: ["xray/inbound/add-listens", "xray/inbound/remove-frees-port", "xray/inbound/port-wraps"],
  commands: [
    oneOf(
      addInbound(vlessInbound(tags.a, 1)),
      addInbound(inbound(tags.a, [1, 2], vlessProxy([]))),
      addInbound({ ...vlessInbound(tags.a, 1), receiver: rangeReceiver(1, 2) }),
    ),
    oneOf(addInbound(socksInbound(tags.b, 4)), addInbound(trojanInbound(tags.b, 4))),
    oneOf(removeInbound(tags.a), removeInbound(tags.b)),
    oneOf(addInbound(vlessInbound(wrapped, 65536 + 3))),
    oneOf(removeInbound(wrapped)),
    ...weighted(2, oneOf(connect(1), connect(2), connect(4))),
    ...weighted(2, oneOf(connect(3))),
  ],
};

/** Two inbounds on one port. */
export const sharedPorts: Property<WalkCommand, Ledger> = {
  name: "shared-ports",
  covers: ["xray/inbound/shared-port"],
  opening: [addInbound(vlessInbound(tags.a, 1))],
  commands: [
    oneOf(addInbound(vlessInbound(tags.a, 1)), addInbound(inbound(tags.a, [2, 1], vlessProxy([])))),
    oneOf(addInbound(trojanInbound(tags.b, 1)), addInbound(socksInbound(tags.b, 1))),
    oneOf(removeInbound(tags.a)),
    oneOf(removeInbound(tags.b)),
    ...weighted(3, oneOf(connect(1))),
    oneOf(connect(2)),
  ],
};

/** Ports that the core does not get: the tag is taken all the same. */
export const portRefusals: Property<WalkCommand, Ledger> = {
  name: "port-refusals",
  covers: ["xray/inbound/port-held", "xray/inbound/foreign-address"],
  opening: [{ kind: "HoldPort", port: 5 }],
  commands: [
    oneOf({ kind: "HoldPort", port: 5 }),
    oneOf({ kind: "FreePort", port: 5 }),
    ...weighted(3, oneOf(addInbound(vlessInbound(lost, 5)), addInbound(trojanInbound(lost, 5)))),
    ...weighted(
      2,
      oneOf(addInbound({ ...vlessInbound(lost, 6), receiver: receiver([6], foreignAddress) })),
    ),
    ...weighted(3, oneOf(removeInbound(lost))),
    oneOf(listInbounds),
  ],
  // A port that the core has got first is not one that a foreign program holds.
  applies: (ledger, command) =>
    command.kind !== "HoldPort" || listenersOn(ledger, command.port).length === 0,
};
