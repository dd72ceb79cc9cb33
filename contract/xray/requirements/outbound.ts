import type { Requirement } from "../../requirement.js";
import { document, observed, row } from "./row.js";

/** Outbounds: adding, removing, listing, and what is refused. */
export const outboundRequirements: readonly Requirement[] = [
  row(
    "xray/outbound/add",
    "An outbound with a free tag is accepted, and ListOutbounds shows it from then on.",
    [document("X12"), observed],
    "AddOutbound ListOutbounds",
  ),
  row(
    "xray/outbound/add-same-tag",
    "A tag in use is refused with code 2 and `app/proxyman/outbound: existing tag found: TAG`, and the outbound that has it stays as it was.",
    observed,
    "AddOutbound ListOutbounds",
  ),
  row(
    "xray/outbound/empty-tag",
    "Outbounds without a tag are accepted any number of times, and listed before all others.",
    observed,
    "AddOutbound ListOutbounds",
    { grade: "never" },
  ),
  row(
    "xray/outbound/no-sender",
    "An outbound without sender settings is accepted.",
    observed,
    "AddOutbound ListOutbounds",
  ),
  row(
    "xray/outbound/sender-type",
    "Sender settings of another type are refused with code 2 and `app/proxyman/outbound: settings is not SenderConfig`, and no tag is taken.",
    observed,
    "AddOutbound ListOutbounds",
  ),
  row(
    "xray/outbound/proxy-is-inbound",
    "Inbound settings as the proxy of an outbound are refused with code 2 and `app/proxyman/outbound: not an outbound handler`, and no tag is taken.",
    observed,
    "AddOutbound ListOutbounds",
  ),
  row(
    "xray/outbound/unknown-settings",
    "Sender or proxy settings of an unknown or empty type are refused with code 2 and `proto: not found`, and no tag is taken.",
    observed,
    "AddOutbound ListOutbounds",
  ),
  row(
    "xray/outbound/remove",
    "A known outbound is removed, and ListOutbounds no longer shows it.",
    [document("X14"), observed],
    "AddOutbound RemoveOutbound ListOutbounds",
  ),
  row(
    "xray/outbound/remove-unknown",
    "Removing an outbound that does not exist is accepted and changes nothing.",
    observed,
    "RemoveOutbound ListOutbounds",
  ),
  row(
    "xray/outbound/remove-empty",
    "Removing an outbound with an empty tag is refused with code 2 and `common: not enough information for making a decision`.",
    observed,
    "RemoveOutbound",
  ),
  row(
    "xray/outbound/list",
    "ListOutbounds shows every outbound that was configured or added and not removed, each once, and no other; the outbound of the API is not among them.",
    [document("X15"), observed],
    "ListOutbounds",
    { grade: "look", needs: ["start"], since: "25.6.7" },
  ),
  row(
    "xray/outbound/list-settings",
    "ListOutbounds shows sender and proxy settings as they were loaded.",
    observed,
    "ListOutbounds AddOutbound",
  ),
  row(
    "xray/outbound/alter-none",
    "AlterOutbound with a known message is refused with code 2 and `app/proxyman/command: not an outbound operation`.",
    observed,
    "AlterOutbound",
  ),
  row(
    "xray/outbound/alter-unknown",
    "AlterOutbound with an operation of unknown or empty type is refused with code 2 and `app/proxyman/command: unknown operation > proto: not found`.",
    observed,
    "AlterOutbound",
  ),
];
