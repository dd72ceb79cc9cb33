import { ConfigError } from "./config-error.js";
import type { ConfigSource } from "./config-source.js";
import type { Node } from "jsonc-parser";

/**
 * Reads again and again, each time without one more value that this version does not imitate, and
 * says which. Where the original would refuse what is left (an inbound without its protocol), the
 * value around it is left out instead. Throws what is no matter of imitation.
 */
export function readLeniently<T>(
  source: ConfigSource,
  root: Node,
  read: () => T,
): { readonly result: T; readonly lenient: readonly string[] } {
  const left = new Map<number, string>();
  let latest: { readonly offset: number; readonly message: string } | undefined;
  for (;;) {
    const before = source.warnings.length;
    try {
      return { result: read(), lenient: [...left.values()] };
    } catch (error) {
      source.warnings.length = before;
      const next = error instanceof ConfigError ? nextToLeave(error) : undefined;
      if (next === undefined) throw error;
      left.set(next.offset, next.message);
      source.skipped.add(next.offset);
      latest = next;
    }
  }

  function nextToLeave(error: ConfigError): typeof latest {
    if (error.code === "unsupported") {
      const offset = source.offsetOf(error);
      return offset === undefined || source.skipped.has(offset) || offset === root.offset
        ? undefined
        : { offset, message: error.message };
    }
    // Refused for what was left out last, and so at something that held it: leave that out, too.
    const offset = source.offsetOf(error);
    const path = latest === undefined ? [] : holders(root, latest.offset);
    const around = path.at(-1);
    const isAbove = path.some((node) => node.offset === offset);
    if (latest === undefined || around === undefined || around === root || !isAbove) {
      return undefined;
    }
    left.delete(latest.offset);
    source.skipped.delete(latest.offset);
    return { offset: around.offset, message: latest.message };
  }
}

/** The objects and lists that hold the value at `offset`, the outermost first; empty where none does. */
function holders(node: Node, offset: number): readonly Node[] {
  for (const child of node.children ?? []) {
    const values = child.type === "property" ? child.children?.slice(1) : [child];
    for (const value of values ?? []) {
      if (value.offset === offset) return [node];
      const inner = holders(value, offset);
      if (inner.length > 0) return [node, ...inner];
    }
  }
  return [];
}
