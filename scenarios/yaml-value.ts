import { parse } from "yaml";

/** The value of a YAML document, as JSON knows it. Throws the parser's own error. */
export function parseYamlValue(text: string): unknown {
  return parse(text) as unknown;
}
