import type { Node } from "jsonc-parser";
import { ConfigSource } from "./config-source.js";

/** One configuration file as it was given. */
export interface ConfigText {
  /** As given, also `stdin:`. */
  readonly name: string;
  readonly text: string;
}

/** Several files as one. */
export interface MergedConfig {
  readonly text: string;
  /** Names of the sections that are there and not null, in lower case. */
  readonly sections: ReadonlySet<string>;
  /** What the original logs of the merge, at info. */
  readonly lines: readonly string[];
}

interface Item {
  readonly tag: string;
  readonly text: string;
}

/**
 * Puts files together as the original does: a later section replaces an earlier one, except that
 * inbounds and outbounds replace those of their tag; new inbounds come last, new outbounds first,
 * or last where the name of the file contains `tail`. Throws the ConfigError of a file that is not
 * JSON, in terms of that file alone.
 */
export function mergeConfigs(files: readonly ConfigText[]): MergedConfig {
  const sections = new Map<string, string>();
  const lists = new Map<ListName, Item[]>();
  const lines: string[] = [];
  for (const [index, file] of files.entries()) {
    const source = new ConfigSource(file.text, file.name, true);
    for (const [key, value] of membersOf(source.parse())) {
      const name = listNames.find((list) => list === key);
      if (value.type === "null") continue;
      if (name === undefined || value.type !== "array") {
        sections.set(key, sliceOf(file, value));
        continue;
      }
      const items = (value.children ?? []).map((node) => itemOf(file, node));
      const held = lists.get(name) ?? [];
      lists.set(name, index === 0 ? items : add(name, held, items, file.name, lines));
    }
  }
  for (const [name, items] of lists)
    sections.set(name, `[${items.map((item) => item.text).join(",")}]`);
  const [only] = files;
  // One file is read as it stands, so that lines and columns are its own.
  const text =
    files.length === 1 && only !== undefined
      ? only.text
      : `{${[...sections].map(([key, slice]) => `${JSON.stringify(key)}:${slice}`).join(",\n")}}`;
  return { text, sections: new Set(sections.keys()), lines };
}

const listNames = ["inbounds", "outbounds"] as const;
type ListName = (typeof listNames)[number];

function add(
  name: ListName,
  held: readonly Item[],
  items: readonly Item[],
  file: string,
  lines: string[],
): Item[] {
  const what = name === "inbounds" ? "inbound" : "outbound";
  const last = name === "inbounds" || file.toLowerCase().includes("tail");
  const result = [...held];
  const first: Item[] = [];
  for (const item of items) {
    const at = result.findIndex((other) => other.tag === item.tag);
    const did = at >= 0 ? "updated" : last ? "appended" : "prepend";
    if (at >= 0) result[at] = item;
    else (last ? result : first).push(item);
    lines.push(`infra/conf: [${file}] ${did} ${what} with tag: ${item.tag}`);
  }
  return [...first, ...result];
}

function itemOf(file: ConfigText, node: Node): Item {
  const tag = membersOf(node).find(([key]) => key === "tag")?.[1];
  const text = tag?.type === "string" ? (tag.value as string) : "";
  return { tag: text, text: sliceOf(file, node) };
}

const sliceOf = ({ text }: ConfigText, { offset, length }: Node): string =>
  text.slice(offset, offset + length);

/** Members of an object, their keys in lower case; none of what is no object. */
function membersOf(node: Node | undefined): readonly (readonly [string, Node])[] {
  if (node?.type !== "object") return [];
  return (node.children ?? []).flatMap((member) => {
    const [key, value] = member.children ?? [];
    return key === undefined || value === undefined
      ? []
      : [[(key.value as string).toLowerCase(), value] as const];
  });
}
