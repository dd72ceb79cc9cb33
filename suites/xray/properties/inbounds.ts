import type { WalkCommand } from "../../../contract/xray/command.js";
import type { Property } from "../../core/suite.js";
import {
  addInbound,
  addUser,
  listInbounds,
  listTags,
  oneOf,
  removeInbound,
  removeUser,
  strangeText,
  tags,
  trojanUsers,
  vlessUsers,
  weighted,
} from "../arbitraries.js";
import type { Ledger } from "../ledger.js";
import { socksInbound, trojanInbound, tunnelInbound, vlessInbound } from "../messages.js";

/** Adding, removing and listing inbounds. */
export const inbounds: Property<WalkCommand, Ledger> = {
  name: "inbounds",
  covers: [
    "xray/inbound/add",
    "xray/inbound/add-same-tag",
    "xray/inbound/remove",
    "xray/inbound/remove-unknown",
    "xray/inbound/list",
    "xray/inbound/list-settings",
    "xray/inbound/list-only-tags",
    "xray/config/simplified",
    "xray/grpc/answers",
  ],
  commands: [
    oneOf(
      addInbound(vlessInbound(tags.a, 1, vlessUsers.alice)),
      addInbound(trojanInbound(tags.a, 2)),
      addInbound(socksInbound(tags.a, 3)),
    ),
    oneOf(
      addInbound(trojanInbound(tags.b, 2, trojanUsers.bob)),
      addInbound(tunnelInbound(tags.b, 3)),
    ),
    ...weighted(3, oneOf(removeInbound(tags.a), removeInbound(tags.b))),
    oneOf(removeInbound(tags.ghost), removeInbound("")),
    strangeText.map(removeInbound),
    oneOf(addUser(tags.a, vlessUsers.bob), removeUser(tags.a, "alice")),
    oneOf(addUser(tags.b, trojanUsers.alice), removeUser(tags.b, "bob")),
    ...weighted(3, oneOf(listInbounds)),
    ...weighted(2, oneOf(listTags)),
  ],
  // A trojan inbound takes no vless account: it would end the process of the original.
  applies: (ledger, command) =>
    command.kind !== "AddUser" || hasKind(ledger, command.tag, command.tag === tags.b),
};

/** Tags that differ only in case. */
export const tagsByCase: Property<WalkCommand, Ledger> = {
  name: "tags-by-case",
  covers: ["xray/inbound/tags-by-case"],
  opening: [addInbound(vlessInbound(tags.a, 1))],
  commands: [
    ...weighted(
      2,
      oneOf(
        addInbound(vlessInbound(tags.A, 4, vlessUsers.bob)),
        addInbound(socksInbound(tags.A, 5)),
      ),
    ),
    oneOf(addInbound(vlessInbound(tags.a, 1)), addInbound(trojanInbound(tags.a, 2))),
    ...weighted(2, oneOf(removeInbound(tags.A), removeInbound(tags.a))),
    ...weighted(3, oneOf(listInbounds)),
    oneOf(listTags),
  ],
};

function hasKind(ledger: Ledger, tag: string, isTrojan: boolean): boolean {
  const entry = ledger.inbounds.get(tag);
  return entry?.presence === "here" && entry.kind === (isTrojan ? "trojan" : "vless");
}
