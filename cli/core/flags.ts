/** Flags of a command: whether they take a value. */
export type FlagTable = Readonly<Record<string, "text" | "boolean">>;

/** Flags of `run`. */
export const runFlags: FlagTable = {
  c: "text",
  config: "text",
  confdir: "text",
  format: "text",
  test: "boolean",
  dump: "boolean",
};

/** Arguments read as Go's flag package reads them. */
export type ParsedFlags =
  | {
      readonly kind: "parsed";
      /** In the order in which they came; booleans as true or false. */
      readonly flags: readonly (readonly [name: string, value: string | boolean])[];
      readonly rest: readonly string[];
    }
  /** `-h` or `-help` where no such flag is. */
  | { readonly kind: "help"; readonly before: readonly (readonly [string, string | boolean])[] }
  /** With the text that Go prints. */
  | {
      readonly kind: "bad";
      readonly text: string;
      readonly before: readonly (readonly [string, string | boolean])[];
    };

const truths: Readonly<Record<string, boolean>> = {
  ...Object.fromEntries(["1", "t", "T", "TRUE", "true", "True"].map((text) => [text, true])),
  ...Object.fromEntries(["0", "f", "F", "FALSE", "false", "False"].map((text) => [text, false])),
};

/** Reads flags with one dash or two, values after `=` or in the next argument, up to the first that is none. */
export function parseFlags(args: readonly string[], table: FlagTable): ParsedFlags {
  const flags: (readonly [string, string | boolean])[] = [];
  const bad = (text: string): ParsedFlags => ({ kind: "bad", text, before: flags });
  const rest = [...args];
  for (let arg = rest[0]; arg !== undefined && /^-./.test(arg); arg = rest[0]) {
    rest.shift();
    if (arg === "--") break;
    const written = arg.replace(/^--?/, "");
    if (/^[-=]/.test(written)) return bad(`bad flag syntax: ${arg}`);
    const [, name = "", given] = /^([^=]*)(?:=(.*))?$/s.exec(written) ?? [];
    const kind = Object.hasOwn(table, name) ? table[name] : undefined;
    if (kind === undefined) {
      if (name === "help" || name === "h") return { kind: "help", before: flags };
      return bad(`flag provided but not defined: -${name}`);
    }
    if (kind === "boolean") {
      const value = given === undefined ? true : truths[given];
      if (value === undefined)
        return bad(`invalid boolean value ${JSON.stringify(given)} for -${name}: parse error`);
      flags.push([name, value]);
      continue;
    }
    const value = given ?? rest.shift();
    if (value === undefined) return bad(`flag needs an argument: -${name}`);
    flags.push([name, value]);
  }
  return { kind: "parsed", flags, rest };
}
