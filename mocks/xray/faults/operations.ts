import { uuidOf } from "../identity.js";
import { textOf } from "../json-fields.js";
import { answer, done, refuse } from "../refusal.js";
import { fault, insteadOfRefusal, on, type XrayFault } from "./fault.js";

const parse = "app/proxyman/command: failed to parse user > ";

/** Faults of what AlterInbound refuses: accounts, ids, operations, inbounds that have no users. */
export const operationFaults: readonly XrayFault[] = [
  fault(
    "user-id-text-refused",
    "xray/user/vless-id-text",
    1,
    "A vless id that is no UUID is refused.",
    () =>
      on("AddUser", ({ user }, pass) => {
        const fields = user?.account && "fields" in user.account ? user.account.fields : {};
        const id = textOf(fields, "id");
        if (id === "" || Buffer.byteLength(id) > 30) return pass();
        return refuse(`${parse}proxy/vless: failed to parse ID > common/uuid: invalid UUID: ${id}`);
      }),
  ),
  fault(
    "user-id-text-other",
    "xray/user/vless-id-text",
    2,
    "A vless id that is no UUID stands for the UUID of another text.",
    () =>
      on("AddUser", (command, pass, state) => {
        const result = pass();
        const account = command.user?.account;
        const key = (command.user?.email ?? "").toLowerCase();
        const users = state.inbounds.tagged.get(command.tag)?.users;
        const listed = users?.kind === "by email" ? users.listed : undefined;
        const user = listed?.get(key);
        if (result.outcome.status !== "ok" || !user?.account || !("fields" in user.account))
          return result;
        const id = account && "fields" in account ? textOf(account.fields, "id") : "";
        if (id === "" || Buffer.byteLength(id) > 29) return result;
        const other = uuidOf(`${id}.`);
        if (other.kind !== "uuid") return result;
        const fields = { ...user.account.fields, id: other.uuid };
        listed?.set(key, { ...user, account: { type: user.account.type, fields } });
        return result;
      }),
  ),
  fault(
    "user-id-invalid-accepted",
    "xray/user/vless-id-invalid",
    1,
    "A vless id of 31 bytes or of bad digits is accepted.",
    () => insteadOfRefusal("AddUser", "failed to parse ID", () => done()),
  ),
  fault(
    "user-none-to-manage-empty",
    "xray/user/none-to-manage",
    1,
    "The users of an inbound that has none to manage are an empty list.",
    () =>
      insteadOfRefusal("GetInboundUsers", "proxy is not a UserManager", () =>
        answer({ kind: "users", users: [] }),
      ),
  ),
  fault(
    "user-unknown-tag-code",
    "xray/user/unknown-tag",
    1,
    "Users of an unknown inbound are refused with code 5.",
    () =>
      insteadOfRefusal("GetInboundUsers", "handler not found", (_command, _state, text) =>
        refuse(text, 5),
      ),
  ),
  fault(
    "user-account-missing-accepted",
    "xray/user/account-missing",
    1,
    "A user without account is accepted.",
    () => insteadOfRefusal("AddUser", "Account is missing", () => done()),
  ),
  fault(
    "user-account-unknown-code",
    "xray/user/account-unknown",
    1,
    "An account of unknown type is refused with code 3.",
    () =>
      insteadOfRefusal("AddUser", `${parse}proto: not found`, (_command, _state, text) =>
        refuse(text, 3),
      ),
  ),
  fault(
    "user-account-bad-accepted",
    "xray/user/account-bad",
    1,
    "An account that cannot be read is accepted.",
    () => insteadOfRefusal("AddUser", "cannot parse invalid wire-format data", () => done()),
  ),
  fault(
    "user-account-no-account-text",
    "xray/user/account-no-account",
    1,
    "A message that is no account is refused as one of unknown type.",
    () =>
      insteadOfRefusal("AddUser", "Unknown account type", () => refuse(`${parse}proto: not found`)),
  ),
  fault(
    "operation-after-tag",
    "xray/user/operation-unknown",
    1,
    "AlterInbound looks for the inbound before it reads the operation.",
    () =>
      on("AlterInbound", ({ tag, operation }, pass, state) => {
        if (operation === null || state.inbounds.tagged.has(tag)) return pass();
        const inner = `app/proxyman/inbound: handler not found: ${tag}`;
        return refuse(`app/proxyman/command: failed to get handler: ${tag} > ${inner}`);
      }),
  ),
  fault(
    "operation-bad-as-unknown",
    "xray/user/operation-bad",
    1,
    "An operation that cannot be read is refused as one of unknown type.",
    () =>
      insteadOfRefusal("AlterInbound", "cannot parse invalid wire-format data", () =>
        refuse("app/proxyman/command: unknown operation > proto: not found"),
      ),
  ),
  fault(
    "operation-none-accepted",
    "xray/user/operation-none",
    1,
    "A message that is no operation is accepted.",
    () => insteadOfRefusal("AlterInbound", "not an inbound operation", () => done()),
  ),
];
