import { listOf } from "../json-fields.js";
import { refuse } from "../refusal.js";
import type { Inbound } from "../state.js";
import { both, insteadOfRefusal, on, rewrite, type XrayGate } from "./fault.js";

const nothing = { type: "xray.app.proxyman.ReceiverConfig", fields: {} } as const;

/** A gate that registers an inbound although it was refused with a text that has `part` in it. */
export function takeTag(part: string): XrayGate {
  return insteadOfRefusal("AddInbound", part, ({ inbound }, state, text) => {
    const tag = inbound?.tag ?? "";
    if (tag !== "" && !state.inbounds.tagged.has(tag)) {
      const taken: Inbound = {
        id: state.nextId,
        tag,
        protocol: "socks",
        receiver: inbound?.receiver ?? nothing,
        proxy: inbound?.proxy ?? nothing,
        users: null,
      };
      state.inbounds.tagged.set(tag, taken);
      state.nextId += 1;
    }
    return refuse(text);
  });
}

/** A gate that gives the tag back although the original keeps it, for refusals with `part` in them. */
export function giveTagBack(part: string): XrayGate {
  return insteadOfRefusal("AddInbound", part, ({ inbound }, state, text) => {
    state.inbounds.tagged.delete(inbound?.tag ?? "");
    return refuse(text);
  });
}

/** A gate that shows users added at run time in the settings of their inbound. */
export function leakUsers(): XrayGate {
  const added = new Map<string, { email: string; level: number }[]>();
  return both(
    on("AddUser", ({ tag, user }, pass) => {
      const result = pass();
      if (result.outcome.status === "ok" && user !== null) {
        const { email, level } = user;
        added.set(tag, [...(added.get(tag) ?? []), { email, level }]);
      }
      return result;
    }),
    on("RemoveInbound", ({ tag }, pass) => {
      added.delete(tag);
      return pass();
    }),
    rewrite("ListInbounds", (reply) => {
      if (reply.kind !== "inbounds") return reply;
      const inbounds = reply.inbounds.map((inbound) => {
        const leaked = added.get(inbound.tag);
        const { proxy } = inbound;
        if (leaked === undefined || proxy === null || !("fields" in proxy)) return inbound;
        const name = proxy.type.includes("vless") ? "clients" : "users";
        const list = [...listOf(proxy.fields, name), ...leaked];
        return { ...inbound, proxy: { ...proxy, fields: { ...proxy.fields, [name]: list } } };
      });
      return { kind: "inbounds", inbounds };
    }),
  );
}
