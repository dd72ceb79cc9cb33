import type { User } from "../../../contract/xray/message.js";
import type { ApiReply } from "../../../contract/xray/reply.js";
import { done, refuse } from "../refusal.js";
import type { Inbound, XrayState } from "../state.js";
import { accepted, both, fault, insteadOfRefusal, on, rewrite, type XrayFault } from "./fault.js";

const byEmail = (state: XrayState, tag: string) => {
  const users = state.inbounds.tagged.get(tag)?.users;
  return users?.kind === "by email" ? users : undefined;
};
const tableOf = (state: XrayState, tag: string) => byEmail(state, tag)?.listed;
const isOn = (state: XrayState, tag: string, protocol: Inbound["protocol"]) =>
  state.inbounds.tagged.get(tag)?.protocol === protocol;

function mapUsers(reply: ApiReply, change: (user: User) => User): ApiReply {
  return reply.kind === "users" ? { kind: "users", users: reply.users.map(change) } : reply;
}

function forgotten(protocol: "vless" | "trojan"): XrayFault {
  return fault(
    `user-${protocol}-forgotten`,
    `xray/user/add-${protocol}`,
    2,
    `A user added to a ${protocol} inbound is accepted and not kept.`,
    () =>
      on("AddUser", ({ tag, user }, pass, state) => {
        const result = pass();
        if (accepted(result) && isOn(state, tag, protocol))
          tableOf(state, tag)?.delete((user?.email ?? "").toLowerCase());
        return result;
      }),
  );
}

function kept(protocol: "vless" | "trojan"): XrayFault {
  return fault(
    `user-${protocol}-remove-ignored`,
    `xray/user/remove-${protocol}`,
    3,
    `A user removed from a ${protocol} inbound stays.`,
    () =>
      on("RemoveUser", ({ tag, email }, pass, state) => {
        const known = tableOf(state, tag)?.has(email.toLowerCase()) ?? false;
        return known && isOn(state, tag, protocol) ? done() : pass();
      }),
  );
}

