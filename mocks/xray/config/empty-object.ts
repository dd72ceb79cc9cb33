import { ConfigValue } from "./config-value.js";

/** The `settings` of a handler that has none: the original reads `{}`. */
export function emptyObject(handler: ConfigValue): ConfigValue {
  const { offset, length } = handler.node;
  const node = { type: "object" as const, offset, length, children: [] };
  return new ConfigValue(node, handler.path, handler.source);
}
