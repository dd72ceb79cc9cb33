import type { Requirement } from "../../requirement.js";
import { document, observed, row } from "./row.js";

const users = "AddInbound AlterInbound GetInboundUsers";

/** Users of vless and trojan inbounds, and inbounds that have none. */
export const userRequirements: readonly Requirement[] = [
  row(
    "xray/user/add-vless",
    "A user with a free email is accepted on a vless inbound, and GetInboundUsers shows them.",
    [document("X17"), observed],
    users,
  ),
  row(
    "xray/user/add-trojan",
    "A user with a free email is accepted on a trojan inbound, and GetInboundUsers shows them.",
    [document("X17"), observed],
    users,
  ),
  row(
    "xray/user/remove-vless",
    "A user of a vless inbound is removed by email, and GetInboundUsers no longer shows them.",
    [document("X18"), observed],
    users,
  ),
  row(
    "xray/user/remove-trojan",
    "A user of a trojan inbound is removed by email, and GetInboundUsers no longer shows them.",
    [document("X18"), observed],
    users,
  ),
  row(
    "xray/user/add-same-email",
    "An email in use on the inbound, in any case, is refused with code 2 and `PACKAGE: User EMAIL already exists.`, EMAIL as sent, and nothing moves.",
    observed,
    users,
  ),
  row(
    "xray/user/empty-email",
    "A user without email is accepted any number of times, and neither listed nor counted.",
    observed,
    `${users} GetInboundUsersCount`,
  ),
  row(
    "xray/user/same-secret",
    "Two users of one inbound may share an id or a password.",
    observed,
    users,
  ),
  row(
    "xray/user/remove-unknown",
    "Removing an email that the inbound does not have is refused with code 2 and `PACKAGE: User EMAIL not found.`, EMAIL as sent, and nothing moves.",
    observed,
    users,
  ),
  row(
    "xray/user/remove-empty",
    "Removing an empty email is refused with code 2 and `PACKAGE: Email must not be empty.`, and nothing moves.",
    observed,
    users,
  ),
  row(
    "xray/user/remove-any-case",
    "A user is removed by their email in any case.",
    observed,
    users,
  ),
  row(
    "xray/user/list",
    "GetInboundUsers without email gives every user that has an email, each once, and no other.",
    observed,
    users,
    { since: "24.11.5" },
  ),
  row(
    "xray/user/count",
    "GetInboundUsersCount gives the number of listed users, whatever email is sent along.",
    observed,
    "AddInbound AlterInbound GetInboundUsersCount",
    { since: "24.11.5" },
  ),
  row(
    "xray/user/get",
    "GetInboundUsers with the email of a user, in any case, gives that user alone.",
    observed,
    users,
    { since: "24.11.5" },
  ),
  row(
    "xray/user/get-unknown",
    "GetInboundUsers with an email that the inbound does not have gives one user without any field.",
    observed,
    users,
    { since: "24.11.5" },
  ),
  row(
    "xray/user/echo",
    "A user is shown with email and level as sent, and with the account as sent, except that a vless id is shown in its canonical form.",
    observed,
    users,
    { since: "24.11.5" },
  ),
  row(
    "xray/user/vless-id-text",
    "A vless id of 1 to 30 bytes that is no UUID stands for the UUID made of it by version 5.",
    observed,
    users,
  ),
  row(
    "xray/user/vless-id-invalid",
    "A vless id that is neither a UUID nor 1 to 30 bytes is refused with code 2 and the chain that ends in the reason, and nothing moves.",
    observed,
    users,
  ),
  row(
    "xray/user/none-to-manage",
    "Adding, removing, listing and counting users of a socks or dokodemo-door inbound is refused with code 2 and `app/proxyman/command: proxy is not a UserManager`.",
    [document("X19"), observed],
    "AddInbound AlterInbound GetInboundUsers GetInboundUsersCount",
  ),
  row(
    "xray/user/unknown-tag",
    "Adding, removing, listing and counting users of an unknown inbound is refused with code 2 and `app/proxyman/command: failed to get handler: TAG > app/proxyman/inbound: handler not found: TAG`.",
    observed,
    "AlterInbound GetInboundUsers GetInboundUsersCount",
  ),
  row(
    "xray/user/account-missing",
    "A user without account, or an operation without user, is refused with code 2 and `app/proxyman/command: failed to parse user > common/protocol: Account is missing`, and nothing moves.",
    observed,
    users,
  ),
  row(
    "xray/user/account-unknown",
    "An account of an unknown or empty type is refused with code 2 and `app/proxyman/command: failed to parse user > proto: not found`, and nothing moves.",
    observed,
    users,
  ),
  row(
    "xray/user/account-bad",
    "An account whose bytes are not such a message is refused with code 2 and `app/proxyman/command: failed to parse user > proto: cannot parse invalid wire-format data`, and nothing moves.",
    observed,
    users,
  ),
  row(
    "xray/user/account-no-account",
    "A message that is no account is refused with code 2 and `app/proxyman/command: failed to parse user > common/protocol: Unknown account type: NAME`, and nothing moves.",
    observed,
    users,
  ),
  row(
    "xray/user/operation-unknown",
    "AlterInbound with an operation of unknown or empty type is refused with code 2 and `app/proxyman/command: unknown operation > proto: not found`, even where the tag is unknown.",
    observed,
    "AlterInbound",
  ),
  row(
    "xray/user/operation-bad",
    "AlterInbound with an operation whose bytes are not such a message is refused with code 2 and `app/proxyman/command: unknown operation > proto: cannot parse invalid wire-format data`.",
    observed,
    "AlterInbound",
  ),
  row(
    "xray/user/operation-none",
    "AlterInbound with a message that is no operation is refused with code 2 and `app/proxyman/command: not an inbound operation`.",
    observed,
    "AlterInbound",
  ),
];
