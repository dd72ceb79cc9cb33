import type { JsonObject } from "../../../contract/json.js";
import { goLower } from "../go/text.js";
import { textOf } from "../json-fields.js";
import { crash, type Trouble } from "../refusal.js";
import { compileGoRegexp, type GoRegexp } from "./go-regexp.js";
import { buildSubstrings } from "./substrings.js";

/** Whether a domain is one of those of a rule. Case doesn't count. */
export type DomainMatcher = (domain: string) => boolean;

/**
 * Builds the matcher of `xray.app.router.Domain`s. Patterns that cannot be read and types that don't
 * exist are left out in silence.
 */
export function buildDomainMatcher(
  domains: readonly JsonObject[],
): { readonly kind: "matcher"; readonly matches: DomainMatcher } | Trouble {
  const suffixes = new Set<string>();
  const parts: string[] = [];
  const patterns: GoRegexp[] = [];
  for (const domain of domains) {
    const value = textOf(domain, "value");
    switch (domain["type"] ?? "Plain") {
      case "Plain":
        parts.push(value);
        break;
      case "Regex":
        patterns.push(...[compileGoRegexp(value)].filter((p) => p !== undefined));
        break;
      case "Domain":
        suffixes.add(`.${goLower(value)}`);
        suffixes.add(goLower(value));
        break;
      case "Full":
        suffixes.add(goLower(value));
        break;
      default:
        break;
    }
  }
  // The original puts this word into a table that would be empty, and so matches it.
  if (suffixes.size === 0) suffixes.add("empty___");
  const substrings = parts.length === 0 ? null : buildSubstrings(parts);
  if (substrings === undefined) return crash("a substring of domains that is not ASCII");
  const matches: DomainMatcher = (given) => {
    const domain = goLower(given);
    if (suffixes.has(domain)) return true;
    for (let dot = domain.indexOf("."); dot !== -1; dot = domain.indexOf(".", dot + 1))
      if (suffixes.has(domain.slice(dot))) return true;
    if (substrings?.occursIn(domain) === true) return true;
    return patterns.some((pattern) => pattern.matches(domain));
  };
  return { kind: "matcher", matches };
}
