import { answer, done, noClue, refuse } from "../refusal.js";
import { addOutbound } from "../step-outbounds.js";
import { accepted, fault, insteadOfRefusal, on, rewrite, type XrayFault } from "./fault.js";

/** Faults of outbounds. */
export const outboundFaults: readonly XrayFault[] = [
  fault(
    "outbound-forgotten",
    "xray/outbound/add",
    2,
    "AddOutbound is accepted and adds nothing.",
    () =>
      on("AddOutbound", ({ outbound }, pass, state) => {
        const result = pass();
        if (accepted(result)) state.outbounds.tagged.delete(outbound?.tag ?? "");
        return result;
      }),
  ),
  fault(
    "outbound-same-tag-replaces",
    "xray/outbound/add-same-tag",
    2,
    "AddOutbound with a tag in use replaces the outbound that has it.",
    () =>
      insteadOfRefusal("AddOutbound", "existing tag found", ({ outbound }, state) => {
        state.outbounds.tagged.delete(outbound?.tag ?? "");
        return addOutbound(state, outbound);
      }),
  ),
  fault(
    "outbound-empty-tag-once",
    "xray/outbound/empty-tag",
    2,
    "A second outbound without a tag is refused.",
    () =>
      on("AddOutbound", ({ outbound }, pass, state) =>
        outbound?.tag === "" && state.outbounds.untagged.length > 0
          ? refuse("app/proxyman/outbound: existing tag found: ")
          : pass(),
      ),
  ),
  fault(
    "outbound-needs-sender",
    "xray/outbound/no-sender",
    1,
    "An outbound without sender settings is refused.",
    () =>
      on("AddOutbound", ({ outbound }, pass) =>
        outbound?.sender === null
          ? refuse("app/proxyman/outbound: settings is not SenderConfig")
          : pass(),
      ),
  ),
  fault(
    "outbound-sender-type-accepted",
    "xray/outbound/sender-type",
    1,
    "Sender settings of another type are accepted.",
    () => insteadOfRefusal("AddOutbound", "settings is not SenderConfig", () => done()),
  ),
  fault(
    "outbound-inbound-text",
    "xray/outbound/proxy-is-inbound",
    1,
    "Inbound settings as the proxy of an outbound are refused in the words of inbounds.",
    () =>
      insteadOfRefusal("AddOutbound", "not an outbound handler", () =>
        refuse("app/proxyman/outbound: not an outbound proxy."),
      ),
  ),
  fault(
    "outbound-unknown-settings-take-tag",
    "xray/outbound/unknown-settings",
    2,
    "An outbound refused for settings of unknown type takes its tag.",
    () =>
      insteadOfRefusal("AddOutbound", "proto: not found", ({ outbound }, state, text) => {
        const tag = outbound?.tag ?? "";
        if (outbound !== null && tag !== "" && !state.outbounds.tagged.has(tag))
          state.outbounds.tagged.set(tag, { tag, sender: null, proxy: null });
        return refuse(text);
      }),
  ),
  fault(
    "outbound-remove-ignored",
    "xray/outbound/remove",
    3,
    "RemoveOutbound is accepted and removes nothing.",
    () => on("RemoveOutbound", ({ tag }, pass) => (tag === "" ? pass() : done())),
  ),
  fault(
    "outbound-remove-unknown-refused",
    "xray/outbound/remove-unknown",
    1,
    "Removing an unknown outbound is refused.",
    () =>
      on("RemoveOutbound", ({ tag }, pass, state) =>
        state.outbounds.tagged.has(tag) ? pass() : refuse(noClue),
      ),
  ),
  fault(
    "outbound-remove-empty-accepted",
    "xray/outbound/remove-empty",
    1,
    "Removing an outbound with an empty tag is accepted.",
    () => insteadOfRefusal("RemoveOutbound", noClue, () => done()),
  ),
  fault(
    "outbound-list-shows-api",
    "xray/outbound/list",
    1,
    "ListOutbounds shows an outbound of the API.",
    () =>
      rewrite("ListOutbounds", (reply) =>
        reply.kind === "outbounds"
          ? {
              kind: "outbounds",
              outbounds: [...reply.outbounds, { tag: "api", sender: null, proxy: null }],
            }
          : reply,
      ),
  ),
  fault(
    "outbound-list-cut",
    "xray/outbound/list",
    3,
    "ListOutbounds never shows more than two outbounds.",
    () => {
      return on("ListOutbounds", (_command, pass) => {
        const { outcome } = pass();
        if (outcome.status !== "ok" || outcome.reply.kind !== "outbounds") return { outcome };
        return answer({ kind: "outbounds", outbounds: outcome.reply.outbounds.slice(0, 2) });
      });
    },
  ),
  fault(
    "outbound-settings-lost",
    "xray/outbound/list-settings",
    2,
    "ListOutbounds shows no proxy settings.",
    () =>
      rewrite("ListOutbounds", (reply) =>
        reply.kind === "outbounds"
          ? { kind: "outbounds", outbounds: reply.outbounds.map((o) => ({ ...o, proxy: null })) }
          : reply,
      ),
  ),
  fault(
    "outbound-alter-accepted",
    "xray/outbound/alter-none",
    1,
    "AlterOutbound with a known message is accepted.",
    () => insteadOfRefusal("AlterOutbound", "not an outbound operation", () => done()),
  ),
  fault(
    "outbound-alter-unknown-text",
    "xray/outbound/alter-unknown",
    1,
    "AlterOutbound of unknown type is refused as no operation.",
    () =>
      insteadOfRefusal("AlterOutbound", "unknown operation", () =>
        refuse("app/proxyman/command: not an outbound operation"),
      ),
  ),
];
