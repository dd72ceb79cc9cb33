import { addInbound } from "../step-inbounds.js";
import { done, noClue, refuse } from "../refusal.js";
import { accepted, both, fault, insteadOfRefusal, on, rewrite, type XrayFault } from "./fault.js";
import { takeTag } from "./take-tag.js";

const existing = (tag: string) => refuse(`app/proxyman/inbound: existing tag found: ${tag}`);

/** Faults of adding, removing and listing inbounds. */
export const inboundFaults: readonly XrayFault[] = [
  fault(
    "inbound-forgotten",
    "xray/inbound/add",
    2,
    "AddInbound is accepted and adds nothing.",
    () =>
      on("AddInbound", (command, pass, state) => {
        const tag = command.inbound?.tag ?? "";
        const known = state.inbounds.tagged.has(tag);
        const result = pass();
        if (!known && accepted(result)) state.inbounds.tagged.delete(tag);
        return accepted(result) ? done() : result;
      }),
  ),
  fault("inbound-tag-spent", "xray/inbound/add", 3, "A removed inbound's tag stays taken.", () => {
    const spent = new Set<string>();
    return both(
      on("RemoveInbound", (command, pass) => {
        const result = pass();
        if (accepted(result)) spent.add(command.tag);
        return result;
      }),
      on("AddInbound", ({ inbound }, pass) =>
        inbound !== null && spent.has(inbound.tag) ? existing(inbound.tag) : pass(),
      ),
    );
  }),
  fault(
    "inbound-same-tag-replaces",
    "xray/inbound/add-same-tag",
    2,
    "AddInbound with a tag in use replaces the inbound that has it.",
    () =>
      insteadOfRefusal("AddInbound", "existing tag found", ({ inbound }, state) => {
        const old = inbound === null ? undefined : state.inbounds.tagged.get(inbound.tag);
        if (old === undefined) return done();
        state.inbounds.tagged.delete(old.tag);
        const result = addInbound(state, inbound);
        const effects = [{ kind: "unlisten", owner: old.id } as const, ...(result.effects ?? [])];
        return { ...result, effects };
      }),
  ),
  fault(
    "inbound-same-tag-code",
    "xray/inbound/add-same-tag",
    2,
    "A tag in use is refused with code 6.",
    () =>
      insteadOfRefusal("AddInbound", "existing tag found", (_command, _state, text) =>
        refuse(text, 6),
      ),
  ),
  fault(
    "inbound-tags-fold-case",
    "xray/inbound/tags-by-case",
    2,
    "A tag that differs only in case from one in use is refused.",
    () =>
      on("AddInbound", ({ inbound }, pass, state) => {
        const tag = inbound?.tag ?? "";
        const folded = tag.toLowerCase();
        const taken = [...state.inbounds.tagged.keys()].some((t) => t.toLowerCase() === folded);
        return taken ? existing(tag) : pass();
      }),
  ),
  fault(
    "inbound-empty-tag-refused",
    "xray/inbound/empty-tag",
    1,
    "An inbound without a tag is refused.",
    () => on("AddInbound", ({ inbound }, pass) => (inbound?.tag === "" ? existing("") : pass())),
  ),
  fault(
    "inbound-empty-tag-last",
    "xray/inbound/empty-tag",
    2,
    "Inbounds without a tag are listed after all others.",
    () =>
      rewrite("ListInbounds", (reply) =>
        reply.kind !== "inbounds"
          ? reply
          : {
              kind: "inbounds",
              inbounds: [...reply.inbounds].sort(
                (a, b) => Number(a.tag === "") - Number(b.tag === ""),
              ),
            },
      ),
  ),
  fault(
    "inbound-remove-ignored",
    "xray/inbound/remove",
    3,
    "RemoveInbound is accepted and removes nothing.",
    () =>
      on("RemoveInbound", ({ tag }, pass, state) =>
        state.inbounds.tagged.has(tag) ? done() : pass(),
      ),
  ),
  fault(
    "inbound-remove-takes-another",
    "xray/inbound/list",
    3,
    "RemoveInbound also removes the inbound that was added before it.",
    () =>
      on("RemoveInbound", ({ tag }, pass, state) => {
        const tags = [...state.inbounds.tagged.keys()];
        const before = state.inbounds.tagged.get(tags[tags.indexOf(tag) - 1] ?? "");
        const result = pass();
        if (!accepted(result) || before === undefined) return result;
        state.inbounds.tagged.delete(before.tag);
        const effects = [
          ...(result.effects ?? []),
          { kind: "unlisten", owner: before.id } as const,
        ];
        return { ...result, effects };
      }),
  ),
  fault(
    "inbound-remove-unknown-accepted",
    "xray/inbound/remove-unknown",
    1,
    "Removing an unknown inbound is accepted.",
    () => insteadOfRefusal("RemoveInbound", noClue, () => done()),
  ),
  fault(
    "inbound-listed-twice",
    "xray/inbound/list",
    1,
    "ListInbounds shows the last inbound twice.",
    () =>
      rewrite("ListInbounds", (reply) =>
        reply.kind === "inbounds"
          ? { kind: "inbounds", inbounds: [...reply.inbounds, ...reply.inbounds.slice(-1)] }
          : reply,
      ),
  ),
  fault(
    "inbound-only-tags-ignored",
    "xray/inbound/list-only-tags",
    1,
    "ListInbounds shows the settings with isOnlyTags too.",
    () => (next, state, command, now) =>
      next(
        state,
        command.kind === "ListInbounds" ? { ...command, isOnlyTags: false } : command,
        now,
      ),
  ),
  fault(
    "inbound-unknown-settings-take-tag",
    "xray/inbound/unknown-settings",
    2,
    "An inbound refused for settings of unknown type takes its tag.",
    () => takeTag("proto: not found"),
  ),
  fault(
    "inbound-bad-settings-accepted",
    "xray/inbound/bad-settings",
    1,
    "Settings that cannot be read count as empty ones.",
    () => insteadOfRefusal("AddInbound", "cannot parse invalid wire-format data", () => done()),
  ),
  fault(
    "inbound-receiver-type-takes-tag",
    "xray/inbound/receiver-type",
    2,
    "An inbound refused for its receiver's type takes its tag.",
    () => takeTag("not a ReceiverConfig"),
  ),
  fault(
    "inbound-not-registered-unknown",
    "xray/inbound/proxy-not-registered",
    1,
    "Proxy settings that configure nothing are refused as an unknown type.",
    () => insteadOfRefusal("AddInbound", "is not registered", () => refuse("proto: not found")),
  ),
  fault(
    "inbound-outbound-accepted",
    "xray/inbound/proxy-is-outbound",
    1,
    "Outbound settings are accepted as the proxy of an inbound.",
    () => insteadOfRefusal("AddInbound", "not an inbound proxy.", () => done()),
  ),
  fault(
    "inbound-decryption-takes-tag",
    "xray/inbound/vless-decryption",
    2,
    "A vless inbound refused for its decryption takes its tag.",
    () => takeTag("failed to use decryption"),
  ),
  fault(
    "inbound-same-email-accepted",
    "xray/inbound/vless-same-email",
    1,
    "A vless inbound with two clients of one email is accepted.",
    () => insteadOfRefusal("AddInbound", "failed to initiate user", () => done()),
  ),
  fault(
    "inbound-no-account-text",
    "xray/inbound/vless-no-account",
    1,
    "A vless client without account is refused without the outer text.",
    () =>
      insteadOfRefusal("AddInbound", "Account is missing", () =>
        refuse("common/protocol: Account is missing"),
      ),
  ),
];
