import type { Node } from "jsonc-parser";
import { ConfigSource } from "./config-source.js";

/** Sections by the names that the original prints, which are those that it reads. */
const sections: readonly string[] = [
  "api",
  "burstObservatory",
  "dns",
  "fakeDns",
  "inbounds",
  "log",
  "metrics",
  "observatory",
  "outbounds",
  "policy",
  "reverse",
  "routing",
  "stats",
  "transport",
  "version",
];

/**
 * A merged configuration as `-dump` prints it: known sections by name, some with their keys by name,
 * four spaces a level. What the original fills in (`"dnsLog": false` and the like) is missing.
 */
export function dumpConfig(text: string): string {
  const source = new ConfigSource(text, "", false);
  const root = source.parse();
  const printed = membersOf(root)
    .flatMap(([key, value]) => {
      const name = sections.find((section) => section.toLowerCase() === key.toLowerCase());
      if (name === undefined || value.type === "null") return [];
      return [[name, printSection(text, name, value)] as const];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `${wrap(
    "{",
    printed.map(([name, shown]) => `${JSON.stringify(name)}: ${shown}`),
    "}",
    0,
  )}\n`;
}

function printSection(text: string, name: string, node: Node): string {
  if (name === "api" || name === "log" || name === "metrics") return printSorted(text, node, 1);
  if (node.type !== "array") return print(text, node, 1);
  const items = (node.children ?? []).map((child) => printSorted(text, child, 2));
  return wrap("[", items, "]", 1);
}

function print(text: string, node: Node, depth: number): string {
  if (node.type === "array") {
    const items = (node.children ?? []).map((child) => print(text, child, depth + 1));
    return wrap("[", items, "]", depth);
  }
  if (node.type !== "object") return text.slice(node.offset, node.offset + node.length);
  const members = membersOf(node).map(
    ([key, value]) => `${JSON.stringify(key)}: ${print(text, value, depth + 1)}`,
  );
  return wrap("{", members, "}", depth);
}

/** An object of which the original knows the keys: by name, without what is as good as missing. */
function printSorted(text: string, node: Node, depth: number): string {
  const members = membersOf(node)
    .filter(([, value]) => value.type !== "null" && value.value !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${JSON.stringify(key)}: ${print(text, value, depth + 1)}`);
  return wrap("{", members, "}", depth);
}

function wrap(open: string, items: readonly string[], close: string, depth: number): string {
  if (items.length === 0) return open + close;
  const indent = "    ".repeat(depth);
  return `${open}\n${items.map((item) => `${indent}    ${item}`).join(",\n")}\n${indent}${close}`;
}

function membersOf(node: Node | undefined): readonly (readonly [string, Node])[] {
  return (node?.children ?? []).flatMap((member) => {
    const [key, value] = member.children ?? [];
    return key === undefined || value === undefined ? [] : [[key.value as string, value] as const];
  });
}
