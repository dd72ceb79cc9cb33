import type { WalkCommand } from "../../../contract/xray/command.js";
import type { Property } from "../../core/suite.js";
import {
  addInbound,
  addOutbound,
  listInbounds,
  listOutbounds,
  listTags,
  oneOf,
  queryStats,
  removeInbound,
  removeOutbound,
  tags,
  weighted,
} from "../arbitraries.js";
import type { Ledger } from "../ledger.js";
import { blackholeOutbound, freedomOutbound, trojanInbound, vlessInbound } from "../messages.js";

/** Handlers without a tag. Nothing removes them: only for processes of our own. */
export const untagged: Property<WalkCommand, Ledger> = {
  name: "untagged",
  covers: ["xray/inbound/empty-tag", "xray/outbound/empty-tag", "xray/stats/no-tag-no-counter"],
  opening: [addInbound(vlessInbound(tags.a, 1)), addOutbound(freedomOutbound("out-a"))],
  commands: [
    oneOf(addInbound(vlessInbound("", 2)), addInbound(trojanInbound("", 3))),
    oneOf(addOutbound(freedomOutbound("")), addOutbound(blackholeOutbound(""))),
    oneOf(addInbound(trojanInbound("", 5)), addOutbound(freedomOutbound(""))),
    oneOf(addInbound(trojanInbound(tags.b, 4)), removeInbound(tags.b), removeInbound("")),
    oneOf(addOutbound(freedomOutbound("out-b")), removeOutbound("out-b"), removeOutbound("")),
    ...weighted(2, oneOf(listInbounds)),
    ...weighted(2, oneOf(listOutbounds)),
    ...weighted(2, oneOf(queryStats(), queryStats("traffic"))),
    oneOf(listTags),
  ],
};