/** Faults of adding and removing users. */
export const userFaults: readonly XrayFault[] = [
  forgotten("vless"),
  forgotten("trojan"),
  kept("vless"),
  kept("trojan"),
  fault(
    "user-second-replaces-first",
    "xray/user/list",
    3,
    "The second user added replaces the first.",
    () => {
      const last = new Map<string, string>();
      return on("AddUser", ({ tag, user }, pass, state) => {
        const result = pass();
        if (!accepted(result) || user === null || user.email === "") return result;
        tableOf(state, tag)?.delete(last.get(tag) ?? "");
        last.set(tag, user.email.toLowerCase());
        return result;
      });
    },
  ),
  fault(
    "user-remove-takes-neighbour",
    "xray/user/list",
    4,
    "Removing a user also removes the one that was there longest.",
    () =>
      on("RemoveUser", ({ tag }, pass, state) => {
        const result = pass();
        const table = tableOf(state, tag);
        const [oldest] = table?.keys() ?? [];
        if (accepted(result) && oldest !== undefined) table?.delete(oldest);
        return result;
      }),
  ),
  fault(
    "user-same-email-exact",
    "xray/user/add-same-email",
    2,
    "An email in use is found only in the same spelling; in another case it is accepted and nothing moves.",
    () =>
      insteadOfRefusal("AddUser", "already exists.", ({ tag, user }, state, text) => {
        const table = tableOf(state, tag);
        const old = table?.get((user?.email ?? "").toLowerCase());
        return user === null || old === undefined || old.email === user.email
          ? refuse(text)
          : done();
      }),
  ),
  fault(
    "user-same-email-text",
    "xray/user/add-same-email",
    2,
    "An email in use is refused without being named.",
    () =>
      insteadOfRefusal("AddUser", "already exists.", ({ user }, _state, text) => {
        const email = user?.email ?? "";
        return refuse(text.replace(`User ${email} already`, "User already"));
      }),
  ),
  fault(
    "user-empty-email-listed",
    "xray/user/empty-email",
    2,
    "A user without email is listed.",
    () =>
      rewrite("GetInboundUsers", (reply, { tag, email }, state) => {
        const hidden = byEmail(state, tag)?.hidden ?? 0;
        if (reply.kind !== "users" || email !== "" || hidden === 0) return reply;
        const nobody: User = { email: "", level: 0, account: null };
        return { kind: "users", users: [...reply.users, nobody] };
      }),
  ),
  fault(
    "user-empty-email-once",
    "xray/user/empty-email",
    2,
    "A second user without email is refused.",
    () =>
      on("AddUser", ({ tag, user }, pass, state) => {
        const users = byEmail(state, tag);
        if (user?.email !== "" || !users || users.hidden === 0) return pass();
        return refuse("proxy/vless: User  already exists.");
      }),
  ),
  fault(
    "user-same-secret-refused",
    "xray/user/same-secret",
    2,
    "A second user with the id or password of another is refused.",
    () =>
      on("AddUser", ({ tag, user }, pass, state) => {
        const before = [...(tableOf(state, tag)?.values() ?? [])];
        const result = pass();
        const email = user?.email ?? "";
        const added = tableOf(state, tag)?.get(email.toLowerCase());
        if (!accepted(result) || added === undefined) return result;
        const secret = JSON.stringify(secretOf(added));
        if (!before.some((b) => JSON.stringify(secretOf(b)) === secret)) return result;
        tableOf(state, tag)?.delete(email.toLowerCase());
        return refuse(`proxy/vless: User ${email} already exists.`);
      }),
  ),
  fault(
    "user-remove-unknown-accepted",
    "xray/user/remove-unknown",
    1,
    "Removing an unknown email is accepted.",
    () => insteadOfRefusal("RemoveUser", " not found.", () => done()),
  ),
  fault(
    "user-remove-empty-text",
    "xray/user/remove-empty",
    1,
    "Removing an empty email is refused as unknown.",
    () =>
      insteadOfRefusal("RemoveUser", "Email must not be empty.", (_command, _state, text) =>
        refuse(text.replace("Email must not be empty.", "User  not found.")),
      ),
  ),
  fault(
    "user-remove-exact",
    "xray/user/remove-any-case",
    2,
    "A user is removed only by the email's own spelling.",
    () =>
      on("RemoveUser", ({ tag, email }, pass, state) => {
        const user = tableOf(state, tag)?.get(email.toLowerCase());
        return user === undefined || user.email === email
          ? pass()
          : refuse(
              `proxy/${state.inbounds.tagged.get(tag)?.protocol ?? ""}: User ${email} not found.`,
            );
      }),
  ),
  fault(
    "user-count-never-falls",
    "xray/user/count",
    4,
    "GetInboundUsersCount still counts users that were removed.",
    () => {
      const removed = new Map<string, bigint>();
      return both(
        on("RemoveUser", ({ tag }, pass) => {
          const result = pass();
          if (accepted(result)) removed.set(tag, (removed.get(tag) ?? 0n) + 1n);
          return result;
        }),
        on("RemoveInbound", ({ tag }, pass) => {
          removed.delete(tag);
          return pass();
        }),
        rewrite("GetInboundUsersCount", (reply, { tag }) =>
          reply.kind === "count"
            ? { kind: "count", count: reply.count + (removed.get(tag) ?? 0n) }
            : reply,
        ),
      );
    },
  ),
  fault(
    "user-count-by-email",
    "xray/user/count",
    2,
    "GetInboundUsersCount counts only the email that is sent along.",
    () =>
      rewrite("GetInboundUsersCount", (reply, { tag, email }, state) =>
        email === ""
          ? reply
          : { kind: "count", count: tableOf(state, tag)?.has(email.toLowerCase()) ? 1n : 0n },
      ),
  ),
  fault(
    "user-get-exact",
    "xray/user/get",
    2,
    "GetInboundUsers finds an email only in its own spelling.",
    () =>
      rewrite("GetInboundUsers", (reply, { email }) =>
        email === ""
          ? reply
          : mapUsers(reply, (u) =>
              u.email === email ? u : { email: "", level: 0, account: null },
            ),
      ),
  ),
  fault(
    "user-get-unknown-none",
    "xray/user/get-unknown",
    1,
    "GetInboundUsers with an unknown email gives no user.",
    () =>
      rewrite("GetInboundUsers", (reply, { email }) =>
        email !== "" && reply.kind === "users" && reply.users[0]?.email === ""
          ? { kind: "users", users: [] }
          : reply,
      ),
  ),
  fault("user-echo-level", "xray/user/echo", 2, "A user is shown with level 0.", () =>
    rewrite("GetInboundUsers", (reply) => mapUsers(reply, (u) => ({ ...u, level: 0 }))),
  ),
  fault("user-echo-flow", "xray/user/echo", 2, "A vless user is shown without the flow.", () =>
    rewrite("GetInboundUsers", (reply) =>
      mapUsers(reply, (u) => {
        if (u.account === null || !("fields" in u.account)) return u;
        const fields = Object.fromEntries(
          Object.entries(u.account.fields).filter(([name]) => name !== "flow"),
        );
        return { ...u, account: { type: u.account.type, fields } };
      }),
    ),
  ),
];

function secretOf(user: User): unknown {
  if (user.account === null || !("fields" in user.account)) return null;
  return [user.account.fields["id"], user.account.fields["password"]];
}
