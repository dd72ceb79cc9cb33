import type { JsonObject } from "../../../../contract/json.js";
import type { ConfigValue } from "../config-value.js";
import type { Failure } from "../decoding/go-type.js";
import { loadSites } from "./geo-files.js";

/** What a text became, as messages; or what the original says instead. */
export type TextReading =
  { readonly entries: readonly JsonObject[] } | { readonly problem: readonly string[] };

const prefixes: readonly (readonly [string, string])[] = [
  ["regexp:", "Regex"],
  ["domain:", "Domain"],
  ["full:", "Full"],
  ["keyword:", "Plain"],
];

/** Reads a domain rule as `xray.app.router.Domain`s: one, or those of a list. */
export function readDomainRule(text: string): TextReading {
  if (text.startsWith("geosite:")) {
    const code = text.slice("geosite:".length).toUpperCase();
    return within(`infra/conf: failed to load geosite: ${code}`, loadSites("geosite.dat", code));
  }
  const external = ["ext-domain:", "ext:"].find((prefix) => text.startsWith(prefix));
  if (external !== undefined) {
    const [file = "", code = "", ...more] = text.slice(external.length).split(":");
    if (more.length > 0 || !text.slice(external.length).includes(":")) {
      return { problem: [`infra/conf: invalid external resource: ${text}`] };
    }
    return within(
      `infra/conf: failed to load external sites: ${code} from ${file}`,
      loadSites(file, code),
    );
  }
  const known = prefixes.find(([prefix]) => text.startsWith(prefix));
  if (known !== undefined) {
    const [prefix, type] = known;
    return { entries: [{ type, value: text.slice(prefix.length) }] };
  }
  if (text.startsWith("dotless:")) {
    const pattern = dotless(text);
    return "problem" in pattern
      ? pattern
      : { entries: [{ type: "Regex", value: pattern.expression }] };
  }
  return { entries: [{ type: "Plain", value: text }] };
}

/** The regular expression of `dotless:…`. */
export function dotless(
  text: string,
): { readonly expression: string } | { readonly problem: readonly string[] } {
  const part = text.slice("dotless:".length);
  if (part === "") return { expression: "^[^.]*$" };
  if (!part.includes(".")) return { expression: `^[^.]*${part}[^.]*$` };
  return {
    problem: [`infra/conf: substr in dotless rule should not contain a dot: ${part}`],
  };
}

/** A reading whose problem is told behind `prefix`. */
export function within(prefix: string, reading: TextReading): TextReading {
  return "problem" in reading ? { problem: [prefix, ...reading.problem] } : reading;
}

/** The entries of a reading. Throws its problem as an error about `value`. */
export function entriesOf(
  reading: TextReading,
  value: ConfigValue,
  failure: Failure,
): readonly JsonObject[] {
  if ("entries" in reading) return reading.entries;
  throw value.refused(
    `cannot be used (${reading.problem.at(-1)})`,
    "mend it, or remove it",
    failure(reading.problem.join(" > ")),
  );
}
