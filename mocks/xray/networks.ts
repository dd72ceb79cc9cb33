import type { JsonObject } from "../../contract/json.js";
import { listOf } from "./json-fields.js";

/** A network that a proxy takes. */
export type Network = "TCP" | "UDP" | "UNIX";

/** Networks that the proxy of an inbound takes. */
export type Networks = ReadonlySet<Network>;

const numbers = { TCP: 2, UDP: 3, UNIX: 4 } as const;

/** Networks of a list, whose items may come by name or by number; `otherwise` where the list is empty. */
export function networksOf(
  fields: JsonObject,
  name: string,
  otherwise: readonly Network[],
): Networks {
  const list = listOf(fields, name);
  if (list.length === 0) return new Set(otherwise);
  const all = ["TCP", "UDP", "UNIX"] as const;
  return new Set(
    all.filter((network) => list.includes(network) || list.includes(numbers[network])),
  );
}
