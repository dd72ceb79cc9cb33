import type { Effect } from "../effect.js";
import { objectOf, objectsOf, numberOf } from "../json-fields.js";
import { refuse } from "../refusal.js";
import { accepted, both, fault, on, type XrayFault, type XrayGate } from "./fault.js";
import { giveTagBack, leakUsers } from "./take-tag.js";

/** A gate that changes what AddInbound listens on. */
function listening(change: (effects: readonly Effect[]) => readonly Effect[]): XrayGate {
  return on("AddInbound", (_command, pass) => {
    const result = pass();
    return { ...result, effects: change(result.effects ?? []) };
  });
}

/** Faults of ports: which are open when, and what becomes of a tag whose port cannot be had. */
export const listenerFaults: readonly XrayFault[] = [
  fault("inbound-deaf", "xray/inbound/add-listens", 2, "An added inbound opens no port.", () =>
    listening(() => []),
  ),
  fault(
    "inbound-first-port-only",
    "xray/inbound/add-listens",
    2,
    "Of a range of ports only the first is opened.",
    () => listening((effects) => effects.slice(0, 1)),
  ),
  fault(
    "inbound-port-stays-open",
    "xray/inbound/remove-frees-port",
    3,
    "The port of a removed inbound stays open.",
    () => on("RemoveInbound", (_command, pass) => ({ ...pass(), effects: [] })),
  ),
  fault(
    "inbound-shared-port-refused",
    "xray/inbound/shared-port",
    2,
    "A second inbound on a port that the core itself holds is refused.",
    () => {
      const held = new Map<number, Effect & { kind: "listen" }>();
      return both(
        on("AddInbound", ({ inbound }, pass, state) => {
          const result = pass();
          const wanted = (result.effects ?? []).filter((e) => e.kind === "listen");
          const clash = wanted.find((w) => [...held.values()].some((h) => h.port === w.port));
          if (clash === undefined) {
            for (const w of wanted) held.set(w.owner * 65536 + w.port, w);
            return result;
          }
          state.inbounds.tagged.delete(inbound?.tag ?? "");
          return refuse(`${clash.refusal}address already in use`);
        }),
        on("RemoveInbound", (_command, pass) => {
          const result = pass();
          for (const effect of result.effects ?? [])
            for (const [key, h] of held)
              if (effect.kind === "unlisten" && h.owner === effect.owner) held.delete(key);
          return result;
        }),
      );
    },
  ),
  fault(
    "inbound-shared-port-closed",
    "xray/inbound/shared-port",
    4,
    "Removing one of two inbounds on a port closes it for both.",
    () =>
      on("RemoveInbound", (_command, pass, state) => {
        const result = pass();
        if (!accepted(result)) return result;
        const rest = [...state.inbounds.tagged.values()];
        const effects = rest.map((i): Effect => ({ kind: "unlisten", owner: i.id }));
        return { ...result, effects: [...(result.effects ?? []), ...effects] };
      }),
  ),
  fault(
    "inbound-port-held-unnoticed",
    "xray/inbound/port-held",
    2,
    "A port held by another program is accepted.",
    () =>
      listening((effects) => effects.map((e) => (e.kind === "listen" ? { ...e, quiet: true } : e))),
  ),
  fault(
    "inbound-foreign-address-narrowed",
    "xray/inbound/foreign-address",
    1,
    "An address that the machine does not have is taken for loopback.",
    () =>
      listening((effects) =>
        effects.map((e) => (e.kind === "listen" ? { ...e, host: "127.0.0.1" } : e)),
      ),
  ),
  fault(
    "inbound-port-zero-frees-tag",
    "xray/inbound/port-zero",
    2,
    "An inbound refused for port 0 does not take its tag.",
    () => giveTagBack("failed to listen TCP on 0 "),
  ),
  fault(
    "inbound-no-port-frees-tag",
    "xray/inbound/no-port",
    2,
    "An inbound refused for want of a port does not take its tag.",
    () => giveTagBack("failed to listen Unix Domain Socket"),
  ),
  fault(
    "inbound-port-not-wrapped",
    "xray/inbound/port-wraps",
    1,
    "A port above 65535 is refused.",
    () =>
      on("AddInbound", ({ inbound }, pass) => {
        const fields =
          inbound?.receiver && "fields" in inbound.receiver ? inbound.receiver.fields : {};
        const ranges = objectsOf(objectOf(fields, "portList") ?? {}, "range");
        const high = ranges.find((range) => numberOf(range, "To") > 65535);
        return high === undefined
          ? pass()
          : refuse(`infra/conf: invalid port: ${String(numberOf(high, "To"))}`);
      }),
  ),
  fault(
    "inbound-users-leak",
    "xray/inbound/list-settings",
    3,
    "ListInbounds shows users that were added at run time.",
    leakUsers,
  ),
];
